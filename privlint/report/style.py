"""How text looks: language, colours, width, and what the receiving end can show."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from privlint.findings import Text

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_IN_ASCII = {"…": "...", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "→": "->", "×": "x", "·": "*"}
_COLORS = {"red": "31", "yellow": "33", "cyan": "36", "blue": "34", "bold": "1", "dim": "2"}


class Style(msgspec.Struct, frozen=True):
    """Settings of text output; the defaults suit files."""

    lang: str = "en"
    color: bool = False
    width: int = 100
    encoding: str = "utf-8"

    @property
    def is_unicode(self) -> bool:
        """Whether every character can be shown."""
        return self.encoding.lower().replace("-", "").replace("_", "") in ("utf8", "utf16", "utf32", "cp65001")

    def say(self, text: Text) -> str:
        """The text in the language of the output."""
        return text.zh if self.lang == "zh" else text.en

    def clean(self, text: str) -> str:
        """The text without terminal controls and without characters that the encoding lacks.

        Names and lines come from the repository under test: an escape sequence in them must not reach the terminal."""
        text = _CONTROLS.sub("?", text.replace("\n", "\\n").replace("\r", "\\r"))
        if not self.is_unicode:
            text = "".join(self._spelt(character) for character in text)
        return text.encode(self.encoding, "replace").decode(self.encoding)

    def _spelt(self, character: str) -> str:
        """A sign in characters of ASCII, where the encoding lacks it and there is a usual way."""
        if character not in _IN_ASCII or character == character.encode(self.encoding, "ignore").decode(self.encoding):
            return character
        return _IN_ASCII[character]

    def paint(self, text: str, *styles: str) -> str:
        """The text in colours, where there are colours."""
        if not self.color or not text:
            return text
        return f"\x1b[{';'.join(_COLORS[style] for style in styles)}m{text}\x1b[0m"


def plain(text: str) -> str:
    """The text without terminal controls and half characters, for formats that are always UTF-8."""
    return _UTF_8.clean(text)


def cut(text: str, length: int) -> str:
    """The text, or its beginning with an ellipsis where it is longer."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


_UTF_8 = Style()


def width_of(text: str) -> int:
    """The columns that a text takes on a terminal: wide East Asian characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns; breaks at spaces and between wide characters."""
    lines: list[str] = []
    line, used = "", 0
    for word in _words(text):
        size = width_of(word)
        if used and used + width_of(word.rstrip()) > width:
            lines.append(line.rstrip())
            line, used = "", 0
        line, used = line + word, used + size
    lines.append(line.rstrip())
    return lines


#: Punctuation that may not begin a line.
_CLOSING = "，。；：、！？）】》”’,.;:!?)"
_WORD = re.compile(r"\S+\s*|\s+")


def _words(text: str) -> list[str]:
    words: list[str] = []
    for word in _WORD.findall(text):
        start = 0
        for at in range(1, len(word)):
            is_break = (_width(word[at]) == 2 or _width(word[at - 1]) == 2) and word[at] not in _CLOSING
            if is_break and not word[at].isspace():
                words.append(word[start:at])
                start = at
        words.append(word[start:])
    return words
