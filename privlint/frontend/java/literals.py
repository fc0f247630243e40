"""Values of Java literals: unescaped strings, numbers as decimal text."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(u+[0-9a-fA-F]{4}|[0-3]?[0-7]{1,2}|\r\n|.)", re.DOTALL)
_SIMPLE = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "s": " ", "\n": "", "\r\n": "", "\r": ""}
_SURROGATE = re.compile("[\ud800-\udfff]")
# Longer numbers are no legal Java, and Python refuses to print very long ones.
_LONGEST_NUMBER = 80


def _replace_escape(match: re.Match[str]) -> str:
    escape = match.group(1)
    if escape[0] == "u" and len(escape) > 1:
        return chr(int(escape[-4:], 16))
    if escape[0] in "01234567":
        return chr(int(escape, 8))
    return _SIMPLE.get(escape, escape)


def unescape(text: str) -> str:
    """The text with Java escapes replaced. Lone surrogates, which no encoder takes, become U+FFFD."""
    text = _ESCAPE.sub(_replace_escape, text)
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def string_value(literal: str) -> str:
    """The value of a string literal or text block, quotes included in `literal`."""
    if literal.startswith('"""'):
        return unescape(_strip_indentation(literal[3:].removesuffix('"""')))
    text = literal[1:].removesuffix('"')
    return unescape(text) if "\\" in text else text


def _strip_indentation(block: str) -> str:
    """A text block without its opening line break, common indentation and trailing blanks."""
    lines = block.replace("\r\n", "\n").split("\n")[1:]
    significant = [line for line in lines[:-1] if line.strip()] + lines[-1:]
    indentation = min((len(line) - len(line.lstrip()) for line in significant), default=0)
    return "\n".join(line[indentation:].rstrip() for line in lines)


def character_value(literal: str) -> str:
    """The value of a character literal, quotes included in `literal`."""
    text = literal[1:].removesuffix("'")
    return unescape(text) if "\\" in text else text


def integer_value(literal: str) -> str:
    """The value of an integer literal as decimal text; the literal itself if it has none."""
    if literal.isdigit() and (literal[0] != "0" or literal == "0"):
        return literal
    digits = literal.replace("_", "").rstrip("lL")
    if len(digits) > _LONGEST_NUMBER:
        return digits
    octal = len(digits) > 1 and digits[0] == "0" and digits.isdigit()
    try:
        return str(int(digits, 8 if octal else 0))
    except ValueError:
        return digits


def float_value(literal: str) -> str:
    """The text of a floating-point literal without separators and suffix."""
    text = literal.replace("_", "")
    return text if text[:2] in ("0x", "0X") else text.rstrip("fFdD")
