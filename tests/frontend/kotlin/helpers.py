"""Short ways to extract Kotlin in tests."""

from __future__ import annotations

from textwrap import dedent, indent

from frontend.integrity import extract_kotlin
from frontend.render import render

from privlint.frontend.facts import FileFacts


def facts_of(source: str) -> FileFacts:
    """The facts of a file Sample.kt; its text may be indented."""
    return extract_kotlin(dedent(source).encode(), "Sample.kt")


def run(code: str, parameters: str = "") -> list[str]:
    """What the code of a function does, one line for each effect with its guards."""
    file = facts_of(f"fun sample({parameters}) {{\n{indent(dedent(code), '    ')}\n}}\n")
    assert file.lost == ()
    return render(file, "sample")
