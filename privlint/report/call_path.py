"""The call path of a finding as a picture: a box for each method, an arrow for each call, the site below."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from privlint.findings import Finding, Hop
from privlint.report.callgraph import api_name
from privlint.report.style import width_of
from privlint.report.web_page import shown

_WIDTH, _BOX, _ARROW, _MARGIN = 320, 30, 38, 6
_CHARACTER = 7.3  # pixels of a column
_LONGEST = int((_WIDTH - 2 * _MARGIN - 16) / _CHARACTER)
_MOST_STEPS = 60  # the middle of a longer path is left out
_TEXT = Markup('<text class="{}" x="{}" y="{}"{}>{}</text>')


def picture(finding: Finding) -> Markup:
    """An SVG of the path of a finding whose trace is one of calls. Colours are those of the style sheet. Readers of
    screens leave it out: the list of steps beside it says the same."""
    hops = finding.trace
    if len(hops) > _MOST_STEPS:
        hops = (*hops[: _MOST_STEPS // 2], *hops[-_MOST_STEPS // 2 :])
    parts: list[Markup] = []
    y = _MARGIN
    for at, hop in enumerate(hops):
        is_site = at == len(hops) - 1
        if at:
            parts += _arrow(hop, y)
            y += _ARROW
        if is_site:
            parts += _box(_site(finding), "site", y)
        else:
            parts += _box(_method(hop.symbol), "entry" if not at else "step", y)
        y += _BOX
    return Markup('<svg class="path" viewBox="0 0 {} {}" width="{}" aria-hidden="true">{}</svg>').format(
        _WIDTH, y + _MARGIN, _WIDTH, Markup("").join(parts)
    )


def _box(text: str, kind: str, y: int) -> Iterator[Markup]:
    radius = 15 if kind == "entry" else 3
    yield Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>').format(
        kind, _MARGIN, y, _WIDTH - 2 * _MARGIN, _BOX, radius
    )
    yield _TEXT.format(f"name {kind}", _WIDTH // 2, y + 19, Markup(' text-anchor="middle"'), _short(text))


def _arrow(hop: Hop, y: int) -> Iterator[Markup]:
    """From the box that ends at `y`, with the place of the call beside it and how it comes about."""
    x = _MARGIN + 18
    end = y + _ARROW
    yield Markup('<path class="arrow" d="M{x},{y}V{line}"/><path class="head" d="M{l},{top}H{r}L{x},{end}z"/>').format(
        x=x, y=y, line=end - 7, l=x - 4, r=x + 4, top=end - 8, end=end
    )
    place = f"{hop.path.rpartition('/')[2]}:{hop.line}"
    baseline = y + (16 if hop.note else 23)
    yield _TEXT.format("place", x + 12, baseline, "", _short(place, 4))
    if hop.note:
        for lang, note in (("en", hop.note), ("zh-CN", hop.note_zh or hop.note)):
            yield _TEXT.format("remark", x + 12, y + 31, Markup(' lang="{}"').format(lang), _short(note, 4))


def _site(finding: Finding) -> str:
    owner, separator, member = api_name(finding.api).partition("#")
    if separator:
        return f"{_class(owner)}.{member}".removesuffix(".<init>")
    return finding.api or _method(finding.symbol)


def _class(qualified: str) -> str:
    """The class with those around it, without the package."""
    parts = qualified.split(".")
    first = next((at for at, part in enumerate(parts) if part[:1].isupper()), len(parts) - 1)
    return ".".join(parts[first:])


def _method(symbol: str) -> str:
    name, brace, code = symbol.partition(" {")
    return f"{'.'.join(name.split('.')[-2:])}{brace}{code}"


def _short(text: str, less: int = 0) -> str:
    """The end of a text that fits: names differ there."""
    text, room = str(shown(text)), _LONGEST - less
    if width_of(text) <= room:
        return text
    while text and width_of(text) > room - 1:
        text = text[1:]
    return f"…{text}"
