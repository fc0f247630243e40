"""What stands behind a condition: whether it collects, and whether it asks the user."""

from __future__ import annotations

import re
from typing import Final

from privlint.consent.conditions import guards_of
from privlint.consent.graph import Node
from privlint.frontend import facts

#: Kinds of sites that take something.
COLLECTING: Final = ("start", "api", "collect", "permission")
#: What is worth to be reported for the place it stands in; less is one note for an application.
SERIOUS: Final = ("strict", "ordinary")
#: Words in the names of functions that ask the user, or lead him to where he is asked.
_ASKING: Final = frozenset("show ask request dialog popup pop prompt navigate jump goto activity".split())
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


def collects(node: Node) -> bool:
    """Whether code collects itself."""
    return any(site.kind in COLLECTING for site in node.sites.values())


def guards_collection(node: Node, guard: int, leading: set[int]) -> bool:
    """Whether code behind a guard collects, itself or through what it calls; `leading`: the code that does."""
    if any(s.kind in COLLECTING and is_behind(node, op, guard) for (op, _), s in node.sites.items()):
        return True
    return any(edge.callee.number in leading and is_behind(node, edge.op, guard) for edge in node.outgoing.values())


def is_behind(node: Node, op: int, guard: int) -> bool:
    """Whether a guard dominates an operation."""
    return guard in guards_of(node.body, op)


def asks(node: Node, guard: int) -> bool:
    """Whether code behind a guard asks the user: then it is right that it runs while he has not agreed."""
    sites = {op for op, _ in node.sites}
    for number, op in enumerate(node.body.ops):
        if op.kind not in (facts.CALL, facts.NEW) or number in sites or not is_behind(node, number, guard):
            continue
        if not _ASKING.isdisjoint(word.lower() for word in _WORD.findall(op.name or op.type)):
            return True
    return False
