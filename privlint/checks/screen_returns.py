"""What runs each time the user comes back to a screen."""

from __future__ import annotations

from privlint.checks.context import Context
from privlint.consent.model import Entry


def is_return(context: Context, entry: Entry) -> bool:
    """Whether a screen, or a part of one, runs something by itself on each return to it."""
    is_screen = entry.component in ("activity", "fragment") and entry.method in context.catalogue.screen_returns
    return is_screen and entry.trigger == "automatic"
