"""Damaged inputs, made from the example apps. The same seed gives the same damage."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from support import EXAMPLES

#: Files to damage, by what reads them.
LANGUAGES = {
    "java": "**/*.java",
    "kotlin": "**/src/**/*.kt",
    "xml": "**/*.xml",
    "gradle": "**/*.gradle*",
    "toml": "**/*.toml",
}
#: Resources that no running code of the examples asks for: privlint does not open them, so nothing of them is lost.
UNREAD = ("activity_main.xml", "strings.xml")
DEPTHS = (300, 3_000, 30_000)


@dataclass(frozen=True)
class Mutation:
    """One damaged file of one app. `app` and `path` (relative to the app) say where it belongs."""

    app: str
    path: str
    language: str
    kind: str
    seed: int
    data: bytes

    def __str__(self) -> str:
        return f"{self.app}-{Path(self.path).name}-{self.kind}-{self.seed}"


def mutations(count: int) -> Iterator[Mutation]:
    """`count` mutations, spread evenly over languages and kinds of damage."""
    files = {
        language: sorted(path for path in EXAMPLES.glob(pattern) if path.is_file() and path.name not in UNREAD)
        for language, pattern in LANGUAGES.items()
    }
    for seed in range(count):
        source = random.Random(seed)
        language = list(LANGUAGES)[seed % len(LANGUAGES)]
        kind = list(KINDS)[seed // len(LANGUAGES) % len(KINDS)]
        path = source.choice(files[language])
        app, _, inside = path.relative_to(EXAMPLES).as_posix().partition("/")
        yield Mutation(app, inside, language, kind, seed, KINDS[kind](path.read_bytes(), language, source))


def is_broken(mutation: Mutation) -> bool:
    """Whether the file cannot be read in full, told by something simpler than privlint. False when in doubt."""
    if mutation.language == "xml":
        return not _is_xml(mutation.data)
    if mutation.kind == "truncated":
        code = re.sub(rb"//[^\n]*|/\*.*?\*/", b"", mutation.data, flags=re.DOTALL)
        return code.count(b"{") > code.count(b"}")
    return False


def _is_xml(data: bytes) -> bool:
    parser = expat.ParserCreate()
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def _truncated(data: bytes, language: str, source: random.Random) -> bytes:
    return data[: source.randrange(len(data))]


def _flipped(data: bytes, language: str, source: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(source.randint(1, 20)):
        damaged[source.randrange(len(damaged))] ^= 1 << source.randrange(8)
    return bytes(damaged)


def _spliced(data: bytes, language: str, source: random.Random) -> bytes:
    start, end = sorted(source.sample(range(len(data)), 2))
    place = source.randrange(len(data))
    return data[:place] + data[start:end] + data[place:]


def _with_noise(data: bytes, language: str, source: random.Random) -> bytes:
    place = source.randrange(len(data))
    return data[:place] + source.randbytes(source.randint(1, 400)) + data[place:]


def _nested(data: bytes, language: str, source: random.Random) -> bytes:
    """The file with something well-formed but very deep added where it is harmless."""
    depth = source.choice(DEPTHS)
    if language == "xml":
        end = data.rindex(b"</")
        return data[:end] + b"<x>" * depth + b"</x>" * depth + data[end:]
    if language == "toml":
        return data + b"\n[deep]\nvalue = " + b"[" * depth + b"]" * depth + b"\n"
    parentheses = b"(" * depth + b"1" + b")" * depth
    blocks = b"{" * depth + b"}" * depth
    if language == "gradle":
        return data + source.choice([b"\next " + blocks, b"\ndef deep = " + parentheses]) + b"\n"
    method = {
        "java": [b"int deep = " + parentheses + b";\n", b"void deep() {" + blocks + b"}\n"],
        "kotlin": [b"val deep = " + parentheses + b"\n", b"fun deep() { " + b"run { " * depth + b"} " * depth + b"}\n"],
    }[language]
    end = data.rindex(b"}")
    return data[:end] + source.choice(method) + data[end:]


def _recoded(data: bytes, language: str, source: random.Random) -> bytes:
    text = data.decode("utf-8")
    encoding = source.choice(["utf-16", "utf-16-be", "utf-8-sig", "gb18030", "crlf", "cr", "nul"])
    if encoding == "crlf":
        return text.replace("\n", "\r\n").encode()
    if encoding == "cr":
        return text.replace("\n", "\r").encode()
    if encoding == "nul":
        return b"\0".join(data[i : i + 64] for i in range(0, len(data), 64))
    return text.replace('encoding="utf-8"', "").encode(encoding)


#: Kinds of damage. Those of `KEEPS_MEANING` can be read in full by a reader that is good enough.
KINDS: dict[str, Callable[[bytes, str, random.Random], bytes]] = {
    "truncated": _truncated,
    "flipped": _flipped,
    "spliced": _spliced,
    "noise": _with_noise,
    "nested": _nested,
    "recoded": _recoded,
}
KEEPS_MEANING = frozenset({"nested", "recoded"})
