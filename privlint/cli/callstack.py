"""Room for calls that nest deeply."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

_Argument = TypeVar("_Argument")
_Result = TypeVar("_Result")

#: Entries of eight bytes. Twice as many are set aside, of which a check needs a fifth.
_ENTRIES: Final = 1 << 16


def with_room(function: Callable[[_Argument], _Result], argument: _Argument) -> _Result:
    """Calls a function so that the frames of all calls inside it lie in one piece of memory.

    CPython takes memory for frames from the system in pieces of 16 kB, and gives a piece back when its last frame ends.
    Where calls nest deeply, a loop that happens to stand at the border of a piece does so in every round: up to a
    tenth of a check. A frame that needs more gets a larger piece, and the rest of it is for the calls inside."""
    return function(argument)


with_room.__code__ = with_room.__code__.replace(co_stacksize=_ENTRIES)
