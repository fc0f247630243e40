"""The day of a run."""

from __future__ import annotations

import datetime
import os
from typing import Final

#: Three notices of a series that appears every five weeks are missing by then.
_MOST_DAYS: Final = 120


def excessive_age(date: str) -> int:
    """How many days old a catalogue of a date is, 0 while it is not too old."""
    days = (today() - datetime.date.fromisoformat(date)).days
    return days if days > _MOST_DAYS else 0


def today() -> datetime.date:
    """The day of the report, in UTC; reproducible builds set it (SOURCE_DATE_EPOCH)."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return datetime.datetime.fromtimestamp(min(int(given[:12]), 2**33), datetime.timezone.utc).date()
    return datetime.datetime.now(datetime.timezone.utc).date()
