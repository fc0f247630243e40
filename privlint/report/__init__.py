"""Output formats, one a file. `render` is what the command line calls."""

from __future__ import annotations

from importlib import import_module

from privlint.report.model import Report
from privlint.report.style import Style

#: Each format is the function `render_<name>` of the module of that name.
FORMATS = ("text", "concise", "json", "sarif")
#: Formats for services that show findings beside the code of a repository; they are not asked for a folder in it.
_BESIDE_CODE = ("sarif",)


def render(format: str, report: Report, style: Style) -> str:
    """The report in a format of FORMATS, ending with a line break unless it is empty."""
    if format in _BESIDE_CODE:
        from privlint.report.repository import in_repository

        report = in_repository(report)
    text: str = getattr(import_module(f"privlint.report.{format}"), f"render_{format}")(report, style)
    return text
