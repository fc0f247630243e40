"""The day of a run."""

from __future__ import annotations

import datetime
import os


def today() -> datetime.date:
    """The day of the report, in UTC; reproducible builds set it (SOURCE_DATE_EPOCH)."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return datetime.datetime.fromtimestamp(min(int(given[:12]), 2**33), datetime.timezone.utc).date()
    return datetime.datetime.now(datetime.timezone.utc).date()
