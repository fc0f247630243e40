"""Places in SARIF: of findings, along call paths, and beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from privlint.findings import NO_BUILD_FILE, Finding, Hop, Text
from privlint.report.columns import utf16_column
from privlint.report.hops import hop_text, is_call_path, is_configuration
from privlint.report.model import Report
from privlint.report.style import Style, cut, plain
from privlint.sources import Sources

ROOT_BASE = "%SRCROOT%"
_MOST_LOCATIONS = 1_000  # of a path; GitHub shows no more
_MOST_RELATED = 100
_LONGEST_NOTE = 500  # characters
_DEPENDENCY = Text("{} is a dependency here", "{} 在此处声明为依赖")


def artifact(path: str) -> dict[str, str]:
    """A file as a URI below the root of the repository; the root itself for what stands in no file."""
    data = path.encode("utf-8", "surrogateescape" if _is_of_the_file_system(path) else "replace")
    return {"uri": quote(data, safe="/-._~!$&'()*+,;=@") or ".", "uriBaseId": ROOT_BASE}


def region(sources: Sources, path: str, line: int, column: int, end_line: int, end_column: int) -> dict[str, int]:
    """A piece of a file, from 1-based columns in characters; the end is exclusive and never before the start."""
    start = max(line, 1), utf16_column(sources, path, line, column)
    end = max(start, (max(end_line, 1), utf16_column(sources, path, end_line, end_column)))
    return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}


def primary(sources: Sources, finding: Finding) -> dict[str, Any]:
    """The place of a finding, with the name of what it stands in."""
    piece = region(sources, finding.path, finding.line, finding.column, finding.end_line, finding.end_column)
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact(finding.path), "region": piece}}
    if finding.symbol:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.symbol}]
    return location


def flow(sources: Sources, finding: Finding, style: Style) -> list[dict[str, Any]]:
    """The steps of the call path; none for findings about what does not run. Of a path that is too long, its middle is
    left out."""
    if not is_call_path(finding):
        return []
    hops = finding.trace
    if len(hops) > _MOST_LOCATIONS:
        half = _MOST_LOCATIONS // 2
        hops = (*hops[:half], *hops[-half:])
    return [{"location": _location(sources, hop, hop_text(hop, style))} for hop in hops]


def related(report: Report, finding: Finding, style: Style) -> list[dict[str, Any]]:
    """Places that explain a finding: build files and manifests on its path, and the dependency that brings its SDK."""
    places = list(_related(report, finding, style))[:_MOST_RELATED]
    return [{"id": at, **place} for at, place in enumerate(places, 1)]


def _related(report: Report, finding: Finding, style: Style) -> Iterator[dict[str, Any]]:
    is_path = is_call_path(finding)
    seen = {(finding.path, finding.line)} if is_path else set()
    for hop in finding.trace:
        if not is_path or is_configuration(hop.path):
            seen.add((hop.path, hop.line))
            yield _location(report.sources, hop, hop_text(hop, style))
    for use in report.sdks:
        is_meant = use.id == finding.sdk and use.application == finding.application
        if is_meant and use.evidence != NO_BUILD_FILE and (use.path, use.line) not in seen:
            seen.add((use.path, use.line))
            text = style.say(_DEPENDENCY).format(style.say(use.name))
            yield _location(report.sources, Hop(use.path, use.line, 1, use.id), text)


def _location(sources: Sources, hop: Hop, text: str) -> dict[str, Any]:
    start = {"startLine": max(hop.line, 1), "startColumn": utf16_column(sources, hop.path, hop.line, hop.column)}
    return {
        "physicalLocation": {"artifactLocation": artifact(hop.path), "region": start},
        "message": {"text": cut(plain(text), _LONGEST_NOTE)},
    }


def _is_of_the_file_system(path: str) -> bool:
    return not any("\ud800" <= character < "\udc80" or "\udcff" < character <= "\udfff" for character in path)
