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
_NEGATIVE: Final = "setNegativeButton"
_TEXTS: Final = ("setTitle", "setMessage")
#: What may bring another way out, or shows something that nobody knows here.
_OTHERS: Final = frozenset(
    (
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


class BuiltDialog(msgspec.Struct, gc=False, frozen=True):
    """A dialog that cannot be dismissed, with a button to go on, at most one to refuse, and nothing else to press.
    Texts are literals, or `@string/name`. Columns count bytes; the place is that of the call that adds the button."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    symbol: str
    texts: tuple[str, ...]  # title and message
    labels: tuple[str, ...]  # of the button
    refusals: tuple[str, ...]  # labels of the other button
    has_refusal: bool
    is_known: bool  # title and message are literals or strings: nothing is put together when the code runs


def built_dialogs(store: FactStore, paths: Iterable[str]) -> Iterator[BuiltDialog]:
    """Such dialogs in some files."""
    for path in sorted(store.mentioning(_POSITIVE.encode(), b"ancelable").intersection(paths)):
        file = store.code(path).facts()
        for number, data in enumerate(file.bodies):
            if _POSITIVE.encode() in data:
                body = decode_body(data)
                button = _button(body)
                if button is not None:
                    yield _dialog(path, enclosing_symbol(file, number), body, button)


def _dialog(path: str, symbol: str, body: Body, button: Op) -> BuiltDialog:
    calls = [op for op in body.ops if op.kind == facts.CALL]
    said = [op for op in calls if op.name in _TEXTS and op.args]
    return BuiltDialog(
        path,
        button.line,
        button.column,
        button.end_line,
        button.end_column,
        symbol,
        tuple(text for op in said for text in _text(body.ops[op.args[0]], body)),
        tuple(_texts(body, _POSITIVE)),
        tuple(_texts(body, _NEGATIVE)),
        any(op.name == _NEGATIVE for op in calls),
        all(list(_text(body.ops[op.args[0]], body)) for op in said),
    )


def _button(body: Body) -> Op | None:
    """The call that adds the button to go on."""
    buttons = [op for op in body.ops if op.kind == facts.CALL and op.name == _POSITIVE]
    names = [op.name for op in body.ops if op.kind == facts.CALL]
    if len(buttons) != 1 or names.count(_NEGATIVE) > 1 or not _OTHERS.isdisjoint(names):
        return None
    return buttons[0] if any(_is_fixed(op, body) for op in body.ops) else None


def _is_fixed(op: Op, body: Body) -> bool:
    is_setting = op.kind in (facts.CALL, facts.STORE_MEMBER, facts.STORE_NAME) and op.name in _CANCELABLE
    return is_setting and len(op.args) == 1 and body.ops[op.args[0]].name == "false"


def _texts(body: Body, member: str) -> Iterator[str]:
    for op in body.ops:
        if op.kind == facts.CALL and op.name == member and op.args:
            yield from _text(body.ops[op.args[0]], body)


def _text(op: Op, body: Body) -> Iterator[str]:
    if op.kind == facts.CONST and op.type == "string":
        yield op.name
    elif op.kind == facts.MEMBER and body.ops[op.receiver].name == "string":
        yield f"@string/{op.name}"
    elif op.kind == facts.CALL and op.name in ("getString", "getText") and len(op.args) == 1:
        yield from _text(body.ops[op.args[0]], body)
