"""Findings about a component, at the line of the manifest that declares it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from privlint.checks import dependency_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.rule import Rule
from privlint.checks.wording import with_way_in
from privlint.findings import Hop
from privlint.fingerprints import Claim
from privlint.workspace.model import Component


def components(context: Context, *kinds: str) -> Iterator[tuple[Component, list[str]]]:
    """The components of some kinds that may run, each once for a place, with the variants that declare them."""
    found: dict[Component, list[str]] = {}
    for variant in context.application.variants:
        for item in variant.manifest.components:
            if item.kind in kinds and item.enabled is not False:
                found.setdefault(item, []).append(variant.name)
    yield from found.items()


def of_component(
    context: Context,
    rule: Rule,
    component: Component,
    variants: list[str],
    statement: Statement,
    trace: tuple[Hop, ...] = (),
) -> Claim:
    """The finding about a component."""
    message = with_way_in(statement.message, component.origin)
    statement = msgspec.structs.replace(statement, message=message)
    claim = dependency_claims.of_place(context, rule, component.position, component.name, statement)
    finding = msgspec.structs.replace(claim.finding, variants=tuple(variants), symbol=component.name, trace=trace)
    return Claim(finding, claim.text)
