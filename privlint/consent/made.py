"""What a container has made: whoever asks next gets the same, and only the one who asked first made its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.consent.graph import USER, Node
from privlint.consent.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable

    from privlint.consent.engine import Engine

#: Objects that are made for objects that are made, beyond which nothing is followed.
_DEEPEST = 40


class Made:
    """Remembers who made the objects of each type. A graph of objects has far more paths than objects, so that each
    part is put together once, as it would be in the app."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._active: list[tuple[str, Node | None, int]] = []
        self._makers: dict[str, tuple[Node, int, int]] = {}
        self._started: dict[
            str, int
        ] = {}  # made where the platform starts something, by the trigger: nobody looks at it
        self._parts: dict[tuple[str, Node | None, int], Values] = {}  # of what is being put together
        self._cuts = 0  # objects that could not be followed, because they are being made already

    def get(self, name: str, node: Node | None, position: int, otherwise: Values, make: Callable[[], Values]) -> Values:
        """The object of a name (a type, with what tells it apart) for an operation of an invocation. It is made by
        `make` where it was not yet made under a trigger as sure; `otherwise` stands for what cannot be followed."""
        part = (name, node, position)
        if part in self._parts:
            return self._parts[part]
        if len(self._active) >= _DEEPEST or any(active == name for active, _, _ in self._active):
            self._cuts += 1
            return otherwise
        if self._is_part(node, position):
            if node is None and self._started.get(name, USER + 1) <= self.engine.entry_level:
                return otherwise
            if node is not None and self._has_another_maker(name, node, position):
                return self.engine.read(node, ("made", name)) or otherwise
        cuts = self._cuts
        self._active.append(part)
        try:
            made = self._parts[part] = make()
        finally:
            self._active.pop()
            if not self._active:
                self._parts.clear()
        if cuts == self._cuts and self.engine.recorder is None:
            self._keep(name, node, position, made)
        return made

    def _is_part(self, node: Node | None, position: int) -> bool:
        """Whether what is asked for is a part of what the same operation asked for."""
        return bool(self._active) and self._active[-1][1:] == (node, position)

    def _has_another_maker(self, name: str, node: Node, position: int) -> bool:
        """Whether another operation has made it, under a trigger as sure. The maker itself looks at everything again:
        what its parts give may have grown."""
        maker = self._makers.get(name)
        if maker is None or self.engine.recorder is not None:
            return False
        return maker[:2] != (node, position) and maker[2] <= node.level

    def _keep(self, name: str, node: Node | None, position: int, made: Values) -> None:
        if node is None:
            self._started[name] = min(self.engine.entry_level, self._started.get(name, USER))
            return
        known = self._makers.get(name)
        if known is None or node.level < known[2]:
            self._makers[name] = (node, position, node.level)
        self.engine.write(node, ("made", name), made)
