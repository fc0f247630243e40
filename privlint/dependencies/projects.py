"""Lists of the projects of a build, and which of them a script goes on with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.dependencies.syntax import Block, Chain, Operation
from privlint.dependencies.values import ProjectReference, Value

if TYPE_CHECKING:
    from privlint.dependencies.scope import Scope
    from privlint.dependencies.syntax import Expr

FILTERS: Final = ("filter", "filterNot", "findAll", "matching")
_NAME: Final = "it"


def filtered(scope: Scope, items: list[Value], block: Block, name: str) -> list[Value]:
    """The projects that may pass a condition (`filter { it.name != "app" }`), other items as they are."""
    condition = block.statements[-1] if block.statements else None
    if not isinstance(condition, (Chain, Operation)):
        return items
    unwanted = name == "filterNot"
    return [
        item for item in items if not isinstance(item, ProjectReference) or _passes(scope, item, condition) != unwanted
    ]


def _passes(scope: Scope, item: ProjectReference, condition: Expr) -> bool | None:
    """Whether a project satisfies a condition; None if that is open."""
    value = scope.binding({_NAME: item}).evaluate(condition)
    return value if isinstance(value, bool) else None
