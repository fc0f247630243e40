"""Booleans and numbers that stand in resources: `resources.getBoolean(R.bool.ask_first)`."""

from __future__ import annotations

from typing import Final

from privlint.consent.folding import number
from privlint.consent.texts import Texts
from privlint.consent.values import Const, Value, Values, boolean, const

#: Functions that give the value of a resource; those of the same names that read a store are given other keys.
RESOURCE_GETTERS: Final = frozenset(["getBoolean", "getInteger", "booleanResource", "integerResource"])
_KINDS: Final = {"bool": "bool", "integer": "int"}


def of_resources(texts: Texts, references: Values) -> Values | None:
    """The values that some references stand for; None where one of them is none, or nothing defines it."""
    found = dict.fromkeys(_value(texts, reference) for reference in references)
    return tuple(value for value in found if value is not None) if found and None not in found else None


def _value(texts: Texts, reference: Value) -> Value | None:
    if not isinstance(reference, Const) or reference.kind != "ref":
        return None
    owner, _, name = reference.text.rpartition(".")
    kind = owner.rpartition(".")[2]
    if kind not in _KINDS or not owner.removesuffix(f".{kind}").endswith("R"):
        return None
    text = texts.resolve(f"@{kind}/{name}").strip()
    if kind == "bool":
        return boolean(text == "true") if text in ("true", "false") else None
    folded = number(text)
    return const(*folded) if folded is not None else None
