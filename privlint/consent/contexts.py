"""What tells invocations of one body apart, and objects of one class; of each so many, that a run comes to its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from privlint.consent.tables import Tables
from privlint.consent.values import Const, Function, Instance, Value, Values, handles
from privlint.program.source import SourceClass, SourceFile

#: Bodies with more operations than this are not told apart by the constants they are called with.
_SMALL: Final = 60
_TINY: Final = 12
#: Constants that an argument of a small body may have, to be told apart.
_FEW: Final = 2
#: So many contexts of one body, and objects of one class, are told apart; more where they stand for state:
#: all settings or streams of an app may go through one function or class.
_MOST_CONTEXTS: Final = 32
_MOST_KEYS: Final = 256
#: Nesting of code that is handed to code that is handed to code, beyond which contexts are merged.
DEEPEST: Final = 4
_STATE: Final = ("property", "holder", "intent")


class Contexts:
    """The contexts so far, by number of a body or name of a class."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: dict[int | str, set[tuple[object, ...]]] = defaultdict(set)

    def of_call(
        self, file: SourceFile, body: int, arguments: Sequence[Values | None], type_arguments: tuple[str, ...]
    ) -> tuple[Value | str, ...]:
        """What tells an invocation of a body from others: code handed to it, types, and constants if it is small."""
        size = len(file.body(body).ops)
        tells_texts_apart = size <= _TINY or (size <= _SMALL and self._tables.keeps_state(file, body))
        found: list[Value | str] = []
        for position, values in enumerate(arguments):
            if values is None:
                found += [f"{position}", "default"]
            elif told := _telling(values, size, tells_texts_apart):
                found += [f"{position}", *told]
        found += type_arguments
        if not found:
            return ()
        context = tuple(found)
        is_new = context not in self._known[file.base + body]
        is_keyed = is_new and (
            (tells_texts_apart and self._tables.keeps_state(file, body))
            or any(isinstance(item, Const) and item.kind in _STATE for item in context)
        )
        return context if self._is_kept(file.base + body, context, is_keyed) else type_arguments

    def of_object(self, cls: SourceClass, made_of: tuple[Value | None, ...]) -> tuple[Value | None, ...]:
        """What tells an object of a class from others: the values that it is made of."""
        is_new = made_of not in self._known[cls.name]
        is_keyed = is_new and any(isinstance(item, Const) for item in made_of) and self._tables.wraps_state(cls)
        return made_of if self._is_kept(cls.name, made_of, is_keyed) else ()

    def _is_kept(self, key: int | str, context: tuple[object, ...], is_keyed: bool) -> bool:
        """Whether there is room for a context, which is known from now on."""
        known = self._known[key]
        if context not in known and len(known) >= (_MOST_KEYS if is_keyed else _MOST_CONTEXTS):
            return False
        known.add(context)
        return True


def _telling(values: Values, size: int, tells_texts_apart: bool) -> Values:
    """The values of an argument, if they tell a call of a body of a size from others."""
    if len(values) == 1:
        return values if _tells(values[0], size, tells_texts_apart) else ()
    if tells_texts_apart and len(values) == _FEW and all(isinstance(value, Const) for value in values):
        return values  # read anew from a store, or found to be missing
    return handles(values) if size <= _SMALL else ()


def _tells(value: Value, size: int, tells_texts_apart: bool) -> bool:
    if isinstance(value, Const):
        return tells_texts_apart or value.kind == "property" or (value.kind in ("bool", "enum") and size <= _SMALL)
    return isinstance(value, (Function, Instance)) and value.depth <= DEEPEST and _is_handler(value)


def _is_handler(value: Function | Instance) -> bool:
    """Objects of named classes are the same wherever they come from, but for data that is one constant; code and its
    surroundings are not."""
    if isinstance(value, Function) or value.cls.is_anonymous or value.home is not None:
        return True
    return value.cls.decl.is_data and len(value.made_of) == 1 and isinstance(value.made_of[0], Const)
