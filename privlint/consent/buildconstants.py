"""Build constants that code looks at, and whether another value of one would make a difference."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.consent.model import BuildConstant
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body, Op, decode_body
from privlint.frontend.store import FactStore

_EQUALITY = frozenset(["==", "!=", "===", "!=="])


def is_indifferent(constant: BuildConstant, value: str, files: FactStore) -> bool:
    """Whether every look at a constant comes to the same with another value: it is part of a text, or compared with a
    literal that is neither."""
    if value == constant.value:
        return True
    if not (_is_text(value) and _is_text(constant.value)):
        return False
    texts = {value.strip('"'), constant.value.strip('"')}
    for path, body, op in constant.uses:
        code = decode_body(files.code(path).body(body))
        if not all(_comes_to_the_same(code, op, user, texts) for user in _users(code, op)):
            return False
        if any(guard.op == op for guard in code.guards):
            return False
    return True


def _is_text(value: str) -> bool:
    """Whether a value is text as the analysis sees it: no truth value, no number."""
    return value not in ("true", "false") and not value.lstrip("-").isdigit()


def _users(body: Body, op: int) -> Iterator[Op]:
    return (item for item in body.ops[op + 1 :] if item.receiver == op or op in item.args)


def _comes_to_the_same(body: Body, op: int, user: Op, texts: set[str]) -> bool:
    if user.kind == facts.TEMPLATE or (user.kind == facts.BINARY and user.name == "+"):
        return True
    if user.kind == facts.BINARY and user.name in _EQUALITY and len(user.args) == 2:
        other = user.args[0] if user.args[1] == op else user.args[1]
    elif user.kind == facts.CALL and user.name == "equals" and len(user.args) == 1:
        other = user.receiver if user.args[0] == op else user.args[0]
    else:
        return False
    literal = body.ops[other] if other != NONE else None
    return literal is not None and literal.kind == facts.CONST and literal.name not in texts
