"""The SDKs of an application, and whether its privacy policies name them."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks.context import Context
from privlint.knowledge.model import Sdk
from privlint.workspace.model import Dependency


def packaged_sdks(context: Context) -> Iterator[tuple[Sdk, Dependency]]:
    """Those that take data to others, each with the first dependency that brings it."""
    seen: set[str] = set()
    for row in context.build.dependencies:
        sdk = context.sdk(context.sdk_of(row))
        if sdk is not None and sdk.shares_data and sdk.id not in seen:
            seen.add(sdk.id)
            yield sdk, row


def is_named(context: Context, sdk: Sdk, row: Dependency) -> bool:
    """Whether a policy has the SDK or its vendor by one of the names that people use, or its package or coordinate."""
    names = sdk.names or (sdk.name_en, sdk.name_zh, sdk.vendor)
    words = tuple(filter(None, (*names, *sdk.packages, row.group)))
    return any(policy.mentions(words) for policy in context.policies.texts)
