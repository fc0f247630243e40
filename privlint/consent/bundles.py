"""Bundles that the platform keeps for a screen or a part of one: the arguments of a fragment, and the state that an
object saves before it is made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.consent.graph import Key, Node
from privlint.consent.values import ANYTHING, NULL, TOP, Const, Instance, Values, const, join
from privlint.frontend import facts
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall
    from privlint.knowledge.model import Lifecycle
    from privlint.program.source import SourceMethod

#: The state of a bundle that depends on who makes the fragment.
ARGUMENTS: Final = "arguments"
BUNDLE: Final = "android.os.Bundle"


class Bundles:
    """Hands them over."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.tables = engine.tables

    def given(self, method: SourceMethod, instance: Instance, lifecycle: Lifecycle) -> dict[int, Values]:
        """What the platform gives for the bundles among the parameters of a lifecycle method, by position: what was
        saved the last time, or nothing."""
        if not lifecycle.saves:
            return {}
        saved = const("intent", f"saved:{instance.cls.name}")
        values: Values = (saved,) if method.decl.name == lifecycle.saves else (NULL, saved)
        types = [method.file.local(slot).type.rstrip("?") for slot in method.decl.params]
        return {place: values for place, name in enumerate(types) if name.rpartition(".")[2] == "Bundle"}

    def made(self, node: Node | None, position: int, instance: Instance) -> None:
        """Whoever makes a fragment by another way than its constructor may give it arguments."""
        if node is not None:
            op = node.body.ops[position]
            if op.kind == facts.NEW or (op.kind == facts.CALL and op.name[:1].isupper()):
                return
        self.engine.write(node, _key(instance), ANYTHING)

    def set(self, call: LibraryCall) -> None:
        """`fragment.setArguments(bundle)`."""
        if self._is_concerned(call, "get" + call.member[3:]) and call.arguments:
            values = call.arguments[0]
            known = tuple(value for value in values if isinstance(value, Const) and value.kind in ("intent", "null"))
            for value in call.whole_receiver:
                if isinstance(value, Instance):
                    self.engine.write(call.activation.node, _key(value), known or ANYTHING)

    def ask(self, call: LibraryCall) -> Values | None:
        """`getArguments()`, `requireArguments()`; None for all others, and where nobody knows."""
        if not self._is_concerned(call, call.member) or self.engine.is_open:
            return None
        receivers = [value for value in call.receiver if isinstance(value, Instance)]
        if not receivers or len(receivers) < len(call.receiver):
            return None
        found = [self.engine.read(call.activation.node, _key(value)) or (NULL,) for value in receivers]
        values = join(*found)
        return None if TOP in values else values

    def _is_concerned(self, call: LibraryCall, member: str) -> bool:
        owners = self.tables.fresh_states.get(member, {})
        return any(owners.get(erased(owner)) == ARGUMENTS for owner in call.owners)


def _key(instance: Instance) -> Key:
    return (ARGUMENTS, instance)
