"""What is in the intents that the program makes: who gets one reads the action and the extras that reached code has put
in. An intent is known by the place that makes it; its parts are kept under that name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from privlint.consent.bundles import BUNDLE
from privlint.consent.emptiness import of_empty
from privlint.consent.graph import Key, Node
from privlint.consent.libraries import getter_names
from privlint.consent.stores import LAUNCHED, STARTED, key_text
from privlint.consent.values import (
    ANYTHING,
    BOOLEANS,
    NOTHING,
    TOP,
    ClassLiteral,
    Const,
    Instance,
    Unknown,
    Value,
    Values,
    const,
    derived,
    is_intent,
    join,
    named_text,
)
from privlint.frontend.facts import NONE
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall

INTENT: Final = "android.content.Intent"
#: What an intent gives for a part that nobody has put in.
_EMPTY: Final = const("empty", "", "call", STARTED)
#: Makes an action that is surely there known as such.
_SURELY: Final = "action, surely"
#: The bundles whose extras an intent has too.
_INSIDE: Final = "bundles"


class Messages:
    """Makes, fills and asks intents."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.calls = calls
        self.tables = engine.tables

    def made(self, call: LibraryCall, type_name: str) -> Values:
        """The intent that a constructor makes: `Intent(context, Screen::class.java)`, `Intent("com.example.GO", uri)`.
        A copy is what it was copied from. A bundle is what nothing but extras are in."""
        if type_name == BUNDLE and not call.arguments:
            return (const("intent", f"{call.activation.node.number}:{call.position}"),)
        if type_name != INTENT or any(is_intent(value) for values in call.arguments for value in values):
            return NOTHING
        node = call.activation.node
        intent = const("intent", f"{node.number}:{call.position}")
        if call.arguments and _may_be_action(call.arguments):
            self._put(node, intent, "action", call.arguments[0])
            self._put(node, intent, _SURELY, ANYTHING)
            if len(call.arguments) > 1:
                self._put(node, intent, "data", ANYTHING)
        return (intent,)

    def delivered(self, node: Node | None, action: Value) -> Values:
        """The intent that the system sends with an action: what else is in it is for the system to say."""
        if not isinstance(action, Const):
            return ANYTHING
        intent = const("intent", f"system:{action.text}")
        for part, values in (("action", (action,)), (_SURELY, ANYTHING), ("data", ANYTHING), ("extras", ANYTHING)):
            self._put(node, intent, part, values)
        return (intent,)

    def fill(self, call: LibraryCall) -> None:
        """Notes what a call puts into intents."""
        row = self.tables.intent_parts.get(call.member)
        if row is None or row.access != "write":
            return
        if not call.arguments:
            return
        node = call.activation.node
        for intent in self._filled(call):
            if row.part == "extras" and (inner := intents_in(call.arguments[0])):
                self._put(node, intent, _INSIDE, tuple(inner))
                self._put(node, intent, "extra", ANYTHING)
                continue
            if row.part != "extra":
                self._put(node, intent, row.part, call.arguments[0] if row.part == "action" else ANYTHING)
                if row.part == "action" and self._is_sure(call, intent):
                    self._put(node, intent, _SURELY, ANYTHING)
                continue
            keys = [key for value in call.arguments[0] if (key := key_text(value)) is not None]
            for key in keys:
                self._put(node, intent, f"extra {key}", call.arguments[1] if len(call.arguments) > 1 else ANYTHING)
            self._put(node, intent, "extra" if keys else "extras", ANYTHING)

    def _filled(self, call: LibraryCall) -> list[Const]:
        """The intents that a call is made on; without a receiver that may be any receiver of the lambdas around it."""
        values = call.whole_receiver
        if call.op.receiver == NONE:
            values = join(values, *self.calls.reads.scopes.lambda_receivers(call.activation.node))
        return intents_in(values)

    def _is_sure(self, call: LibraryCall, intent: Const) -> bool:
        """Whether an action is set wherever the intent is made: on the spot, or in a lambda that runs on it."""
        node, guard = call.activation.node, call.op.guard
        number, _, position = intent.text.partition(":")
        if guard == NONE and node.home is not None and str(node.home.number) == number:
            return True
        return str(node.number) == number and call.activation.ops[int(position)].guard == guard

    def escape(self, node: Node, values: Iterable[Value]) -> None:
        """An intent is handed to code that nobody knows: it may put anything in."""
        for intent in intents_in(values):
            for part in ("action", "data", "type", "extras"):
                self._put(node, intent, part, ANYTHING)

    def ask(self, call: LibraryCall, intent: Const) -> Values | None:
        """What a call on an intent, or on its extras, gives; None if that is not known."""
        parts = self.tables.intent_parts
        row = next((parts[name] for name in (call.member, *getter_names(call.member)) if name in parts), None)
        if row is None or row.access == "write" or self.engine.is_open:
            return None
        node = call.activation.node
        if row.part == "extra":
            return self._extra(call, intent, is_asked=row.access == "contains")
        found = self._get(node, intent, row.part)
        if row.part == "extras":
            if found is not None:
                return None
            filled = self._get(node, intent, "extra") is not None
            return (intent,) if filled else (derived("null", "null", _EMPTY),)
        if found is None:
            return (derived("null", "null", _EMPTY),)
        is_sure = row.part != "action" or self._get(node, intent, _SURELY) is not None
        return found if is_sure else join(found, (derived("null", "null", _EMPTY),))

    def _extra(self, call: LibraryCall, intent: Const, is_asked: bool) -> Values | None:
        """An extra by its key, or what the call gives where there is none."""
        node = call.activation.node
        keys = [key_text(value) for value in call.arguments[0]] if call.arguments else []
        inside = (intent, *intents_in(self._get(node, intent, _INSIDE) or ()))
        if not keys or None in keys or any(self._get(node, each, "extras") is not None for each in inside):
            return None
        stored = (self._get(node, each, f"extra {key}") for each in inside for key in keys)
        found = [values for values in stored if values is not None]
        absent = of_empty(_EMPTY, call.member, call.arguments)
        if absent is None or not found:
            return absent
        return BOOLEANS if is_asked else join(*found, absent)

    def part(self, call: LibraryCall) -> Values | None:
        """What the launcher does put into an intent."""
        origin = call.receiver[0].origin if isinstance(call.receiver[0], Const) else None
        held = self.tables.launch_parts.get(origin.flag, {}) if origin is not None else {}
        part = held.get(call.member) or held.get(getter_names(call.member)[-1])
        if part == "null":
            return (const("null", part, "call", call.member),)
        return (named_text(part, self.tables.meaning(part), "call", call.member),) if part else None

    def of_screen(self, call: LibraryCall) -> Values | None:
        """The intents of an activity, if it is known what is in them all: that of the launcher, and of code."""
        owners = self.tables.fresh_states[call.member]
        if not any(owners.get(erased(owner)) == LAUNCHED for owner in call.owners):
            return None
        node = call.activation.node
        found: list[Values] = []
        for value in call.receiver:
            intents = self.calls.components.intents(node, value) if isinstance(value, Instance) else None
            if not intents or TOP in intents:
                return None
            found.append(intents)
        return join(*found) or None

    def _put(self, node: Node | None, intent: Const, part: str, values: Values) -> None:
        self.engine.write(node, _key(intent, part), values)

    def _get(self, node: Node, intent: Const, part: str) -> Values | None:
        return self.engine.read(node, _key(intent, part))


def intents_in(values: Iterable[Value]) -> list[Const]:
    """The intents among values that the program has made."""
    return [value for value in values if isinstance(value, Const) and value.kind == "intent"]


def _key(intent: Const, part: str) -> Key:
    return ("intent", intent.text, part)


def _may_be_action(arguments: list[Values]) -> bool:
    """Whether what a constructor is given begins with an action, not with the context of the component behind it."""
    first, *others = arguments
    if any(_is_text(value) for value in first):
        return True
    is_component = any(isinstance(value, ClassLiteral) for values in others[:1] for value in values)
    return not is_component and TOP in first


def _is_text(value: Value) -> bool:
    if isinstance(value, Const):
        return value.kind in ("string", "ref")
    return isinstance(value, Unknown) and value.type == "java.lang.String"
