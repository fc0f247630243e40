"""Boxes and switches that the user may tick: not ticked at first, unless the layout or running code ticks them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from privlint.consent.values import ANYTHING, Const, Value, Values, const
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall

UNTICKED: Final = "unticked"
_ANDROID: Final = "{http://schemas.android.com/apk/res/android}"
_TICKED: Final = b"android:checked="
#: Functions that may tick a box, or one that cannot be told.
TICKING: Final = ("setChecked", "toggle", "check", "performClick")
#: Stands for a box that cannot be told, and for all of them.
_SOME, _ALL = "", "*"


class Boxes:
    """Notes which boxes are ticked, and answers for the others."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.calls = calls
        self.tables = engine.tables

    def note(self, call: LibraryCall) -> None:
        """Notes that a call may tick a box."""
        values = call.arguments[0] if call.member == "setChecked" and call.arguments else ANYTHING
        if all(_is_false(value) for value in values):
            return
        view = self._view(call) if call.member == "setChecked" else _SOME
        for name in (view, _ALL):
            self.engine.write(call.activation.node, ("ticked", name), ANYTHING)

    def ask(self, call: LibraryCall) -> Values | None:
        """`box.isChecked()` before the user has touched it; None for all other calls, and for what may be ticked."""
        owners = self.tables.fresh_states.get(call.member, {})
        if not any(owners.get(erased(owner)) == UNTICKED for owner in call.owners):
            return None
        view = self._view(call)
        if self._ticked_in_layouts and (not view or view in self._ticked_in_layouts):
            return None
        names = (view, _SOME) if view else (_ALL,)
        is_ticked = any(self.engine.read(call.activation.node, ("ticked", name)) is not None for name in names)
        return None if is_ticked else (const("bool", "false", "view", view or call.member),)

    def _view(self, call: LibraryCall) -> str:
        found = self.calls.components.inflation.view(call.activation, call.op.receiver)
        return found.replace("_", "").lower()

    @cached_property
    def _ticked_in_layouts(self) -> frozenset[str]:
        """The ids of views that a layout ticks, or that say nothing but an expression or a resource."""
        found: set[str] = set()
        for _, root in self.tables.layouts.documents_with(_TICKED):
            pending = [root]
            while pending:
                element = pending.pop()
                pending += element.children
                if element.attributes.get(_ANDROID + "checked", "false") != "false":
                    name = element.attributes.get(_ANDROID + "id", "").rpartition("/")[2]
                    found.add(name.replace("_", "").lower())
        return frozenset(found)


def _is_false(value: Value) -> bool:
    return isinstance(value, Const) and value.kind == "bool" and value.text == "false"
