"""The code of one file, extracted body by body when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from privlint.frontend.asked import ALL_BODIES
from privlint.frontend.builder import FileBuilder
from privlint.frontend.facts import Body, FileFacts, Local, Lost, TypeDecl, decode_body, encode_body

_NO_CODE = encode_body(Body([], []))


class Code:
    """What stands in the bodies of a file. Types, locals and bodies that are found inside of a body get the next free
    numbers, so numbers depend on what was asked for first."""

    def __init__(self, file: FileBuilder, source: bytes, merge_lost_lines: Callable[[], None] | None = None) -> None:
        self.source = source
        self.asked: list[int] | None = None  # takes the numbers of bodies that are asked for
        self._file = file
        self._decoded: dict[int, Body] = {}
        self._merge_lost_lines = merge_lost_lines

    @property
    def types(self) -> Sequence[TypeDecl]:
        """All types known so far: those of the outline, then those found in code."""
        return self._file.declared_types()

    @property
    def numbered(self) -> Sequence[bytes]:
        """The bodies by number, in their stored form; b"" for those that nobody has asked for."""
        return self._file.bodies

    def known(self) -> FileFacts:
        """What is known of the file so far."""
        return self._file.build()

    def local(self, slot: int) -> Local:
        """A local or parameter."""
        return self._file.locals[slot]

    def body(self, index: int) -> bytes:
        """A body in its stored form. One that cannot be extracted is empty, and its file has a lost line."""
        bodies = self._file.bodies
        if not bodies[index]:
            if self.asked is not None:
                self.asked.append(index)
            try:
                self._file.work_off(index)
            except Exception as error:  # whatever a body brings about must not cost the others
                reason = f"cannot be analysed: {type(error).__name__}: {error}".partition("\n")[0]
                self._file.lost.append(Lost(1, 1, reason))
            bodies[index] = bodies[index] or _NO_CODE
        return bodies[index]

    def decoded(self, index: int) -> Body:
        """A body, to be read only: all variants share it."""
        found = self._decoded.get(index)
        if found is None:
            found = self._decoded[index] = decode_body(self.body(index))
        return found

    def lost(self) -> Sequence[Lost]:
        """The lines lost so far."""
        if self._merge_lost_lines is not None:
            self._merge_lost_lines()
        return self._file.lost

    def outline(self) -> FileFacts:
        """The outline of the file. To be asked for before any body is."""
        self.lost()
        return msgspec.structs.replace(self._file.build(), is_outline=True)

    def facts(self) -> FileFacts:
        """All facts of the file, everything extracted."""
        if self.asked is not None and ALL_BODIES not in self.asked:
            self.asked.append(ALL_BODIES)
        self._file.work_off()
        self.lost()
        if not self._file.is_outline:
            self._file.bodies = [body or _NO_CODE for body in self._file.bodies]
        return self._file.build()


class StoredCode(Code):
    """The code of a file of which all facts are there, and not the source."""

    def __init__(self, facts: FileFacts) -> None:
        file = FileBuilder(facts.language)
        file.types, file.locals, file.bodies = list(facts.types), list(facts.locals), list(facts.bodies)
        file.lost = list(facts.lost)
        super().__init__(file, b"")
