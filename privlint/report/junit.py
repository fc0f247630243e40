"""JUnit's XML, for services that show test results."""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from privlint.findings import Finding, Text
from privlint.report.model import Report, Skipped
from privlint.report.style import Style, plain
from privlint.report.text import trace_lines
from privlint.report.xml import document

_CLEAN_RUN = Text("no findings", "未发现问题")
_UNREAD = Text("read in full", "完整读取")


def render_junit(report: Report, style: Style) -> str:
    """A suite for each file with findings. Errors and warnings are failures; notes pass and say why in their output; a
    file that was not read in full is skipped. Without any of them there is one suite with one test that passes."""
    root = Element("testsuites", name="privlint")
    in_order = sorted(report.findings, key=lambda finding: finding.path)
    for path, findings in groupby(in_order, key=lambda finding: finding.path):
        suite = SubElement(root, "testsuite", name=path)
        for finding in findings:
            _case(suite, finding, style)
    if report.skipped:
        suite = SubElement(root, "testsuite", name="privlint")
        for item in report.skipped:
            _unread(suite, item, style)
    if not len(root):
        SubElement(SubElement(root, "testsuite", name="privlint"), "testcase", classname="privlint").set(
            "name", style.say(_CLEAN_RUN)
        )
    for suite in root:
        _count(suite, [suite])
    _count(root, list(root))
    root.set("time", f"{report.seconds:.3f}")
    return document(root, style)


def _case(suite: Element, finding: Finding, style: Style) -> None:
    place = f"{finding.line}:{finding.column}"
    of = f" [{finding.application}]" if finding.application else ""
    case = SubElement(
        suite,
        "testcase",
        classname=finding.path,
        name=plain(f"{finding.code} {finding.name} {place}{of}"),
        file=finding.path,
        line=str(max(finding.line, 1)),
    )
    message = plain(style.say(finding.message))
    lines = [f"{plain(finding.path)}:{place}", *trace_lines(finding.trace, Style(lang=style.lang))]
    lines.append(plain(style.say(finding.help)))
    if finding.severity == "note":
        SubElement(case, "system-out").text = "\n".join([message, *lines])
    else:
        failure = SubElement(case, "failure", type=finding.severity, message=message)
        failure.text = "\n".join(lines)


def _unread(suite: Element, item: Skipped, style: Style) -> None:
    path = item.path
    case = SubElement(suite, "testcase", classname=path, name=style.say(_UNREAD), file=path)
    SubElement(case, "skipped", message=plain(item.reason))


def _count(target: Element, suites: list[Element]) -> None:
    cases = [case for suite in suites for case in suite]
    target.set("tests", str(len(cases)))
    target.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    target.set("errors", "0")
    if target.tag == "testsuite":
        target.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
