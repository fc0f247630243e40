"""What a file may declare, told from its bytes without parsing it.

A scan may name more than a file declares (comments, strings and code are not told apart), never less. Where that cannot
be promised, there is none and the file has to be read: so are files whose brackets do not match, which have a syntax
error to report. Patterns begin with a literal, which makes them fast, and none takes more than linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final

import msgspec

from privlint.frontend.facades import facade_name

_NAME: Final = rb"[\w$\x80-\xff]+"
_QUOTABLE: Final = rb"(?:`[^`\n]{1,200}`|" + _NAME + rb")"
#: Between a keyword and a name: spaces, perhaps comments.
_GAP: Final = rb"(?=[\s/])\s*(?:(?://[^\n]{0,300}\n|/\*[^*]{0,300}\*+/)\s*){0,4}"

_NO_BRACKET: Final = bytes(set(range(256)) - set(b"()[]{}"))
#: Comments and strings.
NO_CODE: Final = re.compile(
    rb'"""(?:[\s\S]*?"""+|[\s\S]*)|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'|//[^\n]*|/\*(?:[\s\S]*?\*/|[\s\S]*)'
)
#: Nesting of brackets beyond which a file has to be read.
_DEEPEST_CODE: Final = 200
_PACKAGE: Final = re.compile(rb"package\s+([\w.$`\x80-\xff]+)[ \t]*(?:;|\r?\n|//|/\*|\r?\Z)")
_IMPORT: Final = re.compile(rb"import(?=\s+(?:static\s+)?([\w.$`\x80-\xff]*)(\*|/|\s+\.)?)")
_ANNOTATION: Final = re.compile(rb"@(?:[\w.:$`\x80-\xff]*[.:])?([\w$`\x80-\xff]+|[\[\s])")
_NO_NAMES: Final = frozenset([b"[", b" ", b"\t", b"\r", b"\n"])
_FACADE: Final = re.compile(rb"JvmName\s*\(([^)\n]{0,200})")

_JAVA_TYPES: Final = tuple(
    re.compile(word + rb"(?=" + _GAP + rb"(" + _NAME + rb"))") for word in (b"class", b"interface", b"enum", b"record")
)
_KOTLIN_TYPES: Final = tuple(
    re.compile(word + rb"(?=" + _GAP + rb"(" + _QUOTABLE + rb"))") for word in (b"class", b"interface", b"object")
)
_ALIAS: Final = re.compile(rb"typealias(?=" + _GAP + rb"(" + _QUOTABLE + rb")[^=\n]{0,200}=\s*([^\n]{0,200}))")
_COMPANION: Final = re.compile(rb"companion(?=" + _GAP + rb"object())")
_JAVA_SUPERTYPES: Final = re.compile(rb"(?:extends|implements)\b")
_PARENTHESES: Final = re.compile(rb"\([^()]*\)")
_ANGLES: Final = re.compile(rb"<[^<>]*>")
_WORD: Final = re.compile(_NAME)
#: Braces in the head of a type, and nesting of brackets in it, that are looked through.
_DEEPEST: Final = 8

_FUNCTION: Final = re.compile(rb"fun(?=[\s</])([^(){}=;]{0,400})\(")
_CALLABLE: Final = re.compile(rb"(" + _QUOTABLE + rb")\s*\(")
_SIGNATURE: Final = 600  # bytes in which the name of a function stands
_PROPERTY: Final = re.compile(
    rb"va[lr](?=" + _GAP + rb"(?:<[^=(){}]{0,120}?>\s*)?"
    rb"((?:" + _NAME + rb"(?:<[^=(){}]{0,120}?>)?\??\s*\.\s*)*" + _QUOTABLE + rb"))"
)
_PROPERTY_OF_CODE: Final = re.compile(
    rb"va[lr]\s+(?:<[^=]{0,200}?>\s*)?\([^=]{0,400}?\)\s*\??\s*\.\s*(" + _QUOTABLE + rb")"
)
#: Annotated types of receivers, and type parameters right behind the keyword.
_UNUSUAL: Final = (re.compile(rb"fun\s+@"), re.compile(rb"va[lr]\s+@"), re.compile(rb"va[lr]<"))

#: Where the head of a type begins, where the name in it ends, and that name; b"" for an unnamed companion.
_Head = tuple[int, int, bytes]


class Scan(msgspec.Struct, gc=False, frozen=True):
    """What a file may declare, by simple name. `package` is exact; `imports` are qualified, wildcards without star."""

    package: str
    imports: tuple[str, ...]
    types: frozenset[str]
    supertypes: frozenset[str]  # of any of its types
    annotations: frozenset[str]  # "" if there may be others
    functions: frozenset[str] = frozenset()  # Kotlin functions, members too
    extensions: frozenset[str] = frozenset()  # those of them that have a receiver
    properties: frozenset[str] = frozenset()  # Kotlin properties, members and variables too
    has_members: bool = True  # whether it may declare anything inside of a type


def scan(source: bytes, path: str) -> Scan | None:
    """What a Java or Kotlin file may declare; None for a file that has to be read to know."""
    if not _is_text(source) or not _is_balanced(source):
        return None
    package, imports = _package(source), _imports(source)
    if package is None or imports is None:
        return None
    annotations = texts_of({b"" if name in _NO_NAMES else name for name in _ANNOTATION.findall(source)})
    if path.endswith(".java"):
        heads = _heads(source, _JAVA_TYPES)
        types = {name for _, _, name in heads}
        return Scan(package, imports, texts_of(types), texts_of(_supertypes(source, heads, _written_java)), annotations)
    if any(pattern.search(source) is not None for pattern in _UNUSUAL):
        return None
    heads = _heads(source, (*_KOTLIN_TYPES, _COMPANION))
    aliases = _ALIAS.findall(source)
    types = {name or b"Companion" for _, _, name in heads}.union(name for name, _ in aliases)
    aliased = {word for _, target in aliases for word in _WORD.findall(target)}
    functions, extensions = functions_in(source)
    return Scan(
        package,
        imports,
        texts_of(types).union(_facades(source, path)),
        texts_of(_supertypes(source, heads, _written_kotlin) | aliased),
        annotations,
        texts_of(functions),
        texts_of(extensions),
        texts_of(properties_in(source)),
        bool(heads),
    )


def texts_of(names: Collection[bytes]) -> frozenset[str]:
    """Names as they are known elsewhere."""
    if not names:
        return frozenset()
    return frozenset(b"\n".join(names).decode("utf-8", "replace").replace("`", "").split("\n"))


def _is_text(source: bytes) -> bool:
    if source.isascii():
        return b"\0" not in source
    try:
        source.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in source


def _is_balanced(source: bytes) -> bool:
    """Whether all brackets match: as they stand, or without comments and strings."""
    return _match(source) or _match(NO_CODE.sub(b"", source))


def _match(source: bytes) -> bool:
    brackets = source.translate(None, _NO_BRACKET)
    for _ in range(_DEEPEST_CODE):
        size = len(brackets)
        brackets = brackets.replace(b"()", b"").replace(b"[]", b"").replace(b"{}", b"")
        if len(brackets) == size:
            break
    return not brackets


def _package(source: bytes) -> str | None:
    """The package, "" if the file names none, None if it cannot be told."""
    found = _PACKAGE.match(source, _start(source))
    if found is not None:
        return found[1].replace(b"`", b"").decode()
    return None if b"package" in source else ""


def _start(source: bytes) -> int:
    """Where the first thing stands that is no comment or annotation of the file."""
    at = 3 if source.startswith(b"\xef\xbb\xbf") else 0
    while at < len(source):
        rest = source[at : at + 6]
        if rest[:1].isspace():
            at += 1
            continue
        if rest.startswith(b"/*"):
            end = source.find(b"*/", at) + 1
        elif rest.startswith((b"//", b"@file:")):
            end = source.find(b"\n", at)
        else:
            break
        if end <= 0:
            break
        at = end + 1
    return at


def _imports(source: bytes) -> tuple[str, ...] | None:
    """The imports, None if one is written in an unusual way."""
    names = []
    for name, after in _IMPORT.findall(source):
        if after not in (b"", b"*") or (name.endswith(b".") and not after) or name.count(b"`") % 2:
            return None
        names.append(name.rstrip(b"."))
    return tuple(b"\n".join(names).decode().replace("`", "").split("\n")) if names else ()


def _facades(source: bytes, path: str) -> Iterator[str]:
    """Names that the class of top-level functions may have."""
    yield facade_name(path)
    for given in _FACADE.findall(source) if b"JvmName" in source else ():
        yield given.rpartition(b"=")[2].strip(b' "').decode("utf-8", "replace")


def _heads(source: bytes, patterns: Iterable[re.Pattern[bytes]]) -> list[_Head]:
    return sorted((found.start(), found.end(1), found[1]) for pattern in patterns for found in pattern.finditer(source))


def _supertypes(source: bytes, heads: Sequence[_Head], written: Callable[[bytes], bytes]) -> set[bytes]:
    """The names in what types say of their supertypes."""
    names: set[bytes] = set()
    for number, (_, end, _) in enumerate(heads):
        following = (start for start, _, _ in heads[number + 1 : number + 5] if start >= end)
        clause = written(_head(source, end, next(following, len(source))))
        if clause:
            names.update(_WORD.findall(clause))
    return names


def _head(source: bytes, start: int, limit: int) -> bytes:
    """What stands between the name of a type and its body, without comments and strings; `limit` is where the next type
    begins. A brace inside of parentheses opens no body."""
    stop = start
    for _ in range(_DEEPEST):
        stop = source.find(b"{", stop, limit)
        if stop < 0:
            break
        head = _without_comments(source[start:stop])
        if head.count(b"(") == head.count(b")"):
            return head
        stop += 1
    return _without_comments(source[start:limit])


def _without_comments(head: bytes) -> bytes:
    return NO_CODE.sub(b" ", head) if b"/" in head or b'"' in head or b"'" in head else head


def _written_kotlin(head: bytes) -> bytes:
    return _without_brackets(head).partition(b":")[2] if b":" in head else b""


def _written_java(head: bytes) -> bytes:
    found = _JAVA_SUPERTYPES.search(head)
    return _without_brackets(head) if found is not None else b""


def _without_brackets(head: bytes) -> bytes:
    """A head without parameters and type arguments; those nested too deeply stay."""
    for pattern, bracket in ((_PARENTHESES, b"("), (_ANGLES, b"<")):
        for _ in range(_DEEPEST):
            if bracket not in head:
                break
            head = pattern.sub(b"", head)
    return head


def functions_in(source: bytes) -> tuple[set[bytes], set[bytes]]:
    """The names of functions, and of those with a receiver."""
    functions: set[bytes] = set()
    extensions: set[bytes] = set()
    for found in _FUNCTION.finditer(source):
        head = found[1].rstrip()
        name = head[head.rfind(b"`", 0, -1) :] if head.endswith(b"`") else _last_word(head)
        before = head[: len(head) - len(name)].rstrip()
        if name and (not before or before.endswith((b".", b">"))):
            functions.add(name)
            if before.endswith(b"."):
                extensions.add(name)
        else:  # the receiver is code, or this is no function
            names = _CALLABLE.findall(source, found.start(), found.start() + _SIGNATURE)
            functions.update(names)
            extensions.update(names)
    return functions, extensions


def _last_word(text: bytes) -> bytes:
    words = _WORD.findall(text)
    return words[-1] if words and text.endswith(words[-1]) else b""


def properties_in(source: bytes) -> set[bytes]:
    """The names of properties and variables."""
    paths = _PROPERTY.findall(source)
    return {path.rpartition(b".")[2].strip() for path in paths}.union(_PROPERTY_OF_CODE.findall(source))
