"""Which uses take personal data at the moment they run."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks.context import Context
from privlint.consent.model import SiteUse

#: What is not taken by one call: content is recorded from a start to an end, a prompt collects nothing.
_NOT_READ = frozenset(
    ("camera", "microphone", "screen_content", "biometric", "keystrokes", "permission_request", "bluetooth")
)
#: Calls that begin a subscription, and read nothing themselves.
_SUBSCRIBES = ("request", "register", "start", "add", "set", "open", "listen", "bind", "stop", "remove")


def collected_uses(context: Context) -> Iterator[SiteUse]:
    """Calls and reads of platform APIs that give strict data."""
    strict = {type.id for type in context.catalogue.data_types if type.is_strict} - _NOT_READ
    for use in context.site_uses:
        site = use.site
        is_strict = site.worth == "strict" and not strict.isdisjoint(site.data_types)
        is_read = site.kind == "api" and site.form == "call" and not site.member.startswith(_SUBSCRIBES)
        if is_strict and is_read and site.verified:
            yield use
