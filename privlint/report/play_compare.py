"""What a Data safety form that the Play Console has exported says, and where it differs from the code."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

import msgspec

from privlint.findings import Text
from privlint.knowledge.catalogue import Catalogue
from privlint.report.play_form import COLLECTED, COLLECTION_PURPOSE, COLLECTS, HEADER, PlayDraft, usage
from privlint.report.style import Style, wrapped

_MISSING = Text("Not in the form, but in the code:", "代码中有而表单中没有：")
_PURPOSES = Text("Purposes that the form lacks:", "表单中缺少的目的：")
_UNSEEN = Text(
    "In the form, but not seen in the code (servers, what users type in, or no longer true):",
    "表单中有而代码中未见（服务端、用户输入，或已不再收集）：",
)
_READ = Text(
    "In the form, and read by the code of the app itself (that it leaves the device does not show):",
    "表单中有，且由应用自身代码读取（是否传出设备无法看到）：",
)
_OPEN = Text("For you to decide:", "须由您判断：")
_NONE = Text("The form names everything that the code shows.", "代码所示内容表单均已列明。")
_COUNT = Text(
    "{} kinds of data agree, {} are missing in the form, {} are read by the app itself, {} are not seen in the code",
    "{} 类一致，{} 类表单缺少，{} 类由应用自身读取，{} 类代码未见",
)


class FormError(Exception):
    """A file that is no export of the form; its text says where and what."""


class FormDifference(msgspec.Struct, gc=False, frozen=True):
    """Ids of kinds of data, and of purposes by kind."""

    agreed: tuple[str, ...]
    missing: tuple[str, ...]
    read: tuple[str, ...]  # that the app's own code reads
    unseen: tuple[str, ...]
    purposes: tuple[tuple[str, str], ...]


def read_form(lines: Iterable[str]) -> dict[tuple[str, str], str]:
    """The answers of an exported form, by question and response; blank ones are left out. Columns are found by their
    names, as the Console writes them in every language. Raises FormError."""
    reader = csv.reader(lines, strict=True)
    try:
        head = next(reader, [])
        columns = [head.index(name) for name in HEADER[:3]]
        answers: dict[tuple[str, str], str] = {}
        for row in reader:
            if not row:
                continue
            if len(row) <= max(columns):
                raise FormError(f"line {reader.line_num}: {len(row)} columns, expected {len(HEADER)}")
            question, response, value = (row[column].strip() for column in columns)
            if value:
                answers[question, response] = value.lower() if value.lower() in ("true", "false") else value
    except ValueError:
        raise FormError(f"line 1: expected the columns {', '.join(HEADER[:3])}") from None
    except csv.Error as error:
        raise FormError(f"line {reader.line_num}: {error}") from None
    return answers


def difference(draft: PlayDraft, form: dict[tuple[str, str], str], catalogue: Catalogue) -> FormDifference:
    """Where the code and a form differ. Blank answers of the draft say nothing."""
    ours = [kind.id for kind in catalogue.play_types if (kind.category, kind.id) in draft.answers]
    theirs = {kind.id for kind in catalogue.play_types if form.get((kind.category, kind.id)) == "true"}
    if form.get((COLLECTS, "")) == "false":
        theirs = set()
    collected = {id for id in theirs if form.get((usage(id, COLLECTED[0]), COLLECTED[1])) == "true"}
    agreed = [id for id in ours if id in collected]
    purposes = [
        (id, purpose.id)
        for id in agreed
        for purpose in catalogue.play_purposes
        if (usage(id, COLLECTION_PURPOSE), purpose.id) in draft.answers
        and form.get((usage(id, COLLECTION_PURPOSE), purpose.id)) != "true"
    ]
    others = [kind.id for kind in catalogue.play_types if kind.id in theirs and kind.id not in ours]
    return FormDifference(
        agreed=tuple(agreed),
        missing=tuple(id for id in ours if id not in collected),
        read=tuple(id for id in others if id in draft.read),
        unseen=tuple(id for id in others if id not in draft.read),
        purposes=tuple(purposes),
    )


def render_difference(found: FormDifference, draft: PlayDraft, catalogue: Catalogue, style: Style) -> str:
    """For people."""
    kinds = {kind.id: f"{kind.category_name} / {kind.name}" for kind in catalogue.play_types}
    names = {purpose.id: purpose.name for purpose in catalogue.play_purposes}
    lines: list[str] = []
    missing = [(kinds[id], ", ".join(style.say(text) for text in draft.evidence.get(id, ()))) for id in found.missing]
    lines += _section(_MISSING, (f"{name}: {evidence}" for name, evidence in missing), style)
    lines += _section(_PURPOSES, (f"{kinds[id]}: {names[purpose]}" for id, purpose in found.purposes), style)
    lines += _section(_READ, (kinds[id] for id in found.read), style)
    lines += _section(_UNSEEN, (kinds[id] for id in found.unseen), style)
    lines += _section(_OPEN, (style.say(text) for text in draft.open_points), style)
    if not found.missing and not found.purposes:
        lines += [style.clean(style.say(_NONE))]
    count = style.say(_COUNT).format(len(found.agreed), len(found.missing), len(found.read), len(found.unseen))
    return "\n".join([*lines, style.clean(count)]) + "\n"


def _section(title: Text, items: Iterable[str], style: Style) -> Iterator[str]:
    shown = list(items)
    if shown:
        yield style.paint(style.clean(style.say(title)), "bold")
        for item in shown:
            first, *rest = wrapped(style.clean(item), style.width - 4)
            yield f"  - {first}"
            yield from (f"    {line}" for line in rest)
        yield ""
