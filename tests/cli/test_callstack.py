"""Room for calls that nest deeply."""

from __future__ import annotations

import sys

import pytest

from privlint.cli.callstack import with_room


def _depth(left: int) -> int:
    return 1 + _depth(left - 1) if left else 0


def test_gives_what_the_function_gives() -> None:
    assert with_room(_depth, 500) == 500


def test_does_not_hide_calls_without_end() -> None:
    with pytest.raises(RecursionError):
        with_room(_depth, sys.getrecursionlimit() + 1)
