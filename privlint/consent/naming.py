"""Constants that only say what an intent is about: `new Intent(ACTION_VIEW, Contacts.CONTENT_URI)` reads none."""

from __future__ import annotations

from typing import Final

from privlint.frontend import facts
from privlint.frontend.facts import Body, Op

_INTENT: Final = "Intent"
#: Functions that put an address into an intent.
_FILLING: Final = frozenset("setData setDataAndType setDataAndNormalize setDataAndTypeAndNormalize".split())
#: Functions that make one address of another.
_DERIVING: Final = frozenset(
    "buildUpon build appendPath appendEncodedPath appendId withAppendedId withAppendedPath appendQueryParameter".split()
)


def only_names(body: Body, constant: int) -> bool:
    """Whether a constant of an operation goes nowhere but into intents, as far as the same body shows."""
    same = {constant}  # operations that give the address, or one that is made of it
    slots: set[int] = set()
    is_put_in = False
    for position, op in enumerate(body.ops[constant + 1 :], constant + 1):
        if op.kind == facts.LOCAL and op.slot in slots:
            same.add(position)
        elif op.receiver not in same and same.isdisjoint(op.args):
            continue
        elif op.kind == facts.STORE_LOCAL:
            slots.add(op.slot)
        elif _is_put_in(op):
            is_put_in = True
        elif op.kind == facts.CALL and op.name in _DERIVING:
            same.add(position)
        else:
            return False
    return is_put_in


def _is_put_in(op: Op) -> bool:
    """Whether an operation makes an intent of an address, or puts it into one."""
    made = op.type if op.kind == facts.NEW else op.name if op.kind == facts.CALL else ""
    if made.rpartition(".")[2] == _INTENT:
        return True
    return (op.kind == facts.CALL and op.name in _FILLING) or (op.kind == facts.STORE_MEMBER and op.name == "data")
