"""Did you mean …?"""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the known word that comes closest, "" where none does."""
    from difflib import get_close_matches  # costs start-up time and is needed for typing errors only

    by_folded = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), by_folded, n=1, cutoff=0.6)
    return f"; did you mean '{by_folded[close[0]]}'?" if close else ""
