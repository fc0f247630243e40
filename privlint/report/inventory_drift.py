"""Whether a committed list still says what the code does. Lines that only moved are no difference."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from privlint.inventory import Inventory
from privlint.report.style import Style

_JSON_LINE = re.compile(r'"line": \d+')


def drift(committed: str, renders: Iterable[str], inventory: Inventory, name: str, style: Style) -> str:
    """The unified diff from a committed list to the nearest of several renderings (its language need not be said), ""
    if one of them says the same."""
    paths = sorted({re.escape(path) for path in _paths(inventory)}, key=len, reverse=True)
    places = re.compile(rf"({'|'.join(paths)}):\d+") if paths else None

    def without_lines(text: str) -> str:
        text = _JSON_LINE.sub('"line": 0', text.removeprefix("\ufeff").replace("\r\n", "\n"))
        return places.sub(r"\1", text.replace("\\_", "_")) if places is not None else text

    wanted = without_lines(committed)
    best: list[str] = []
    for render in renders:
        if without_lines(render) == wanted:
            return ""
        old, new = committed.removeprefix("\ufeff").splitlines(), render.splitlines()
        lines = list(difflib.unified_diff(old, new, name, f"{name} (by the code)", lineterm=""))
        if not best or len(lines) < len(best):
            best = lines
    return "".join(f"{style.clean(line)}\n" for line in best)


def _paths(inventory: Inventory) -> Iterator[str]:
    """The paths that stand in the lists."""
    for application in inventory.applications:
        for collected in application.collected:
            yield from (place.path for place in collected.places)
        for shared in application.shared:
            yield from (item.path for item in shared.brought)
            yield from (at.rpartition(":")[0] for at in (shared.first_use, shared.use_at) if at)
        yield from (item.path for item in application.libraries)
        yield from (gap.at.rpartition(":")[0] for gap in application.gaps if gap.at)
