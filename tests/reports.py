"""Reports for tests of the output formats: one with a few findings of each kind, one with hostile names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import samples

from privlint.checks import pages, registry
from privlint.findings import Edit, Finding, Fix, Hop, SdkUse, Text
from privlint.report.model import AnalysedApplication, Report, ReportedRule, Skipped
from privlint.sources import Sources

LINES = [
    "package com.example",
    "",
    "class App : Application() {",
    "    override fun onCreate() {",
    "        Tracker.init(this)",
]
WIDE = '\t\tlog("启动统计"); Tracker.init(this, "渠道")'


def rules() -> tuple[ReportedRule, ...]:
    """The rules of the findings below, with short pages."""
    found = []
    for entry in registry.selected(("PRV101", "PRV104", "PRV109", "PRV901"), ()):
        rule = registry.load(entry).RULE
        short = Text(*(pages.page(rule, lang, samples.catalogue()).partition("\n## ")[0] for lang in ("en", "zh")))
        texts = {"summary": rule.summary, "why": rule.why, "mend": rule.mend, "page": short}
        found.append(
            ReportedRule(
                code=rule.code,
                name=rule.name,
                severity=rule.severity,
                confidence=rule.confidence,
                regulations=rule.regulations,
                **texts,
            )
        )
    return tuple(found)


def report(root: Path, *findings: Finding, **changes: Any) -> Report:
    """A report of a folder in which one source file is written."""
    source = root / samples.APP
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text("\n".join([*LINES, WIDE, "x" * 300 + "Tracker.init(this)" + "y" * 300]) + "\n", "utf-8")
    values: dict[str, Any] = {
        "sources": Sources(root),
        "applications": (AnalysedApplication("app", ":app", ("release",)),),
        "findings": list(findings),
        "skipped": (),
        "files": 12,
        "seconds": 0.84,
        "catalogue_date": "2026-01-01",
        "catalogue_digest": "abc",
        "regulation_names": {"gdpr": Text("GDPR", "欧盟通用数据保护条例")},
        "rules": rules(),
    }
    return Report(**{**values, **changes})


def several(root: Path) -> Report:
    """A report with findings of all severities, in code and in a build file, with a fix, SDKs, and a file not read."""
    wide = samples.finding(line=6, column=16, end_line=6, end_column=40, severity="warning", code="PRV109")
    long = samples.finding(line=7, column=301, end_line=7, end_column=319, severity="note", trigger="unknown")
    build = samples.finding(
        code="PRV104", name="sdk-auto-start", path="app/build.gradle", line=10, column=5, trace=(), variants=()
    )
    skipped = (Skipped("app/src/main/java/com/example/Broken.kt", "syntax error", 4),)
    sdks = (
        SdkUse(
            "tracker",
            Text("Tracker", "追踪统计"),
            "app",
            "1.2.3",
            "lock",
            "app/build.gradle",
            10,
            f"{samples.APP}:3",
            "before",
        ),
        SdkUse("maps", Text("Maps " * 9, "地图"), "tv", "", "declared", "gradle/libs.versions.toml", 4, "", "unused"),
    )
    return report(root, build, samples.finding(), wide, long, skipped=skipped, sdks=sdks)


#: Controls, quotes, what ends CDATA and comments, what workflow commands and spreadsheets obey, half characters.
HOSTILE = (
    "=cmd|'/c x'!A1\x00\x1b[31m\r\n]]><!-- --><b a=\"1\">::error file=x,line=1::50%25,%0A\udcff\ud800\u202e\ufffe😀"
)


def hostile(root: Path) -> Report:
    """Every text that a repository can influence is hostile."""
    trace = (Hop(HOSTILE, 3, 5, HOSTILE, HOSTILE, HOSTILE), Hop(samples.APP, 5, 9, HOSTILE))
    fix = Fix(Text(HOSTILE, HOSTILE), (Edit(HOSTILE, 1, 1, 1, 1, HOSTILE),))
    finding = samples.finding(
        message=Text(HOSTILE, HOSTILE),
        help=Text(HOSTILE, HOSTILE),
        path=HOSTILE,
        application=HOSTILE,
        variants=(HOSTILE,),
        symbol=HOSTILE,
        api=HOSTILE,
        trace=trace,
        fixes=(fix,),
    )
    same = samples.finding(application="tv")
    return report(root, finding, samples.finding(), same, skipped=(Skipped(HOSTILE, HOSTILE, 1),))
