"""Where the lines of a file are after it was edited."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise


class LineMap:
    """From the lines of a text to those of an edited one, 1-based. What stands before and behind the edit is known by
    comparing lines; what stands in it, as far as somebody says so."""

    def __init__(self, old: bytes, new: bytes) -> None:
        self.old, self.new = old.split(b"\n"), new.split(b"\n")
        most = min(len(self.old), len(self.new))
        self.before = next((at for at in range(most) if self.old[at] != self.new[at]), most)
        left = most - self.before
        behind = next((at for at in range(left) if self.old[-1 - at] != self.new[-1 - at]), left)
        self.shift = len(self.new) - len(self.old)
        self._end = len(self.old) - behind  # the last line that is not behind the edit
        self._inside: dict[int, int] = {}

    def place(self, line: int) -> int | None:
        """The line that a line has become; None where that is not known."""
        if line <= self.before:
            return line
        if line > self._end:
            return line + self.shift
        return self._inside.get(line)

    def add(self, pairs: Iterable[tuple[int, int]]) -> bool:
        """Takes in which lines are the same; whether that fits to all that is known, and no two lines change places."""
        for old, new in pairs:
            known = self.place(old)
            if known is None:
                self._inside[old] = new
            elif known != new:
                return False
        places = [new for _, new in sorted(self._inside.items())]
        bounds = [self.before, *places, self._end + self.shift + 1]
        return all(one < other for one, other in pairwise(bounds))

    def has_line(self, line: int) -> bool:
        """Whether the text of a line is what it was."""
        place = self.place(line)
        if place is None:
            return False
        return not 0 < line <= len(self.old) or self.old[line - 1] == self.new[place - 1]

    def are_beside(self, line: int) -> bool:
        """Whether a line and the one below it still stand one below the other."""
        one, other = self.place(line), self.place(line + 1)
        return one is not None and other is not None and other == one + 1
