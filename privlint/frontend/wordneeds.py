"""Words that are looked for in sources, each only where others stand as well."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec


class WordNeeds(msgspec.Struct, frozen=True):
    """By word: sets of other words, of which one has to stand in the file, too. The empty set asks for nothing else."""

    contexts: dict[bytes, list[frozenset[bytes]]]

    def met(self, words: Collection[bytes]) -> set[bytes]:
        """Those of the words of a file that are looked for."""
        found = self.contexts.keys() & words
        return {word for word in found if any(context.issubset(words) for context in self.contexts[word])}

    @staticmethod
    def of(rows: Mapping[bytes, Iterable[Iterable[bytes]]]) -> WordNeeds:
        """From any kind of rows."""
        return WordNeeds({word: [frozenset(each) for each in contexts] for word, contexts in rows.items()})
