"""Dialogs that one piece of code builds from the first call to the last: what they say, and what the user can press."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from privlint.frontend import facts
from privlint.frontend.facts import Body, Op, decode_body
from privlint.frontend.store import FactStore
from privlint.program.switchcalls import enclosing_symbol

_POSITIVE: Final = "setPositiveButton"
_TEXTS: Final = ("setTitle", "setMessage")
#: What may bring another way out, or shows something that nobody knows here.
_OTHERS: Final = frozenset(
    (
        "setNegativeButton",
        "setNeutralButton",
        "setButton",
        "setView",
        "setContentView",
        "setCustomTitle",
        "setItems",
        "setAdapter",
        "setCursor",
        "setSingleChoiceItems",
        "setMultiChoiceItems",
        "setOnCancelListener",
        "setOnKeyListener",
    )
)
_CANCELABLE: Final = ("setCancelable", "isCancelable", "cancelable")


class ForcedDialog(msgspec.Struct, gc=False, frozen=True):
    """A dialog with one button that cannot be dismissed. Texts are literals, or `@string/name`. Columns count bytes."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    symbol: str
    texts: tuple[str, ...]  # title and message
    labels: tuple[str, ...]  # of the button


def forced_dialogs(store: FactStore, paths: Iterable[str]) -> Iterator[ForcedDialog]:
    """The dialogs of some files that leave nothing but one button to press."""
    for path in sorted(store.mentioning(_POSITIVE.encode(), b"ancelable").intersection(paths)):
        file = store.code(path).facts()
        for number, data in enumerate(file.bodies):
            if _POSITIVE.encode() in data:
                body = decode_body(data)
                button = _only_button(body)
                if button is not None:
                    yield ForcedDialog(
                        path,
                        button.line,
                        button.column,
                        button.end_line,
                        button.end_column,
                        enclosing_symbol(file, number),
                        tuple(_texts(body, _TEXTS)),
                        tuple(_texts(body, (_POSITIVE,))),
                    )


def _only_button(body: Body) -> Op | None:
    """The call that adds the one button of a dialog that cannot be dismissed."""
    buttons = [op for op in body.ops if op.kind == facts.CALL and op.name == _POSITIVE]
    names = {op.name for op in body.ops if op.kind == facts.CALL}
    if len(buttons) != 1 or names & _OTHERS or not any(_is_fixed(op, body) for op in body.ops):
        return None
    return buttons[0]


def _is_fixed(op: Op, body: Body) -> bool:
    is_setting = op.kind in (facts.CALL, facts.STORE_MEMBER, facts.STORE_NAME) and op.name in _CANCELABLE
    return is_setting and len(op.args) == 1 and body.ops[op.args[0]].name == "false"


def _texts(body: Body, members: Iterable[str]) -> Iterator[str]:
    for op in body.ops:
        if op.kind == facts.CALL and op.name in members and op.args:
            yield from _text(body.ops[op.args[0]], body)


def _text(op: Op, body: Body) -> Iterator[str]:
    if op.kind == facts.CONST and op.type == "string":
        yield op.name
    elif op.kind == facts.MEMBER and body.ops[op.receiver].name == "string":
        yield f"@string/{op.name}"
    elif op.kind == facts.CALL and op.name in ("getString", "getText") and op.args:
        yield from _text(body.ops[op.args[0]], body)
