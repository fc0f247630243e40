"""Findings about a dependency: at the place where a person would edit its version."""

from __future__ import annotations

import msgspec

from privlint.checks.context import Context
from privlint.checks.rule import Rule
from privlint.checks.wording import with_way_in
from privlint.findings import Confidence, Finding, Fix, Hop, Severity, Text
from privlint.fingerprints import Claim
from privlint.workspace.model import Dependency, Position
from privlint.workspace.resolved import shown


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule says of a dependency."""

    message: Text
    severity: Severity
    confidence: Confidence = "high"
    sdk: str = ""
    notices: tuple[str, ...] = ()
    help: Text | None = None  # where it differs from that of the rule
    first_use: Position | None = None  # in the code
    fixes: tuple[Fix, ...] = ()


def coordinate(row: Dependency) -> str:
    """`group:name:version`, or the name of an archive."""
    if not row.group:
        return row.archive.rpartition("/")[2] or row.name
    name = f"{row.group}:{row.name}"
    version = row.version or row.requested
    return f"{name}:{version}" if version and ":" not in version else name


def of_dependency(context: Context, rule: Rule, row: Dependency, statement: Statement) -> Claim:
    """The finding about a dependency of the application."""
    message = with_way_in(statement.message, shown(row.through))
    statement = msgspec.structs.replace(statement, message=message)
    claim = of_place(context, rule, row.position, f"{row.group}:{row.name} {row.archive}".strip(), statement)
    finding = msgspec.structs.replace(
        claim.finding,
        variants=context.build.variants_of(row),
        symbol=row.module or context.application.gradle,
        trace=_trace(row, statement.first_use),
    )
    return Claim(finding, claim.text)


def of_place(context: Context, rule: Rule, position: Position, text: str, statement: Statement) -> Claim:
    """The finding about something that no dependency shows: at a line of the manifest or of the code. `text` tells it
    from others of the same file."""
    line = context.sources.line(position.path, position.line)
    finding = Finding(
        code=rule.code,
        name=rule.name,
        severity=statement.severity,
        confidence=statement.confidence,
        message=statement.message,
        help=statement.help or rule.mend,
        path=position.path,
        line=position.line,
        column=position.column,
        end_line=position.line,
        end_column=max(len(line.rstrip()), position.column) + 1,
        application=context.application.path,
        variants=tuple(variant.name for variant in context.application.variants),
        symbol=context.application.gradle,
        sdk=statement.sdk,
        trigger="",
        regulations=rule.regulations,
        notices=statement.notices,
        fixes=statement.fixes,
    )
    return Claim(finding, text)


def _noted(row: Dependency) -> tuple[str, str]:
    """What to say of the place of a dependency: what is known of it, and what was asked for if that is another."""
    if row.through:
        return f"brings it along ({row.evidence})", f"由其引入（{row.evidence}）"
    asked = row.requested.rpartition(":")[2]
    if row.evidence != "export" or row.archive or not asked or asked == row.version:
        return f"dependency ({row.evidence})", f"依赖（{row.evidence}）"
    return f"dependency ({row.evidence}; asked for as {asked})", f"依赖（{row.evidence}；声明为 {asked}）"


def _trace(row: Dependency, first_use: Position | None) -> tuple[Hop, ...]:
    """Where it is declared, where its version stands if that is elsewhere, and where the code first uses it."""
    name = coordinate(row)
    declared = row.declared_at or row.position
    places = [(declared, *_noted(row))]
    version = row.version_at or row.position
    if version != declared:
        places.append((version, "version", "版本"))
    if first_use is not None:
        places.append((first_use, "first use in the code", "代码中首次使用"))
    return tuple(Hop(at.path, at.line, at.column, name, en, zh) for at, en, zh in places)
