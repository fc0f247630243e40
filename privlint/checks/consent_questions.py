"""Dialogs that ask for consent to the privacy policy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

import msgspec

from privlint.checks.build import Words
from privlint.knowledge.disclosure import PolicyVocabulary
from privlint.program.dialogbuilders import BuiltDialog
from privlint.sources import Sources, saved_or_not
from privlint.workspace.model import Application
from privlint.workspace.policies import plain, stands_in
from privlint.workspace.policytexts import strings

_REFERENCE = "@string/"
_END = b"</string>"
_QUALIFIER = re.compile(r"/values-(?:mcc\d+-)?(?:mnc\d+-)?(?:b\+)?([a-z]{2})(?=[-+/])")


class Question(msgspec.Struct, frozen=True):
    """A dialog that names the policy and is answered by agreeing; its texts in whatever languages the app has them."""

    dialog: BuiltDialog
    texts: tuple[str, ...]
    refusals: tuple[str, ...]  # labels of the button to refuse


def questions(
    application: Application, words: Words, sources: Sources, vocabulary: PolicyVocabulary
) -> Iterator[Question]:
    """Those of an application that cannot be dismissed, and have nothing else to press."""
    texts = _Texts(application, sources, vocabulary.languages)
    for dialog in words.built_dialogs():
        if not _has_one(texts.resolved(dialog.labels), vocabulary.agreeing):
            continue
        said = texts.resolved(dialog.texts)
        if _has_one(said, vocabulary.titles):
            yield Question(dialog, tuple(said), tuple(texts.resolved(dialog.refusals)))


def _has_one(texts: Iterable[str], words: Iterable[str]) -> bool:
    return any(stands_in(plain(text), word) for text in texts for word in words)


def _language(path: str) -> str:
    """The language of a file of values (`values-pt-rBR`, `values-b+sr+Latn`), "" where its folder names none."""
    found = _QUALIFIER.search(path)
    return found[1] if found is not None else ""


class _Texts:
    """The texts of the string resources of an application in some languages, each looked for once."""

    def __init__(self, application: Application, sources: Sources, languages: Collection[str]) -> None:
        self._sources = sources
        paths = {path for variant in application.variants for path in variant.values}
        self._paths = sorted(path for path in paths if _language(path) in ("", *languages))
        self._contents: dict[str, bytes] = {}
        self._found: dict[str, list[str]] = {}

    def resolved(self, texts: Iterable[str]) -> list[str]:
        """The texts, those of resources in whatever language they are."""
        return [found for text in texts for found in self._of(text)]

    def _of(self, text: str) -> list[str]:
        name = text.removeprefix(_REFERENCE)
        if name == text:
            return [text]
        if name not in self._found:
            self._found[name] = [row for path in self._paths for row in self._in_file(path, name)]
        return self._found[name]

    def _in_file(self, path: str, name: str) -> Iterator[str]:
        """Only the element is read, and nothing else decoded: an app has its texts in dozens of languages."""
        content = self._contents.get(path)
        if content is None:
            content = self._contents[path] = saved_or_not(self._sources.disk, path) or b""
        if name.encode() not in content:
            return
        wanted = re.escape(name).encode()
        for element in re.finditer(rb"""<string\s[^>]*name\s*=\s*["']%b["'][^>]*>""" % wanted, content):
            end = content.find(_END, element.end())
            text = content[element.start() : end + len(_END)].decode("utf-8", "replace")
            yield from (row.text for row in strings(text))
