"""Pages of rules on terminals."""

from __future__ import annotations

import pytest

from privlint.checks import registry
from privlint.checks.pages import page
from privlint.knowledge import loader
from privlint.report.markdown_text import markdown_text
from privlint.report.style import Style, width_of

_PAGE = """\
# PRV1: name

A paragraph with `code` that is longer than the width of the output.

- [Law](https://example.org/law) (`id`)
    - 5 an item of it that is rather long

```java
    class A { int aLineOfCodeThatIsLongerThanTheOutputIsWide; }
```
"""


def test_marks_become_layout() -> None:
    assert (
        markdown_text(_PAGE, Style(width=40))
        == """\
PRV1: name
==========

A paragraph with code that is longer
than the width of the output.

- Law <https://example.org/law> (id)
    - 5 an item of it that is rather
      long

        class A { int aLineOfCodeThatIsLongerThanTheOutputIsWide; }
"""
    )


def test_colours_instead_of_marks() -> None:
    text = markdown_text(_PAGE, Style(width=40, color=True))
    assert text.startswith("\x1b[1mPRV1: name\x1b[0m\n\nA paragraph with \x1b[36mcode\x1b[0m that")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("entry", registry.ENTRIES, ids=lambda entry: entry.code)
def test_pages_fit(entry: registry.Entry, lang: str) -> None:
    """Only code and addresses are wider than the output."""
    text = markdown_text(page(registry.load(entry).RULE, lang, loader.load([])), Style(lang=lang, width=80))
    wide = [line for line in text.splitlines() if width_of(line) > 80]
    assert [line for line in wide if not line.startswith("    ") and "<http" not in line] == []
