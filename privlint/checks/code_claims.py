"""Findings about a place in the code that no path from an entry point leads to, or need lead to."""

from __future__ import annotations

import msgspec

from privlint.checks import dependency_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement, coordinate
from privlint.checks.rule import Rule
from privlint.consent.model import Place
from privlint.findings import Hop
from privlint.fingerprints import Claim
from privlint.workspace.model import Position


def of_code(
    context: Context, rule: Rule, place: Place, text: str, statement: Statement, trace: tuple[Hop, ...] = ()
) -> Claim:
    """The finding about a place in the code; `text` is what stands there, `trace` the places it has to do with."""
    column = context.sources.character_column
    position = Position(place.path, place.line, column(place.path, place.line, place.column))
    claim = dependency_claims.of_place(context, rule, position, text, statement)
    finding = msgspec.structs.replace(
        claim.finding,
        end_line=place.end_line,
        end_column=column(place.path, place.end_line, place.end_column),
        symbol=place.symbol,
        variants=context.variants_of(place.path),
        trace=trace,
    )
    return Claim(finding, text)


def dependency_hops(context: Context, sdk: str) -> tuple[Hop, ...]:
    """The line of the dependency that brings an SDK, itself before what belongs to it; () where none is known to."""
    rows = [row for row in context.build.dependencies if context.sdk_of(row) == sdk]
    if not rows:
        return ()
    known = context.sdk(sdk)
    main = known.coordinates if known is not None else ()
    row = min(rows, key=lambda row: f"{row.group}:{row.name}" not in main)  # not one of its plugins
    at = row.position
    return (Hop(at.path, at.line, at.column, coordinate(row), "dependency", "依赖"),)
