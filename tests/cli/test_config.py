"""Settings files: where they are found, what they may say, and how mistakes are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp
from support import Cli

from privlint.checks.registry import complaint
from privlint.config import ConfigError, Loaded, Settings, discover, load


def found(folder: Path) -> Loaded:
    return discover(folder, complaint)


def test_defaults_without_a_file(tmp_path: Path) -> None:
    assert found(tmp_path).settings == Settings()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("privlint.toml", 'fail-on = "error"'),
        (".privlint.toml", 'fail-on = "error"'),
        ("pyproject.toml", '[tool.privlint]\nfail-on = "error"'),
        ("privlint.toml", '\ufefffail-on = "error"\r\n'),
    ],
)
def test_the_nearest_file_upwards_counts(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    loaded = found(folder)
    assert (loaded.settings.fail_on, loaded.path, loaded.keys) == ("error", tmp_path / name, frozenset(["fail_on"]))
    (folder / "privlint.toml").write_text("")
    assert found(folder).settings == Settings()


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "privlint.toml").write_text('lang = "zh"')
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "pyproject.toml").write_text("this is [ no TOML")
    assert found(tmp_path / "a").settings.lang == "zh"
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\ndependencies = ["privlint"]')
    assert found(tmp_path / "a").settings.lang == "zh"


def test_every_key(tmp_path: Path) -> None:
    path = tmp_path / "privlint.toml"
    path.write_text(
        'select = ["PRV1"]\nignore = ["sdk-auto-start"]\nmin-severity = "warning"\nfail-on = "error"\n'
        'variant = "chinaRelease"\nlang = "zh"\nrules = ["extra"]\ngates = ["isAgreed"]\naccept = ["onAgreed"]\n'
        'entry-points = ["a.B#c"]\njurisdictions = ["cn"]\nexclude = ["sample/"]\npedantic = true\n'
    )
    assert load(path, complaint).settings == Settings(
        select=("PRV1",),
        ignore=("sdk-auto-start",),
        min_severity="warning",
        fail_on="error",
        variant="chinaRelease",
        lang="zh",
        rules=(str(tmp_path / "extra"),),
        gates=("isAgreed",),
        accept=("onAgreed",),
        entry_points=("a.B#c",),
        jurisdictions=("cn",),
        exclude=("sample/",),
        pedantic=True,
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lang = 'en'\nselcet = []", "2:1: unknown setting 'selcet'; did you mean 'select'?"),
        ("  fail-on = 'eror'", "1:3: 'fail-on' must be one of error, warning, note; did you mean 'error'?"),
        ("select = 3", "1:1: 'select' must be a list of strings"),
        ("select = [\n  'PRV101',\n  'PRV1O2',\n]", "3:3: no rule is called 'PRV1O2'; did you mean 'PRV102'?"),
        ("pedantic = 1", "1:1: 'pedantic' must be true or false"),
        ("variant = []", "1:1: 'variant' must be a string"),
        ("jurisdictions = ['cn', 'us']", "1:24: 'jurisdictions' knows cn, eu, play, not 'us'"),
        ("[gates]\nx = 1", "1:1: 'gates' must be a list of strings"),
        ("lang = ", "1:8: not TOML: Invalid value"),
        ("a = 1\na = 2", "2:6: not TOML: Cannot overwrite a value"),
        ("x = " + "[" * 5000, "1:1: not TOML: nested too deeply"),
    ],
)
def test_mistakes_are_told_with_their_place(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "privlint.toml"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        found(tmp_path)
    assert str(caught.value) == f"{path}:{message}"


def test_a_mistake_in_a_table_of_pyproject(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("[tool.other]\ngate = 1\n\n[tool.privlint]\ngate = []\n")
    with pytest.raises(ConfigError, match=r"pyproject\.toml:5:1: unknown setting 'gate'; did you mean 'gates'\?"):
        found(tmp_path)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "privlint.toml").write_bytes(b"# ok\nlang = '\xff'\n")
    with pytest.raises(ConfigError, match=r"privlint\.toml:2:9: not UTF-8"):
        found(tmp_path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"missing\.toml:1:1: cannot be read"):
        load(tmp_path / "missing.toml", complaint)


def test_policies_are_files_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "privacy.html").write_text("")
    path = tmp_path / "privlint.toml"
    path.write_text('policy = ["docs/privacy.html"]')
    assert load(path, complaint).settings.policy == (str(tmp_path / "docs" / "privacy.html"),)


def test_a_missing_policy_is_told_with_its_place_and_what_is_near(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "privacy.html").write_text("")
    path = tmp_path / "privlint.toml"
    path.write_text('pedantic = true\npolicy = [\n  "docs/privcy.html"\n]\n')
    with pytest.raises(ConfigError) as raised:
        load(path, complaint)
    assert str(raised.value) == f"{path}:3:3: no such file 'docs/privcy.html'; did you mean 'docs/privacy.html'?"


def test_reports_link_to_own_rule_pages(tmp_path: Path, cli: Cli) -> None:
    address = "https://docs.example/rules/{code}/"
    (tmp_path / "privlint.toml").write_text(f'rule-pages = "{address}"')
    SmallApp(tmp_path).kotlin("App", f"class App : Application() {{ override fun onCreate() {{ {START} }} }}")
    expected = "https://docs.example/rules/PRV101/"
    report = json.loads(cli("check", "--output-format", "json", tmp_path).stdout)
    assert {f["help_uri"] for f in report["findings"] if f["code"] == "PRV101"} == {expected}
    (run,) = json.loads(cli("check", "--output-format", "sarif", tmp_path).stdout)["runs"]
    assert {r["id"]: r["helpUri"] for r in run["tool"]["driver"]["rules"]}["PRV101"] == expected
    diagnostics = json.loads(cli("check", "--output-format", "rdjson", tmp_path).stdout)["diagnostics"]
    assert expected in {each["code"]["url"] for each in diagnostics}


@pytest.mark.parametrize("address", ["docs/{code}.md", "https://docs.example/rules", "javascript:{code}"])
def test_rule_pages_need_an_address_with_a_code(address: str, tmp_path: Path) -> None:
    path = tmp_path / "privlint.toml"
    path.write_text(f'rule-pages = "{address}"')
    with pytest.raises(ConfigError, match=r"privlint\.toml:1:\d+: 'rule-pages' must be an address with \{code\}"):
        load(path, complaint)
