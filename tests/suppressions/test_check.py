"""Suppressions in a check: what is shown, what is counted, and what is said about the suppressions themselves."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from consent.small_apps import START, SmallApp
from support import ROOT, Cli

from privlint import api
from privlint.config import Settings
from privlint.findings import Finding
from privlint.fixing import fixed
from privlint.report.model import Report

KOTLIN = "class App : Application() {{\n    override fun onCreate() {{\n        {}\n    }}\n}}\n"
JAVA = "public class App extends Application {{\n    @Override public void onCreate() {{\n        {}\n    }}\n}}\n"
PROVIDER = "com.applovin.sdk.AppLovinInitProvider"


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    return SmallApp(tmp_path)


def check(app: SmallApp, **settings: object) -> Report:
    return api.check(app.root, Settings(select=("PRV10", "PRV20", "PRV9"), **settings))  # type: ignore[arg-type]


def kotlin(app: SmallApp, statements: str, head: str = "") -> None:
    app.kotlin("App", head + KOTLIN.format(statements))


def found(app: SmallApp, **settings: object) -> list[str]:
    return [finding.code for finding in check(app, **settings).findings]


def test_a_suppressed_finding_is_kept_apart(app: SmallApp) -> None:
    kotlin(app, f"{START} // privlint: ignore[PRV101] started by the host app")
    report = check(app)
    assert [finding.code for finding in report.findings] == []
    assert report.hidden.suppressed == 1
    (finding,) = report.accepted
    assert finding.accepted is not None
    assert (finding.code, finding.accepted.kind, finding.accepted.reason) == (
        "PRV101",
        "comment",
        "started by the host app",
    )


@pytest.mark.parametrize("word", ["PRV101", "PRV1", "sdk-init-before-consent", "PRV102, PRV101", "prv101"])
def test_codes_families_and_names(app: SmallApp, word: str) -> None:
    app.java("App", JAVA.format(f"// privlint: ignore[{word}] reason\n        {START};"))
    assert "PRV101" not in found(app)


@pytest.mark.parametrize(
    "annotation", ['Suppress("PRV101")', 'SuppressLint("privlint:PRV101", "x")', 'Suppress("PRV1")']
)
def test_annotations(app: SmallApp, annotation: str) -> None:
    kotlin(app, START, f"@{annotation}\n")
    assert found(app) == []


def test_another_rule_on_the_line_is_not_suppressed(app: SmallApp) -> None:
    kotlin(app, f"{START} // privlint: ignore[PRV102] reason")
    assert found(app) == ["PRV101", "PRV903"]


def test_unused_words_are_reported_and_can_be_removed(app: SmallApp) -> None:
    kotlin(app, f"{START} // privlint: ignore[PRV102, PRV101, PRV103] reason")
    (finding,) = check(app).findings
    assert (finding.code, finding.severity) == ("PRV903", "note")
    assert finding.message.en == "nothing is suppressed here by PRV102, PRV103"
    assert mended(app, [finding]).count("ignore[PRV101] reason") == 1
    assert found(app) == []


REMOVED = [
    ("// privlint: ignore[PRV102] r\n        foo()", "        foo()"),
    ("foo() // privlint: ignore[PRV102] r", "foo()"),
    ("foo(/* privlint: ignore[PRV102] r */ a)", "foo( a)"),
    ('@Suppress("PRV102")\n        val a = 1', "        val a = 1"),
    ('@Suppress("PRV102") val a = 1', "val a = 1"),
    ('@Suppress("x", "PRV102") val a = 1', '@Suppress("x") val a = 1'),
    ('@Suppress("PRV102", "x") val a = 1', '@Suppress("x") val a = 1'),
    ('@Suppress("x", "PRV103", "PRV102") val a = 1', '@Suppress("x") val a = 1'),
]


@pytest.mark.parametrize(("before", "after"), REMOVED)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_removed(app: SmallApp, before: str, after: str, end: str) -> None:
    kotlin(app, before)
    path = app.root / "app/src/main/java/com/example/App.kt"
    path.write_bytes(path.read_bytes().replace(b"\n", end.encode()))
    wanted = (
        path.read_bytes().decode().replace(before.replace("\n", end), after).replace(" " * 16 + after.strip(), after)
    )
    findings = [each for each in check(app).findings if each.code == "PRV903"]
    assert mended(app, findings) == wanted
    assert "PRV903" not in found(app)


def mended(app: SmallApp, findings: list[Finding]) -> str:
    (change,) = fixed(app.root, findings).changes
    (app.root / change.path).write_bytes(change.after.encode())
    return change.after


def test_rules_that_did_not_run_are_not_called_unused(app: SmallApp) -> None:
    kotlin(app, "foo() // privlint: ignore[PRV101] reason")
    assert [each.code for each in api.check(app.root, Settings(select=("PRV102", "PRV903"))).findings] == []
    assert [each.code for each in api.check(app.root, Settings(ignore=("PRV101",))).findings] == []
    assert [each.code for each in api.check(app.root, Settings(variant="release")).findings] == []
    assert found(app) == ["PRV903"]


def test_what_was_not_read_in_full_is_not_judged(app: SmallApp) -> None:
    kotlin(app, "foo() // privlint: ignore[PRV101] reason\n        val = = } ) ((")
    assert "PRV903" not in found(app)


def test_findings_of_lower_severity_make_a_suppression_used(app: SmallApp) -> None:
    kotlin(app, "val a = Build.MODEL // privlint: ignore[PRV102] reason")
    report = check(app, min_severity="warning")
    assert (report.findings, report.hidden.suppressed, report.hidden.minor) == ([], 1, 0)


def test_a_reason_can_be_required(app: SmallApp) -> None:
    kotlin(app, f"{START} // privlint: ignore[PRV101]")
    assert found(app) == []
    report = check(app, require_reason=True)
    assert [(each.code, each.severity) for each in report.findings] == [("PRV101", "error"), ("PRV905", "warning")]
    kotlin(app, f"// privlint: ignore[PRV101] reason\n        {START}")
    assert found(app, require_reason=True) == []


def test_wrong_suppressions_are_told_with_a_suggestion(app: SmallApp) -> None:
    kotlin(app, "foo() // privlint: ignore[sdk-auto-strat] r\n        bar() // privlint: ignore it")
    first, second = check(app).findings
    assert first.message.en == "no rule is called 'sdk-auto-strat'; did you mean 'sdk-auto-start'?"
    assert "privlint: ignore[PRV101] reason" in second.message.en
    assert {first.code, second.code} == {"PRV906"}


def test_comments_about_suppressions_can_be_suppressed(app: SmallApp) -> None:
    kotlin(app, "foo() // privlint: ignore[PRV101, PRV903] kept for the next release")
    assert found(app) == []


def test_a_whole_file(app: SmallApp) -> None:
    kotlin(app, f"{START}\n        val a = Build.MODEL", "// privlint: ignore-file[PRV1] a sample\n")
    report = check(app)
    assert (report.findings, report.hidden.suppressed) == ([], 2)


@pytest.mark.parametrize("name", ["build.gradle", "build.gradle.kts"])
def test_build_files(app: SmallApp, name: str) -> None:
    script = "plugins {{ id({0}com.android.application{0}) }}\ndependencies {{\n    {1}\n"
    script += "    implementation({0}com.amap.api:location:5.2.0{0})\n}}\n"
    quote = "'" if name == "build.gradle" else '"'
    kotlin(app, "foo()")
    (app.root / "app/build.gradle").unlink()
    app.write(f"app/{name}", script.format(quote, ""))
    assert "PRV202" in found(app)
    app.write(f"app/{name}", script.format(quote, "// privlint: ignore[PRV2] replaced next week"))
    assert "PRV202" not in found(app)


def test_version_catalogues(app: SmallApp) -> None:
    kotlin(app, "foo()")
    app.write(
        "app/build.gradle", "plugins { id 'com.android.application' }\ndependencies { implementation libs.location }\n"
    )
    catalogue = '[libraries]\nlocation = "com.amap.api:location:5.2.0"{}\n'
    app.write("gradle/libs.versions.toml", catalogue.format(""))
    assert "PRV202" in found(app)
    app.write("gradle/libs.versions.toml", catalogue.format(" # privlint: ignore[PRV2] replaced next week"))
    assert "PRV202" not in found(app)


@pytest.mark.parametrize("written", [PROVIDER, ".AppLovinInitProvider", "com.other.Provider"])
def test_tools_ignore_of_a_component_that_a_dependency_brings(app: SmallApp, written: str) -> None:
    kotlin(app, "foo()")
    app.write(
        "app/build.gradle",
        "plugins { id 'com.android.application' }\n"
        "dependencies { implementation 'com.applovin:applovin-sdk:12.4.2' }\n",
    )
    assert "PRV104" in found(app)
    app.manifest(f'<provider android:name="{written}" android:authorities="a" tools:ignore="PRV104" />')
    assert found(app).count("PRV104") == (1 if written == "com.other.Provider" else 0)
    assert found(app).count("PRV903") == (1 if written == "com.other.Provider" else 0)


def test_the_last_line_counts_them(app: SmallApp, cli: Cli) -> None:
    kotlin(app, f"{START} // privlint: ignore[PRV101] reason")
    done = cli("check", app.root, "--min-severity", "warning")
    assert "not shown: 1 suppressed" in done.stdout
    assert done.returncode == 0
    summary = json.loads(cli("check", app.root, "--output-format", "json").stdout)["summary"]
    assert summary["hidden"] == {"suppressed": 1, "baseline": 0, "unchanged": 0, "below_min_severity": 0}


@pytest.mark.parametrize("format", ["text", "json", "sarif"])
def test_accepted_findings_are_shown_on_request_only(app: SmallApp, cli: Cli, format: str) -> None:
    kotlin(app, f"{START} // privlint: ignore[PRV101] started by the host app")
    arguments = ("check", app.root, "--select", "PRV101", "--output-format", format)
    assert "started by the host app" not in cli(*arguments).stdout
    shown = cli(*arguments, "--show-suppressed")
    assert "started by the host app" in shown.stdout
    assert shown.returncode == 0
    if format == "json":
        schema = json.loads((ROOT / "docs/schema/report-1.json").read_text("utf-8"))
        jsonschema.validate(json.loads(shown.stdout), schema)
    if format == "sarif":
        document = json.loads(shown.stdout)
        jsonschema.validate(document, json.loads((ROOT / "tests/report/schemas/sarif-2.1.0.json").read_text("utf-8")))
        (result,) = document["runs"][0]["results"]
        assert result["suppressions"][0]["kind"] == "inSource"
