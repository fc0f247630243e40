"""Rewrites for Kotlin that the grammar lacks.

Each keeps the length of the text, and replaces what the grammar cannot read by something that it
can, with the same structure. `parsing` tries them on broken files only and keeps those that help.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_NOT_A_LINE_BREAK = re.compile(rb"[^\r\n]")

_SOFT_KEYWORDS = (
    rb"(?:open|override|infix|inner|data|operator|annotation|external|enum|sealed|tailrec|inline|noinline|crossinline"
    rb"|lateinit|vararg|value|companion|abstract|final|suspend|out|const|reified|expect|actual|public|private"
    rb"|internal|protected)"
)
_PARENTHESES = rb"\([^()]*(?:\([^()]*\)[^()]*)*\)"
_DECLARATION = rb"(?:class|fun|val|var|interface|object|constructor)"


def blank(text: bytes) -> bytes:
    """Spaces of the same length; line breaks stay."""
    return _NOT_A_LINE_BREAK.sub(b" ", text)


def _blank(match: re.Match[bytes]) -> bytes:
    return blank(match[0])


def _blank_condition(match: re.Match[bytes]) -> bytes:
    start, end = match.start("guard") - match.start(), match.end("guard") - match.start()
    text = match[0]
    return text[:start] + blank(text[start:end]) + text[end:]


def _blank_rest(match: re.Match[bytes]) -> bytes:
    return match["keep"] + blank(match[0][len(match["keep"]) :])


def _join_lines(match: re.Match[bytes]) -> bytes:
    keep = match["keep"]
    return keep + b" " * (len(match[0]) - len(keep))


def _move_at_sign(match: re.Match[bytes]) -> bytes:
    return b" " * (len(match[0]) - 1) + b"@"


def _rename(match: re.Match[bytes]) -> bytes:
    return match[0][:-1] + b"_"


def _end_statement(match: re.Match[bytes]) -> bytes:
    return b";"


#: An annotation up to its arguments, parentheses, and what may hold others: texts, characters, comments. What does not
#: end goes to the end of the file, so that looking for an end is never done twice.
_TOKEN = re.compile(
    rb'@[\w.:]+\(|[()]|"""(?:[^"]|"{1,2}(?!"))*(?:"""|\Z)|"(?:[^"\\\n]|\\.)*"'
    rb"|'(?:[^'\\\n]|\\.)*'|//[^\n]*|/\*(?s:.*?)(?:\*/|\Z)"
)


def _without_parentheses_in_texts(file: re.Match[bytes]) -> bytes:
    """Below a property, where an accessor may stand, the grammar takes `)` in a text for the end of an annotation."""
    source = file[0]
    parts, done, depth = [], 0, 0
    for match in _TOKEN.finditer(source):
        token = match[0]
        if token[:1] == b"@" or (depth and token == b"("):
            depth += 1
        elif depth and token == b")":
            depth -= 1
        elif depth and token[:1] == b'"' and b")" in token:
            parts += [source[done : match.start()], token.replace(b")", b"_")]
            done = match.end()
    return b"".join([*parts, source[done:]])


class Rule(NamedTuple):
    """A rewrite: every match of `pattern` is replaced by `replace`."""

    name: str
    pattern: re.Pattern[bytes]
    replace: Callable[[re.Match[bytes]], bytes]

    def apply(self, text: bytes) -> tuple[bytes, list[tuple[int, int]]]:
        """The rewritten text, and the ranges of when-guard conditions that it lacks."""
        if "condition" not in self.pattern.groupindex:
            return self.pattern.sub(self.replace, text), []
        guards = [match.span("condition") for match in self.pattern.finditer(text)]
        return self.pattern.sub(self.replace, text), guards


def _rule(name: str, pattern: bytes, replace: Callable[[re.Match[bytes]], bytes] = _blank) -> Rule:
    return Rule(name, re.compile(pattern, re.MULTILINE), replace)


RULES = (
    _rule("multi-dollar string", rb'\$\$+(?=")'),
    _rule("context parameters", rb"^[ \t]*context[ \t]*" + _PARENTHESES),
    _rule(
        "soft keyword called",
        rb"(?<![\w@`])" + _SOFT_KEYWORDS + rb"(?=[ \t]*\()(?![ \t]*\([^)]*\)[ \t]*(?:->|" + _DECLARATION + rb"\b))",
        _rename,
    ),
    _rule(
        "soft keyword called",
        rb"(?<![\w@`])(?!suspend\b)" + _SOFT_KEYWORDS + rb"(?=<[A-Z][\w.<>?, *]*>[ \t]*[({]|[ \t]*\{)",
        _rename,
    ),
    _rule(
        "soft keyword as a name",
        rb"(?<=[.(,=+\-> ])(?:open|infix|inner|data|operator|value|final|external|enum|sealed|suffix|annotation)"
        rb"(?=\s*(?:[),.:+]|=[^=]|->|\?\.))",
        _rename,
    ),
    _rule("parenthesis in a text", rb"\A(?s:.+)", _without_parentheses_in_texts),
    _rule("suspend lambda", rb"\bsuspend(?=\s*\{)"),
    _rule("when guard", rb"\belse\s+(?P<guard>if\b(?P<condition>[^{}\n;]*?))->", _blank_condition),
    _rule(
        "when guard",
        rb"^\s*(?:!?is\s+[\w.<>*?, ]+?|[\w.:\"]+)\s+(?P<guard>if\b(?P<condition>[^{}\n]*?))->",
        _blank_condition,
    ),
    _rule("annotated accessor", rb"@[A-Z]\w*(?:\([^()]*\))?(?=\s*(?:@\w+\s*)*\b(?:get|set)\b\s*\()"),
    _rule("annotation target", rb"@(?:get|set|field|param|property):(?=\w)", _move_at_sign),
    _rule("comment after an annotation", rb"(?P<keep>@\w+(?:\([^()\n]*\))?[ \t]*)//[^\n]*", _blank_rest),
    _rule("annotated type", rb"(?<=[:<,(])\s*@[A-Z]\w*(?=\s+(?:\(?\s*)?[\w.<>?]*\s*\.?\(|\s+\(\()"),
    _rule("trailing comma in type arguments", rb",(?=\s*>)"),
    _rule("trailing comma in brackets", rb",(?=\s*\])"),
    _rule("vararg property", rb"\bvararg(?=\s+(?:(?:private|internal|protected)\s+)?va[lr]\b)"),
    _rule("vararg property", rb"(?<=private )vararg(?=\s+va[lr])"),
    _rule(
        "annotated constructor",
        rb"(?P<keep>)@\w+(?:\([^()]*\))?[ \t]*\r?\n\s*(?:(?:internal|private|protected|public)\s+)?(?=constructor\b)",
        _join_lines,
    ),
    _rule(
        "explicit backing field",
        rb"(?<=\n)(?P<keep>[ \t]*(?:[\w@]+[ \t]+)*va[lr][ \t]+\w+[ \t]*:[^=\n{}]+\n[ \t]*)field\b[^=\n]*(?==[^=])",
        _blank_rest,
    ),
    _rule("comment before a constructor", rb"(?P<keep>\bclass\s+\w+)\s*/\*[^()]*?\*/\s*(?=\()", _join_lines),
    _rule("call of get or set", rb"^[ \t]+[gs]et(?=[ \t]*\((?!\s*\))(?:[^()\n]|\([^()\n]*\))*\)[ \t]*\r?$)", _rename),
    _rule("type arguments before a lambda", rb"(?<=\w)<[A-Z][\w.<>?, *]*>(?=\s*\{)"),
    _rule("one-line body", rb"(?<=[^\s{;]) (?=\}[ \t}),;]*(?://[^\n]*)?\r?$)", _end_statement),
)
