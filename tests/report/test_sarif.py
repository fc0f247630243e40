"""SARIF: its schema, the rules of GitHub as Microsoft's tool knows them, places, and limits."""

from __future__ import annotations

import json
import os
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import msgspec
import pytest
import samples
from reports import LINES, hostile, report, several
from support import EXAMPLES, ROOT, Cli, require_npm

from privlint.findings import Edit, Fix, Hop, SdkUse, Text
from privlint.report import render
from privlint.report.model import Report, Skipped
from privlint.report.style import Style

_SCHEMA = Path(__file__).parent / "schemas/sarif-2.1.0.json"
_ENGLISH = Style()


def _sarif(of: Report, style: Style = _ENGLISH) -> Any:
    """The run of a report, after validation of the whole file."""
    document = json.loads(render("sarif", of, style))
    _validator().validate(document)
    (run,) = document["runs"]
    return run


@cache
def _validator() -> Any:
    schema = json.loads(_SCHEMA.read_text("utf-8"))
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_keeps_the_schema(lang: str, tmp_path: Path) -> None:
    for checked in (several(tmp_path), report(tmp_path), hostile(tmp_path)):
        _sarif(checked, Style(lang=lang))


def test_the_schema_finds_errors(tmp_path: Path) -> None:
    document = json.loads(render("sarif", several(tmp_path), Style()))
    document["runs"][0]["results"][0]["level"] = "bad"
    assert not _validator().is_valid(document)


@pytest.mark.parametrize("example", ["leaky-java", "leaky-kotlin", "mended-java"])
def test_the_multitool_has_no_complaint(example: str, cli: Cli, tmp_path: Path) -> None:
    """Its exit status is 0 even for broken files, so its results are read; notes are advice."""
    tool = require_npm("@microsoft/sarif-multitool-linux", "Sarif.Multitool")
    target, verdict = tmp_path / "report.sarif", tmp_path / "verdict.sarif"
    assert cli("check", EXAMPLES / example, "--exit-zero", "--output", f"sarif={target}").returncode == 0
    command = (tool, "validate", target, "--output", verdict, "--rule-kind", "Sarif;Ghas")
    subprocess.run(
        [*command, "--level", "Error;Warning;Note", "--kind", "Fail"],
        check=True,
        capture_output=True,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
    (run,) = json.loads(verdict.read_text("utf-8-sig"))["runs"]
    assert run["results"], "it always has some advice"
    complaints = [result for result in run["results"] if result.get("level", "warning") != "note"]
    # The project has no place on the web yet (privlint/links.py).
    assert {result["ruleId"] for result in complaints} <= {"SARIF2005"}


def test_a_rule(tmp_path: Path) -> None:
    rule = _sarif(several(tmp_path))["tool"]["driver"]["rules"][0]
    assert (rule["id"], rule["name"], rule["defaultConfiguration"]) == (
        "PRV101",
        "SdkInitBeforeConsent",
        {"level": "error"},
    )
    assert rule["help"]["markdown"].startswith("# PRV101: sdk-init-before-consent")
    properties = rule["properties"]
    assert properties["tags"][:3] == ["security", "privacy", "external/cwe/cwe-359"]
    assert (properties["precision"], properties["security-severity"]) == ("high", "8.0")
    assert properties["problem.severity"] == "error"


def test_what_is_about_privlint_is_no_alert_of_security(tmp_path: Path) -> None:
    rule = _sarif(several(tmp_path))["tool"]["driver"]["rules"][-1]
    assert rule["id"] == "PRV901"
    assert rule["properties"] == {
        "precision": "high",
        "problem.severity": "recommendation",
        "tags": ["completeness"],
    }


def test_the_call_path_is_a_code_flow(tmp_path: Path) -> None:
    (result,) = _sarif(report(tmp_path, samples.finding()), Style(lang="zh"))["results"]
    (thread,) = result["codeFlows"][0]["threadFlows"]
    places = [step["location"]["physicalLocation"]["region"]["startLine"] for step in thread["locations"]]
    texts = [step["location"]["message"]["text"] for step in thread["locations"]]
    assert places == [3, 5]
    assert texts == ["com.example.App.onCreate (入口：Application)", "com.vendor.Tracker#init"]
    assert result["partialFingerprints"]["privlint/v1"] == "f" * 32
    assert re.fullmatch("[0-9a-f]{1,16}:1", result["partialFingerprints"]["primaryLocationLineHash"])


def test_build_files_are_related_places(tmp_path: Path) -> None:
    use = SdkUse("tracker", Text("Tracker", "追踪"), "app", "1", "lock", "app/build.gradle", 10, "", "before")
    manifest = Hop("app/src/main/AndroidManifest.xml", 7, 9, "com.example.App", "declared here", "在此声明")
    code = samples.finding(trace=(manifest, *samples.trace()))
    version = Hop("gradle/libs.versions.toml", 4, 1, "com.vendor:tracker:1", "version", "版本")
    build = samples.finding(code="PRV201", path="app/build.gradle", line=10, trigger="", trace=(version,))
    run = _sarif(report(tmp_path, code, build, sdks=(use,)))
    found = [
        [
            (place["id"], place["physicalLocation"]["artifactLocation"]["uri"], place["message"]["text"])
            for place in result["relatedLocations"]
        ]
        for result in run["results"]
    ]
    assert found[0] == [
        (1, "app/src/main/AndroidManifest.xml", "com.example.App (declared here)"),
        (2, "app/build.gradle", "Tracker is a dependency here"),
    ]
    assert found[1][0] == (1, "gradle/libs.versions.toml", "com.vendor:tracker:1 (version)")
    assert "codeFlows" not in run["results"][1]


def test_columns_are_utf_16_units(tmp_path: Path) -> None:
    found = report(tmp_path, samples.finding(line=5, column=8, end_line=5, end_column=11))
    (tmp_path / samples.APP).write_text("\n".join([*LINES[:4], "😀é统😀 = 😀()"]), "utf-8")
    (result,) = _sarif(found)["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 5, "startColumn": 10, "endLine": 5, "endColumn": 14}


def test_an_end_is_never_before_its_start(tmp_path: Path) -> None:
    (result,) = _sarif(report(tmp_path, samples.finding(line=0, column=0, end_line=0, end_column=0)))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}


def test_fixes(tmp_path: Path) -> None:
    edits = (Edit(samples.APP, 5, 9, 5, 27, ""), Edit("app/build.gradle", 1, 1, 1, 1, "// x\n"))
    fixed = samples.finding(fixes=(Fix(Text("Move it", "移动"), edits),))
    (result,) = _sarif(report(tmp_path, fixed))["results"]
    (fix,) = result["fixes"]
    assert fix["description"] == {"text": "Move it"}
    assert [change["artifactLocation"]["uri"] for change in fix["artifactChanges"]] == [samples.APP, "app/build.gradle"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement["deletedRegion"] == {"startLine": 5, "startColumn": 9, "endLine": 5, "endColumn": 27}


def test_names_of_files_are_uris(tmp_path: Path) -> None:
    odd = "app/a b%#?:\n统\udcff.kt"
    (result,) = _sarif(report(tmp_path, samples.finding(path=odd, trace=())))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert unquote_to_bytes(uri) == odd.encode("utf-8", "surrogateescape")


def test_files_that_were_not_read_are_notifications(tmp_path: Path) -> None:
    run = _sarif(report(tmp_path, skipped=(Skipped("app/Broken.kt", "syntax error", 4),)))
    (invocation,) = run["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is True
    assert notification["message"] == {"text": "syntax error"}
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "app/Broken.kt"
    assert run["results"] == []


def test_too_many_results_are_cut_by_severity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("privlint.report.sarif._MOST_RESULTS", 3)
    levels = ("note", "warning", "note", "error", "warning")
    findings = [samples.finding(severity=level, line=at) for at, level in enumerate(levels, 1)]
    run = _sarif(report(tmp_path, *findings))
    assert [result["level"] for result in run["results"]] == ["error", "warning", "warning"]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("2 findings are left out")


def test_long_paths_and_messages_are_cut(tmp_path: Path) -> None:
    trace = tuple(Hop(samples.APP, line, 1, f"step{line}") for line in range(1, 3001))
    long = samples.finding(trace=trace, message=Text("x" * 9000, "长" * 9000))
    (result,) = _sarif(report(tmp_path, long))["results"]
    locations = result["codeFlows"][0]["threadFlows"][0]["locations"]
    lines = [step["location"]["physicalLocation"]["region"]["startLine"] for step in locations]
    assert (len(lines), lines[0], lines[-1]) == (1000, 1, 3000)
    assert len(result["message"]["text"]) == 1000


def test_paths_are_those_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "android"
    fix = Fix(Text("", ""), (Edit("app/build.gradle", 1, 1, 1, 1, "x"),))
    (result,) = _sarif(report(folder, samples.finding(fixes=(fix,))))["results"]
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        result["codeFlows"][0]["threadFlows"][0]["locations"][0]["location"]["physicalLocation"]["artifactLocation"][
            "uri"
        ],
        result["fixes"][0]["artifactChanges"][0]["artifactLocation"]["uri"],
    ]
    assert uris == [f"android/{samples.APP}", f"android/{samples.APP}", "android/app/build.gradle"]
    assert result["properties"]["application"] == "android/app"


def test_rules_of_a_check_are_in_its_report(cli: Cli) -> None:
    found = cli("check", EXAMPLES / "leaky-kotlin", "--exit-zero", "--select", "PRV1", "--output-format", "sarif")
    (run,) = json.loads(found.stdout)["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules and all(code.startswith("PRV1") for code in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert (EXAMPLES / "leaky-kotlin" / uri).is_file() or (ROOT / uri).is_file()


def test_a_report_without_rules_has_no_indices(tmp_path: Path) -> None:
    (result,) = _sarif(msgspec.structs.replace(report(tmp_path, samples.finding()), rules=()))["results"]
    assert result["ruleIndex"] == -1
