"""GitLab Code Quality against a schema written from its definition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import samples
from reports import hostile, report, several

from privlint.report import render
from privlint.report.model import Report
from privlint.report.style import Style

_SCHEMA = json.loads((Path(__file__).parent / "schemas/gitlab-code-quality.json").read_text("utf-8"))


def _entries(of: Report, lang: str = "en") -> Any:
    entries = json.loads(render("gitlab", of, Style(lang=lang)))
    jsonschema.validate(entries, _SCHEMA)
    return entries


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_keeps_the_schema(lang: str, tmp_path: Path) -> None:
    for checked in (several(tmp_path), hostile(tmp_path)):
        assert len(_entries(checked, lang)) == len(checked.findings)
    assert _entries(report(tmp_path), lang) == []


def test_severities_and_places(tmp_path: Path) -> None:
    entries = _entries(several(tmp_path))
    assert [entry["severity"] for entry in entries] == ["critical", "critical", "major", "info"]
    assert entries[1]["location"] == {"path": samples.APP, "lines": {"begin": 5, "end": 5}}
    assert entries[1]["check_name"] == "PRV101"


def test_fingerprints_are_unique_and_stay(tmp_path: Path) -> None:
    """Two applications, and two findings of one application, may share a fingerprint of privlint."""
    findings = samples.finding(), samples.finding(application="tv"), samples.finding(line=9)
    fingerprints = [entry["fingerprint"] for entry in _entries(report(tmp_path, *findings))]
    assert len(set(fingerprints)) == 3
    moved = samples.finding(line=50, message=samples.finding().help)
    assert _entries(report(tmp_path, moved))[0]["fingerprint"] == fingerprints[0]
