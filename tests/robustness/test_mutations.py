"""Damaged files: no crash, no silent skip, no finding lost elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from robustness.mutations import KEEPS_MEANING, Mutation, is_broken, mutations
from support import EXAMPLES, Cli

from privlint import api
from privlint.config import Settings
from privlint.findings import Finding
from privlint.report.model import Report

CASES = list(mutations(300))
#: Files on which no finding of the app depends.
BYSTANDERS = {
    "leaky-java": [
        "app/src/main/java/com/example/ledger/data/Contacts.java",
        "app/src/main/res/layout/activity_splash.xml",
    ],
    "leaky-kotlin": [
        "app/src/main/java/com/example/tides/data/Harbours.kt",
        "app/src/main/res/layout/activity_splash.xml",
    ],
}

Claim = tuple[str, str, str]


@cache
def undamaged(app: str) -> frozenset[Claim]:
    return claims(check(EXAMPLES / app).findings)


def check(root: Path) -> Report:
    return api.check(root, Settings())


def claims(findings: list[Finding]) -> frozenset[Claim]:
    """Findings without their places: damage moves lines. Findings about the linter itself are left out."""
    return frozenset((f.code, f.symbol, f.api) for f in findings if not f.code.startswith("PRV9"))


def is_named(path: str, report: Report) -> bool:
    told = {skipped.path for skipped in report.skipped} | {f.path for f in report.findings if f.code.startswith("PRV9")}
    return path in told


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "project"
    shutil.rmtree(tmp_path / "project")  # 300 copies are not worth keeping


def lay_out(project: Path, app: str, path: str, data: bytes) -> None:
    shutil.copytree(EXAMPLES / app, project)
    (project / path).write_bytes(data)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=str)
def test_damage_is_told(case: Mutation, project: Path) -> None:
    lay_out(project, case.app, case.path, case.data)
    report = check(project)
    if is_broken(case):
        assert is_named(case.path, report)
    if case.kind in KEEPS_MEANING and not is_named(case.path, report):
        assert claims(report.findings) == undamaged(case.app)


@pytest.mark.parametrize(("app", "path"), [(app, path) for app, paths in BYSTANDERS.items() for path in paths])
@pytest.mark.parametrize("data", [b"", b"class {{{ <\xff\xfe\0", b"\xff\xfe" * 1000, b"(" * 100_000], ids=range(4))
def test_findings_elsewhere_stay(app: str, path: str, data: bytes, project: Path) -> None:
    lay_out(project, app, path, data)
    report = check(project)
    assert undamaged(app) <= claims(report.findings)
    assert not data or is_named(path, report)


@pytest.mark.parametrize("case", CASES[:: len(CASES) // 12], ids=str)
def test_command_gives_no_traceback(case: Mutation, project: Path, cli: Cli) -> None:
    lay_out(project, case.app, case.path, case.data)
    done = cli("check", "--output-format", "json", project)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
