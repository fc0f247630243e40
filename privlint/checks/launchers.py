"""Which screens open the app."""

from __future__ import annotations

from privlint.checks.context import Context


def launchers(context: Context) -> frozenset[str]:
    """The classes of the activities that a launcher shows."""
    return frozenset(
        component.target or component.name
        for variant in context.application.variants
        for component in variant.manifest.components
        if component.is_launcher
    )
