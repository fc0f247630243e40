"""Boxes by which the user agrees, and that are ticked before he ticks them: in layouts, by code, in a composition."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from privlint.consent.conditions import Replays, names_in, view_names
from privlint.consent.graph import AUTOMATIC, Node
from privlint.consent.model import GateDefect, Place
from privlint.consent.operators import truth
from privlint.consent.traces import LevelTraces, place_of, source_text
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body, Op
from privlint.workspace.xml import Element

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.program.source import SourceFile
    from privlint.sources import Sources

_ANDROID: Final = "{http://schemas.android.com/apk/res/android}"
_TICKED: Final = b'checked="true"'
#: Parts of the names of views that can be ticked.
_BOXES: Final = ("check", "switch", "radiobutton", "toggle")
_SETTERS: Final = ("setChecked", "isChecked", "checked")
#: Composables with a `checked` argument.
_COMPOSABLES: Final = ("Checkbox", "Switch", "IconToggleButton")


class TickedBoxes:
    """Looks for them in what a run has reached, and in the layouts that code mentions."""

    def __init__(self, engine: Engine, sources: Sources, traces: LevelTraces) -> None:
        self._engine = engine
        self._sources = sources
        self._traces = traces
        self._tables = engine.tables
        self._words = engine.tables.vocabulary
        self._replays = Replays(engine)
        self._automatic = [node for node in engine.nodes.values() if traces.reach(node, AUTOMATIC)]

    def defects(self) -> Iterator[GateDefect]:
        """All that are found."""
        yield from self._in_layouts()
        for node in self._automatic:
            for position, op in enumerate(node.body.ops):
                if op.kind == facts.CALL and op.name in _COMPOSABLES:
                    yield from self._composed(node, position)
                elif op.name in _SETTERS and op.kind in (facts.CALL, facts.STORE_MEMBER):
                    yield from self._set(node, position)

    # Layouts

    def _in_layouts(self) -> Iterator[GateDefect]:
        for path, root in self._tables.layouts.documents_with(_TICKED):
            layout = posixpath.splitext(posixpath.basename(path))[0]
            for element, beside in _boxes(root):
                view = element.attributes.get(_ANDROID + "id", "").rpartition("/")[2]
                if not self._is_agreement((view, *self._labels(element), *self._beside(beside))):
                    continue
                shown = self._shown(layout)
                if (shown is not None or self._is_used(layout)) and not self._is_unticked(view):
                    yield self._in_layout(path, element, view, shown)

    def _in_layout(self, path: str, element: Element, view: str, shown: tuple[Node, int] | None) -> GateDefect:
        end = element.column + len(element.tag) + 1
        place = Place(path, element.line, element.column, element.line, end, "")
        call = f"<{element.tag} {view}"
        if shown is None:
            return GateDefect("ticked", place, call, view, "user", ())
        return GateDefect("ticked", place, call, view, "automatic", self._traces.hops(*shown))

    def _labels(self, element: Element) -> list[str]:
        names = ("text", "contentDescription")
        return [self._tables.layouts.resolved(element.attributes.get(_ANDROID + name, "")) for name in names]

    def _beside(self, elements: Iterable[Element]) -> list[str]:
        return [label for element in elements for label in self._labels(element)]

    def _is_agreement(self, texts: Iterable[str]) -> bool:
        return any(text and self._words.is_agreement(text) for text in texts)

    def _shown(self, layout: str) -> tuple[Node, int] | None:
        """Where code that runs by itself mentions a layout."""
        for node in self._automatic:
            for position, op in enumerate(node.body.ops):
                if op.kind == facts.MEMBER and op.name == layout and node.body.ops[op.receiver].name == "layout":
                    return node, position
                if op.kind == facts.NAME and self._tables.layouts.layout_of_binding(op.name) == layout:
                    return node, position
        return None

    def _is_used(self, layout: str) -> bool:
        binding = self._tables.layouts.binding_of_layout(layout)
        return self._tables.program.mentions(layout, binding)

    def _is_unticked(self, view: str) -> bool:
        """Whether code, other than what the user starts, takes the tick away again."""
        if not view:
            return False
        for file in self._tables.program.files_with_any(view, _property(view)):
            for index in file.bodies_with(*_SETTERS):
                body = file.body(index)
                for op in body.ops if body.parent == NONE else ():
                    is_off = op.name in _SETTERS and op.receiver != NONE and _given(body, op) == "false"
                    if is_off and not {view, _property(view)}.isdisjoint(view_names(file, body, op.receiver)):
                        return True
        return False

    # Code

    def _set(self, node: Node, position: int) -> Iterator[GateDefect]:
        """`box.setChecked(true)`, `box.isChecked = true`."""
        op = node.body.ops[position]
        if op.receiver == NONE or _given(node.body, op) != "true" or not self._replays.of(node).has_run[position]:
            return
        names = view_names(node.file, node.body, op.receiver)
        labels = [self._tables.layouts.label(name) for name in names]
        if self._is_agreement((*names, *labels)):
            flag = next((name for name in names if self._words.is_agreement(name)), names[-1])
            yield self._in_code(node, position, flag)

    def _composed(self, node: Node, position: int) -> Iterator[GateDefect]:
        """`Checkbox(checked = agreed, …)` of a state that starts as true."""
        op = node.body.ops[position]
        at = op.arg_names.index("checked") if "checked" in op.arg_names else 0
        activation = self._replays.of(node)
        if not activation.has_run[position] or len(op.args) <= at or op.args[at] == NONE:
            return
        if truth(activation.values[op.args[at]]) is not True:
            return
        names = names_in(node.file, node.body, op.args[at])
        boxes = [item for item in node.body.ops if item.kind == facts.CALL and item.name in _COMPOSABLES]
        texts = list(self._texts(node.file, node.body)) if len(boxes) == 1 else []
        if self._is_agreement((*names, *texts)):
            yield self._in_code(node, position, names[0] if names else "")

    def _texts(self, file: SourceFile, body: Body) -> Iterator[str]:
        """The texts that code of a composition shows."""
        for op in body.ops:
            if op.kind == facts.CONST and op.type == "string":
                yield op.name
            elif op.kind == facts.MEMBER and op.receiver != NONE and body.ops[op.receiver].name == "string":
                yield self._tables.texts.of(op.name) or op.name

    def _in_code(self, node: Node, position: int, flag: str) -> GateDefect:
        place = place_of(node, position)
        trace = self._traces.hops(node, position)
        return GateDefect("ticked", place, source_text(self._sources, place), flag, "automatic", trace)


def _boxes(root: Element) -> Iterator[tuple[Element, list[Element]]]:
    """The boxes that are ticked, each with what stands beside it if it is the only box there."""
    pending = [root]
    while pending:
        parent = pending.pop()
        pending += reversed(parent.children)
        boxes = [child for child in parent.children if _is_box(child)]
        for box in boxes:
            if box.attributes.get(_ANDROID + "checked") == "true":
                yield box, [child for child in parent.children if child is not box] if len(boxes) == 1 else []


def _is_box(element: Element) -> bool:
    name = element.tag.rpartition(".")[2].lower()
    return any(part in name for part in _BOXES)


def _given(body: Body, op: Op) -> str:
    """The literal that a setter is given, "" if it is given anything else."""
    value = body.ops[op.args[0]] if op.args and op.args[0] != NONE else None
    return value.name if value is not None and value.kind == facts.CONST and value.type == "bool" else ""


def _property(view: str) -> str:
    """The property of a view in a binding class: `cbAgree` of `cb_agree`."""
    first, *rest = view.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)
