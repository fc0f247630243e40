"""Settings that keep an SDK quiet: `config.setAutoStart(false)` before `init(config)`.

An object with settings is known by the place that makes it, like a state holder; so is what a call hands to the lambda
that configures it. What is said to a class, or to an object that nobody saw being made, is said to the SDK. Whether a
call does nothing is judged when the run has settled: by then everything was said that is said on a fresh install. The
manifest may say it before any code does; then it holds until running code says something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from privlint.consent.graph import REFUSED, Node
from privlint.consent.libraries import setter_name
from privlint.consent.sitematching import certainty
from privlint.consent.values import NOTHING, ClassName, Const, Value, Values, const, settings_in
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op
from privlint.knowledge.model import Site
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall

_KIND: Final = "settings"
#: The scope of what is said to the SDK as a whole.
_SDK: Final = ""


class _Told(msgspec.Struct):
    """One operation that tells an SDK to be quiet (`is_quiet`), or not to be (False), or nobody knows (None)."""

    node: Node
    position: int
    receiver: int  # the operation that gives what it is said to
    time: int
    is_quiet: bool | None


class _Watched(msgspec.Struct):
    """A site that may be quiet."""

    node: Node
    position: int
    site: str
    rules: tuple[int, ...]
    time: int
    scopes: set[str]  # objects with settings that it is given
    taken: Site | None = None  # what was taken back so far


class Switches:
    """What SDKs are told in one run."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.tables = engine.tables
        self._told: dict[tuple[str, int], dict[tuple[int, int], _Told]] = {}
        self._watched: dict[tuple[int, int, str], _Watched] = {}
        self._time = 0

    # Objects with settings

    def made(self, call: LibraryCall, type_name: str) -> Values:
        """What tells a new object with settings from others; nothing for other objects."""
        owners = self.tables.quiet_owners
        if erased(type_name) not in owners and not any(erased(owner) in owners for owner in call.owners):
            return NOTHING
        scope = _scope(call)
        self._tell_named(call, scope)
        return (const(_KIND, scope),)

    def built(self, call: LibraryCall) -> Values:
        """The same for what a static function makes: `Config.newBuilder()`."""
        if not call.receiver or not isinstance(call.receiver[0], ClassName) or "builder" not in call.member.lower():
            return NOTHING
        name = call.receiver[0].name
        is_known = any(owner == name or owner.startswith(f"{name}.") for owner in self.tables.quiet_owners)
        return (const(_KIND, _scope(call)),) if is_known else NOTHING

    def handed(self, call: LibraryCall) -> Values:
        """The settings that a call hands to the code that configures it."""
        sites = self.tables.quiet_sites
        is_site = any((erased(owner), call.member) in sites for owner in call.owners)
        return (const(_KIND, _scope(call)),) if is_site else NOTHING

    # What is said

    def tell(self, call: LibraryCall) -> None:
        """A call that may be a setting."""
        op = call.op
        receiver = call.activation.of(op.receiver) if op.receiver != NONE else self._implicit(call)
        self._tell(call.activation, call.position, op, call.member, receiver, call.owners, call.arguments)

    def assign(self, activation: Activation, position: int, op: Op, receiver: Values, values: Values) -> None:
        """An assignment that may be a setting."""
        setter = setter_name(op.name)
        if setter not in self.tables.quiet_calls:
            return
        libraries = self.engine.interpreter.calls.libraries
        owners = tuple(owner for value in receiver for owner in libraries.owners(value))
        self._tell(activation, position, op, setter, receiver, owners, (values,))

    def _tell_named(self, call: LibraryCall, scope: str) -> None:
        """`Configuration(key, optOut = true)`: an argument that is named like a setting."""
        for name, values in zip(call.op.arg_names, call.arguments, strict=False):
            for rule, pattern in self.tables.quiet_calls.get(setter_name(name), ()) if name else ():
                if any(erased(owner) == pattern.owner for owner in call.owners):
                    said = certainty(pattern.arguments, (values,))
                    self._note(call.activation.node, call.position, NONE, scope, rule, said)

    def _tell(
        self,
        activation: Activation,
        position: int,
        op: Op,
        member: str,
        receiver: Values,
        owners: Sequence[str],
        arguments: Sequence[Values],
    ) -> None:
        scopes = _scopes(receiver)
        for rule, pattern in self.tables.quiet_calls.get(member, ()):
            if not scopes and not any(erased(owner) == pattern.owner for owner in owners):
                continue
            said = certainty(pattern.arguments, arguments)
            for scope in scopes or [_SDK]:
                self._note(activation.node, position, op.receiver, scope, rule, said)

    def _note(self, node: Node, position: int, receiver: int, scope: str, rule: int, is_quiet: bool | None) -> None:
        self._time += 1
        rows = self._told.setdefault((scope, rule), {})
        known = rows.get((node.number, position))
        if known is None:
            rows[node.number, position] = _Told(node, position, receiver, self._time, is_quiet)
        elif known.is_quiet is not is_quiet:
            known.is_quiet = None

    def _implicit(self, call: LibraryCall) -> Values:
        """The receiver that a call without one is made on: the nearest with settings."""
        for receiver in self.engine.interpreter.reads.scopes.receivers(call.activation.node):
            if _scopes(receiver):
                return receiver
        return call.receiver

    # Sites

    def watch(self, call: LibraryCall, site: Site) -> None:
        """A site that was found."""
        rules = self.tables.quiet_sites.get((site.owner, site.member), self.tables.quiet_sites.get((site.owner, "*")))
        if not rules or any(rule in rules for rule, _ in self.tables.quiet_calls.get(site.member, ())):
            return
        self._time += 1
        node = call.activation.node
        key = (node.number, call.position, site.id)
        if key not in self._watched:
            self._watched[key] = _Watched(node, call.position, site.id, rules, self._time, set())
        given = (value for values in (call.whole_receiver, *call.arguments) for value in values)
        self._watched[key].scopes.update(_scopes(given))

    def silence(self) -> None:
        """Takes back the sites that do nothing, after the run has settled. Where it goes on, code may say something
        else than the manifest."""
        for watched in self._watched.values():
            key = (watched.position, watched.site)
            if any(self._is_quiet(watched, rule) for rule in watched.rules):
                watched.taken = watched.node.sites.pop(key, watched.taken)
            elif watched.taken is not None:
                watched.node.sites[key], watched.taken = watched.taken, None

    def _is_quiet(self, site: _Watched, rule: int) -> bool:
        if self._is_said_to(f"{site.node.number}:{site.position}", rule):  # by the code that it is handed
            return True
        if site.scopes and all(self._is_said_to(scope, rule) for scope in site.scopes):
            return True
        said = [told for told in self._told.get((_SDK, rule), {}).values() if told.node.level <= REFUSED]
        if rule in self.tables.quiet_at_first and all(told.is_quiet for told in said):
            return True
        return _is_quiet([told for told in said if _comes_before(told, site)])

    def _is_said_to(self, scope: str, rule: int) -> bool:
        return _is_quiet(list(self._told.get((scope, rule), {}).values()))


def _is_quiet(rows: list[_Told]) -> bool:
    """Whether something was said, and all of it says to be quiet."""
    return bool(rows) and all(told.is_quiet for told in rows)


def _scope(call: LibraryCall) -> str:
    return f"{call.activation.node.number}:{call.position}"


def _scopes(values: Iterable[Value]) -> list[str]:
    return [value.text for value in settings_in(values) if isinstance(value, Const)]


def _comes_before(told: _Told, site: _Watched) -> bool:
    """Whether something is said before a call runs, or to what the call gives (`getInstance().setEnabled(false)`)."""
    if told.node is not site.node:
        return told.time < site.time
    return told.position < site.position or site.position in _sources(told)


def _sources(told: _Told) -> set[int]:
    """The operations that give the object that something is said to: a call, or that behind a variable."""
    ops = told.node.body.ops
    if told.receiver == NONE:
        return set()
    op = ops[told.receiver]
    if op.kind != facts.LOCAL:
        return {told.receiver}
    return {arg for item in ops if item.kind == facts.STORE_LOCAL and item.slot == op.slot for arg in item.args}
