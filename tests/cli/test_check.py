"""`privlint check`: options, streams and exit status."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import samples
from click.testing import Result

from privlint import frontend, workspace
from privlint.consent.model import Exposure
from privlint.workspace.model import Workspace

Invoke = Callable[..., Result]


def test_findings_go_to_stdout_and_fail(invoke: Invoke, project: Path, found: list[Exposure]) -> None:
    done = invoke("check", project)
    assert done.exit_code == 1
    assert done.stdout.startswith("error[PRV101] Tracker.init starts Tracker analytics before the user agreed\n")
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("worth", "options", "status"),
    [
        ("strict", (), 1),
        ("ordinary", (), 1),
        ("low", (), 0),
        ("low", ("--fail-on", "note"), 1),
        ("ordinary", ("--fail-on", "error"), 0),
        ("strict", ("--exit-zero",), 0),
        ("strict", ("--select", "PRV102"), 0),
        ("strict", ("--ignore", "sdk-init-before-consent"), 0),
        ("ordinary", ("--min-severity", "error"), 0),
    ],
)
def test_exit_status(
    worth: str, options: tuple[str, ...], status: int, invoke: Invoke, project: Path, found: list[Exposure]
) -> None:
    found[:] = [samples.exposure(samples.site(worth=worth))]
    assert invoke("check", project, *options).exit_code == status


def test_json_goes_to_stdout(invoke: Invoke, project: Path, found: list[Exposure]) -> None:
    report = json.loads(invoke("check", "--output-format", "json", project).stdout)
    (finding,) = report["findings"]
    assert (finding["path"], finding["line"], finding["column"]) == (samples.APP, 5, 9)
    assert finding["regulations"] == ["pipl", "gdpr"]
    assert report["applications"] == [{"path": "app", "gradle": ":app", "variants": ["release"], "policies": []}]


def test_concise(invoke: Invoke, project: Path, found: list[Exposure]) -> None:
    done = invoke("check", "--output-format", "concise", project)
    assert done.stdout == (f"{samples.APP}:5:9: PRV101 Tracker.init starts Tracker analytics before the user agreed\n")
    assert done.stderr.startswith("1 error in 0 files")


def test_reports_are_written_to_files_as_well(invoke: Invoke, project: Path, found: list[Exposure]) -> None:
    done = invoke("check", project, "--output", f"json={project}/out.json", "--output", f"concise={project}/out.txt")
    assert "error[PRV101]" in done.stdout
    assert len(json.loads((project / "out.json").read_text("utf-8"))["findings"]) == 1
    assert (project / "out.txt").read_text("utf-8").count("\n") == 1
    assert sorted(path.name for path in project.iterdir()) == ["app", "out.json", "out.txt"]


@pytest.mark.parametrize("output", ["json", "jsn=x", "json=", "json=missing/folder/x"])
def test_outputs_that_cannot_be_written(output: str, invoke: Invoke, project: Path, found: list[Exposure]) -> None:
    done = invoke("check", project, "--output", output)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error" in done.stderr


def test_statistics(invoke: Invoke, project: Path, found: list[Exposure]) -> None:
    found.append(samples.exposure(place=samples.place(6)))
    assert invoke("check", project, "--statistics").stdout == (
        "Rules\n     2  PRV101  sdk-init-before-consent\n\n"
        f"Files\n     2  {samples.APP}\n\nSDKs\n     2  tracker  Tracker analytics\n"
    )


def test_language(invoke: Invoke, project: Path, found: list[Exposure], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "用户同意前启动追踪统计" in invoke("check", project, "--lang", "zh").stdout
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "用户同意前启动追踪统计" in invoke("check", project).stdout
    (project / "privlint.toml").write_text('lang = "en"')
    assert "before the user agreed" in invoke("check", project).stdout


def test_output_in_the_c_locale_is_ascii(
    invoke: Invoke, project: Path, found: list[Exposure], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / samples.APP).write_text('\n\n\n\n/* 中 */ Tracker.init("\x1b[31m")\n', "utf-8")
    monkeypatch.setenv("LC_ALL", "C")
    done = invoke("check", project, "--lang", "zh")
    assert done.stdout.isascii()
    assert "\x1b" not in done.stdout
    assert "continuing in English" in done.stderr


def test_several_folders_stand_before_the_paths(invoke: Invoke, project: Path, found: list[Exposure]) -> None:
    report = json.loads(invoke("check", "--output-format", "json", project, project / "app").stdout)
    assert [finding["path"] for finding in report["findings"]] == sorted(
        f"{project.as_posix()}{folder}/{samples.APP}" for folder in ("", "/app")
    )
    assert len({finding["fingerprint"] for finding in report["findings"]}) == 1


def test_jurisdictions_select_the_regulations(invoke: Invoke, project: Path, found: list[Exposure]) -> None:
    (project / "privlint.toml").write_text('jurisdictions = ["eu"]')
    report = json.loads(invoke("check", "--output-format", "json", project).stdout)
    assert report["findings"][0]["regulations"] == ["gdpr"]


def test_excluded_sources_are_not_read(
    invoke: Invoke, project: Path, found: list[Exposure], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def read_sources(root: Path, paths: Iterable[str], *_: object) -> tuple[dict[str, bytes], list[frontend.Problem]]:
        read.extend(paths)
        return {}, []

    monkeypatch.setattr(frontend, "read_sources", read_sources)
    invoke("check", project)
    assert read == [samples.APP]
    read.clear()
    (project / "privlint.toml").write_text('exclude = ["**/example/"]')
    invoke("check", project)
    assert read == []


def test_a_folder_without_applications(
    invoke: Invoke, project: Path, found: list[Exposure], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "load", lambda root, **_: Workspace(str(root), (), []))
    done = invoke("check", project)
    assert done.exit_code == 0
    assert "no Android application module found" in done.stderr


def test_internal_errors_are_one_line(
    invoke: Invoke, project: Path, found: list[Exposure], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("some\nthing")

    monkeypatch.setattr(frontend, "read_sources", broken)
    done = invoke("check", project)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "privlint: internal error: KeyError: 'some\\nthing' (--debug shows where)\n"
    with pytest.raises(KeyError):
        invoke("check", "--debug", project)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--select", "PRV1O1"), "did you mean 'PRV101'?"),
        (("--output-format", "pdf"), "pdf"),
        (("--isolated", "--config", "x.toml"), "exclude each other"),
        (("--config", "missing.toml"), "missing.toml:1:1: cannot be read"),
        (("missing",), "'missing' does not exist"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str, invoke: Invoke, project: Path) -> None:
    done = invoke("check", project, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_isolated_reads_no_settings(invoke: Invoke, project: Path, found: list[Exposure]) -> None:
    (project / "privlint.toml").write_text("nonsense = 1")
    assert invoke("check", project).exit_code == 2
    assert invoke("check", "--isolated", project).exit_code == 1
