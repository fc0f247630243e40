"""Dialogs that ask for consent to the privacy policy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from privlint.checks.build import Words
from privlint.knowledge.disclosure import PolicyVocabulary
from privlint.program.dialogbuilders import BuiltDialog
from privlint.sources import Sources
from privlint.workspace.model import Application
from privlint.workspace.policies import plain, stands_in
from privlint.workspace.policytexts import strings

_REFERENCE = "@string/"


class Question(msgspec.Struct, frozen=True):
    """A dialog that names the policy and is answered by agreeing; its texts in whatever languages the app has them."""

    dialog: BuiltDialog
    texts: tuple[str, ...]
    refusals: tuple[str, ...]  # labels of the button to refuse


def questions(
    application: Application, words: Words, sources: Sources, vocabulary: PolicyVocabulary
) -> Iterator[Question]:
    """Those of an application that cannot be dismissed, and have nothing else to press."""
    texts = _Texts(application, sources)
    for dialog in words.built_dialogs():
        if not _has_one(texts.resolved(dialog.labels), vocabulary.agreeing):
            continue
        said = texts.resolved(dialog.texts)
        if _has_one(said, vocabulary.titles):
            yield Question(dialog, tuple(said), tuple(texts.resolved(dialog.refusals)))


def _has_one(texts: Iterable[str], words: Iterable[str]) -> bool:
    return any(stands_in(plain(text), word) for text in texts for word in words)


class _Texts:
    """The texts of the string resources of an application, each looked for once."""

    def __init__(self, application: Application, sources: Sources) -> None:
        self._sources = sources
        self._paths = sorted({path for variant in application.variants for path in variant.values})
        self._contents: dict[str, str] = {}
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
        """Only the element is read: an app has its texts in dozens of languages."""
        content = self._contents.get(path)
        if content is None:
            content = self._contents[path] = self._sources.text(path) or ""
        if f'"{name}"' not in content and f"'{name}'" not in content:
            return
        for element in re.finditer(rf"""<string\s[^>]*name\s*=\s*["']{re.escape(name)}["'][^>]*>""", content):
            end = content.find("</string>", element.end())
            yield from (row.text for row in strings(content[element.start() : end + len("</string>")]))
