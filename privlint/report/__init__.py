"""Output formats, one a file. `render` is what the command line calls."""

from __future__ import annotations

from importlib import import_module

import msgspec

from privlint.report.model import Report
from privlint.report.style import Style

#: Each format is the function `render_<name>` of the module of that name.
FORMATS = (
    "text",
    "concise",
    "json",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "csv",
    "html",
    "markdown",
)
#: Formats for services that show findings beside code, and know paths of the repository only.
_BESIDE_CODE = ("sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown")


def render(format: str, report: Report, style: Style) -> str:
    """The report in a format of FORMATS, ending with a line break unless it is empty."""
    if format in _BESIDE_CODE:
        from privlint.report.repository import in_repository

        report = in_repository(report)
    if format != "text":
        style = msgspec.structs.replace(style, color=False)
    text: str = getattr(import_module(f"privlint.report.{format}"), f"render_{format}")(report, style)
    return text
