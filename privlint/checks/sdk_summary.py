"""The SDKs of an application: version, evidence, first use, and whether they run before consent."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from privlint.checks.context import Context
from privlint.checks.wording import name_of
from privlint.findings import NO_BUILD_FILE, ConsentState, Finding, SdkUse
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.notice_queries import namings
from privlint.workspace.model import Dependency

_TELL_OF_SDKS = ("PRV101", "PRV104", "PRV109")  # rules by which an SDK is said to run before consent
_EVIDENCE = ("export", "lock", "declared")


class _Origin(NamedTuple):
    version: str
    evidence: str
    path: str
    line: int


def sdk_uses(context: Context, findings: Sequence[Finding], rules: Container[str]) -> list[SdkUse]:
    """One for each SDK, in the order of their names; `findings` are those of the application, `rules` the codes of the
    rules that ran."""
    is_checked = all(code in rules for code in _TELL_OF_SDKS)
    origins = _origins(context, findings)
    found = [finding for finding in findings if finding.code.startswith("PRV1")]
    notices = _notices(context.catalogue) if origins else {}
    uses = []
    for id, origin in origins.items():
        sdk = context.sdk(id)
        if sdk is None:
            continue
        first_use = context.words.first_import(sdk.packages)
        triggers = {finding.trigger for finding in found if finding.sdk == id}
        state: ConsentState = "before" if "automatic" in triggers else "maybe" if triggers else "later"
        if state == "later" and first_use is None:
            state = "unused"
        elif state == "later" and not is_checked:
            state = "unchecked"
        at = f"{first_use.path}:{first_use.line}" if first_use is not None else ""
        uses.append(
            SdkUse(
                id=id,
                name=name_of(sdk),
                application=context.application.path,
                version=origin.version,
                evidence=origin.evidence,
                path=origin.path,
                line=origin.line,
                first_use=at,
                state=state,
                notices=tuple(notices.get(id, ())),
            )
        )
    return sorted(uses, key=lambda use: (use.name.en.casefold(), use.id))


def _origins(context: Context, findings: Iterable[Finding]) -> dict[str, _Origin]:
    """What tells of each SDK: the dependency of which most is known, else the first finding about it."""
    rows: dict[str, list[Dependency]] = {}
    for row in context.build.dependencies:
        rows.setdefault(context.sdk_of(row), []).append(row)
    origins: dict[str, _Origin] = {}
    for id, dependencies in rows.items():
        best = min(dependencies, key=lambda row: (not row.version, _EVIDENCE.index(row.evidence)))
        origins[id] = _Origin(best.version or "", best.evidence, best.position.path, best.position.line)
    for finding in sorted(findings, key=Finding.order):
        if finding.sdk:
            origins.setdefault(finding.sdk, _Origin("", NO_BUILD_FILE, finding.path, finding.line))
    return origins


def _notices(catalogue: Catalogue) -> dict[str, dict[str, None]]:
    """The notices that name each SDK, or a part of it, for Android; the newest first."""
    found: dict[str, dict[str, None]] = {}
    for naming in namings(catalogue):
        if naming.product is not None and naming.product.sdk and naming.row.platform != "ios":
            found.setdefault(naming.product.sdk, {})[naming.notice.id] = None
    return found
