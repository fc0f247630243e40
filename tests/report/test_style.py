"""What text output makes of characters that its receiver cannot show, or must not get."""

from __future__ import annotations

import pytest

from privlint.report.style import Style


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "a → “b” … × 同意"), ("ascii", 'a -> "b" ... x ??'), ("gbk", "a → “b” … × 同意")],
)
def test_signs_are_spelt_where_the_encoding_lacks_them(encoding: str, shown: str) -> None:
    assert Style(encoding=encoding).clean("a → “b” … × 同意") == shown


def test_nothing_reaches_a_terminal_that_it_would_obey() -> None:
    assert Style().clean("a\x1b[31m\u202eb\nc\r") == "a?[31m?b\\nc\\r"
