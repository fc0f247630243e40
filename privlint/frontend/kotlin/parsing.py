"""Kotlin bytes -> syntax tree, as whole as can be had.

Rewrites (see `repairs`) and the blanking of delegates keep every byte offset, so positions and names are always read
from the original text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from tree_sitter import Node, Parser, Tree

from privlint.frontend.facts import Lost
from privlint.frontend.kotlin.detached import find_detached, read_detached
from privlint.frontend.kotlin.repairs import RULES, Rule, blank
from privlint.frontend.kotlin.syntax import LANGUAGE, Syntax

_parser = Parser(LANGUAGE)

_NOT_ASCII_AS_QUESTION_MARK = bytes(range(128)) + b"?" * 128

#: Perhaps a delegate, after which a class body was read as a trailing lambda.
_DELEGATE = re.compile(rb"by(?<=\sby)\s(?!\s*lazy\b)")
#: Delegates nested in bodies that were misread show only after the outer ones are blanked.
_DELEGATE_ROUNDS = 4
#: More than any real file has; finding the parent of a node costs its depth.
_MAX_DELEGATES = 500
#: Annotations inside types that were misread show only after those outside are taken out.
_ANNOTATION_ROUNDS = 4

#: How many lines to give up, one after the other, for the sake of the rest of a file.
_MAX_BLANKED_LINES = 8
_NOT_SPACE = re.compile(rb"\S")

#: Children of a broken node that were read all the same.
_WHOLE = frozenset(
    "package_header import class_declaration object_declaration companion_object function_declaration "
    "property_declaration secondary_constructor anonymous_initializer type_alias call_expression assignment "
    "if_expression when_expression line_comment block_comment file_annotation enum_entry".split()
)


@dataclass
class Parsed:
    """A syntax tree and what had to be done to get it."""

    source: bytes  # the original text; offsets of nodes are offsets in it
    root: Node
    tree: Tree | None  # that of `root`; None after repairs
    repairs: tuple[str, ...] = ()
    when_guards: list[tuple[int, int]] = field(default_factory=list)  # conditions of `is A if c ->`, blanked
    delegates: dict[int, Node] = field(default_factory=dict)  # `I by d`: start of `I` -> expression d
    annotations: dict[int, list[Syntax]] = field(default_factory=dict)  # start of a declaration -> those it lacks
    blanked_lines: list[int] = field(default_factory=list)
    lost: tuple[Lost, ...] = ()

    @property
    def is_rewritten(self) -> bool:
        """Whether the tree is one of another text."""
        return bool(self.repairs or self.annotations or self.delegates or self.blanked_lines)


def parse(source: bytes) -> Parsed:
    """The tree of a file; `source` may be any bytes. A UTF-16 file is read as the UTF-8 of the same text."""
    source = _as_utf8(source)
    tree = _parser.parse(source)
    parsed = Parsed(source, tree.root_node, tree)
    text = _restore(source, parsed)
    if parsed.root.has_error:
        _restore(_repair(text, parsed), parsed)
    if parsed.root.has_error or parsed.blanked_lines:
        parsed.lost = _lost(parsed, source)
    return parsed


def _as_utf8(source: bytes) -> bytes:
    """Valid UTF-8: UTF-16 is converted; in other encodings each byte that is no ASCII becomes "?"."""
    if source[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return source.decode("utf-16", "replace").encode()
    try:
        source.decode()
    except UnicodeDecodeError:
        return source.translate(_NOT_ASCII_AS_QUESTION_MARK)
    return source


def parse_part(source: bytes, start: int, end: int) -> Node:
    """The tree of `source[start:end]` alone, at the same offsets."""
    return _parser.parse(blank(source[:start]) + source[start:end]).root_node


def _repair(text: bytes, parsed: Parsed) -> bytes:
    """Applies every rewrite that makes the tree of `text` less broken; returns the rewritten text."""
    one_by_one = _apply(text, parsed.root, RULES, each_must_help=True)
    best = one_by_one
    if best.score:  # perhaps no rewrite helps alone: one broken node may span several constructs
        together = _apply(text, parsed.root, RULES, each_must_help=False)
        best = together if together.score < best.score else best
    for _ in range(_MAX_BLANKED_LINES):
        shorter = _without_failing_line(best)
        if shorter is None:
            break
        best = shorter
    parsed.tree = None
    parsed.blanked_lines = best.blanked_lines
    parsed.root, parsed.repairs, parsed.when_guards = best.root, tuple(dict.fromkeys(best.used)), best.when_guards
    return best.text


@dataclass
class _Attempt:
    """A rewritten text and how broken it still is."""

    text: bytes
    root: Node
    score: int
    used: list[str] = field(default_factory=list)
    when_guards: list[tuple[int, int]] = field(default_factory=list)
    blanked_lines: list[int] = field(default_factory=list)


def _without_failing_line(attempt: _Attempt) -> _Attempt | None:
    """The text without the line on which parsing first fails, if that makes it less broken: the grammar may drop
    everything after such a line."""
    broken = _broken(attempt.root)
    if not broken:
        return None
    text, node = attempt.text, broken[0]
    ends = [child.end_byte for child in node.children[-1:]] or [node.start_byte]
    next_token = _NOT_SPACE.search(text, ends[0])
    for at in (next_token.start() if next_token else ends[0], max(ends[0] - 1, 0)):
        start = text.rfind(b"\n", 0, at) + 1
        end = text.find(b"\n", at) if b"\n" in text[at:] else len(text)
        shorter = text[:start] + blank(text[start:end]) + text[end:]
        root = _parser.parse(shorter).root_node
        score = _error_score(root)
        if score < attempt.score:
            lines = [*attempt.blanked_lines, text.count(b"\n", 0, start) + 1]
            return _Attempt(shorter, root, score, attempt.used, attempt.when_guards, lines)
    return None


def _apply(text: bytes, root: Node, rules: Iterable[Rule], each_must_help: bool) -> _Attempt:
    """Applies rules in order, until nothing is broken."""
    attempt = _Attempt(text, root, _error_score(root))
    for rule in rules:
        rewritten, guards = rule.apply(attempt.text)
        if rewritten == attempt.text:
            continue
        candidate = _parser.parse(rewritten).root_node
        score = _error_score(candidate)
        if score < attempt.score or not each_must_help:
            attempt = _Attempt(rewritten, candidate, score, [*attempt.used, rule.name], [*attempt.when_guards, *guards])
        if not attempt.score:
            break
    return attempt


def _error_score(root: Node) -> int:
    """How much of a tree is broken: bytes inside broken nodes plus their number."""
    score = 0
    for node in _broken(root):
        score += node.end_byte - node.start_byte + 1
    return score


def _broken(root: Node) -> list[Node]:
    """ERROR and MISSING nodes, outermost only, in source order."""
    found = []
    pending = [root]
    while pending:
        node = pending.pop()
        if node.is_error or node.is_missing:
            found.append(node)
        elif node.has_error:
            pending.extend(reversed(node.children))
    return found


def _lost(parsed: Parsed, source: bytes) -> tuple[Lost, ...]:
    """The lines of broken nodes, less empty ones and those of children that were read whole."""
    lines = set(parsed.blanked_lines)
    pending = _broken(parsed.root)
    while pending:
        node = pending.pop()
        own = set(range(node.start_point[0] + 1, node.end_point[0] + 2))
        for child in node.children:
            if child.type in _WHOLE:
                own -= set(range(child.start_point[0] + 1, child.end_point[0] + 2))
                if child.has_error:
                    pending += _broken(child)
        lines |= own
    texts = source.split(b"\n")
    ranges: list[Lost] = []
    for line in sorted(line for line in lines if texts[line - 1].strip()):
        if ranges and ranges[-1].last_line == line - 1:
            ranges[-1].last_line = line
        else:
            ranges.append(Lost(line, line, "syntax not understood"))
    return tuple(ranges)


def _restore(text: bytes, parsed: Parsed) -> bytes:
    """Puts right what was read wrongly without an error; returns the text that was parsed."""
    text = _restore_class_bodies(_detach_annotations(text, parsed), parsed)
    return _detach_annotations(text, parsed) if parsed.delegates else text


def _detach_annotations(text: bytes, parsed: Parsed) -> bytes:
    """Takes annotations that were read as a prefix of an expression out of the text and parses again; returns the text
    that was parsed."""
    for _ in range(_ANNOTATION_ROUNDS):
        found = find_detached(text, parsed.root)
        if not found:
            break
        parsed.annotations.update(read_detached(text, found))
        text = _reparse(text, [place for ranges in found.values() for place in ranges], parsed)
    return text


def _reparse(text: bytes, blanked: list[tuple[int, int]], parsed: Parsed) -> bytes:
    """Parses the text again without these ranges; returns it. What lies elsewhere is taken over from the present tree,
    unless something is broken: how the parser recovers depends on where it comes from."""
    rewritten = bytearray(text)
    edited: Tree | None = None
    if parsed.tree is not None and not parsed.root.has_error:
        edited = parsed.tree.copy()  # nodes of the tree itself are still in use
    for start, end in blanked:
        rewritten[start:end] = blank(text[start:end])
        if edited is not None:
            last = _point(text, end)
            edited.edit(start, end, end, _point(text, start), last, last)
    text = bytes(rewritten)
    tree = _parser.parse(text, edited) if edited is not None else _parser.parse(text)
    if edited is not None and tree.root_node.has_error:
        tree = _parser.parse(text)
    parsed.tree, parsed.root = tree, tree.root_node
    return text


def _point(text: bytes, at: int) -> tuple[int, int]:
    return (text.count(b"\n", 0, at), at - text.rfind(b"\n", 0, at) - 1)


def _restore_class_bodies(text: bytes, parsed: Parsed) -> bytes:
    """Turns bodies that were read as the trailing lambda of a delegate (`class A : I by d { }`) into class bodies, by
    parsing again without `by d`; returns the text that was parsed."""
    for _ in range(_DELEGATE_ROUNDS):
        candidates = list(islice(_DELEGATE.finditer(text), _MAX_DELEGATES))
        if not candidates:
            break
        blanked = []
        for match in candidates:
            start = match.start()
            keyword = parsed.root.descendant_for_byte_range(start, start + 2)
            delegation = keyword.parent if keyword is not None and keyword.type == "by" else None
            if delegation is None or delegation.type != "explicit_delegation":
                continue
            call = delegation.named_children[-1]
            if call.type != "call_expression" or call.named_children[-1].type != "annotated_lambda":
                continue
            end = call.named_children[-1].start_byte
            blanked.append((start, end))
            parsed.delegates[delegation.start_byte] = call.named_children[0]
        if not blanked:
            break
        text = _reparse(text, blanked, parsed)
    return text
