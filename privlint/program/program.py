"""All declarations of one variant, file by file as they are asked for.

A program knows from an index which files may declare a name. The first time that somebody looks for it, these files are
read, and no others: an answer is what it would be if all files had been read at the start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import count
from typing import Final, TypeVar

from privlint.frontend.facts import NONE, Field, FileFacts, TypeDecl
from privlint.frontend.store import FactStore
from privlint.program.source import SourceClass, SourceFile, SourceMethod

#: What comes later than all files: types that were found in code.
_LATER: Final = 1 << 40
_Found = TypeVar("_Found")
#: What was found under a name, with its rank: the number of its file, or when its code became known.
_Ranked = dict[str, list[tuple[int, _Found]]]


class Classes:
    """The types of a program by qualified name. Of two of one name, the one of the first file counts."""

    __slots__ = ("_answers", "_program", "_ranked")

    def __init__(self, program: Program) -> None:
        self._program = program
        self._ranked: dict[str, tuple[int, SourceClass]] = {}
        self._answers: dict[str, SourceClass | None] = {}

    def get(self, name: str) -> SourceClass | None:
        """The type of a name, None if there is none."""
        try:
            return self._answers[name]
        except KeyError:
            self._program.read(self._program.store.index.of_type(name))
            found = self._ranked.get(name)
            answer = self._answers[name] = None if found is None else found[1]
            return answer

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None

    def may_have(self, name: str) -> bool:
        """Whether there seems to be a type of a name, told without reading files."""
        if name in self._answers:
            return self._answers[name] is not None
        return name in self._ranked or self._program.has_any(self._program.store.index.of_type(name))

    def __getitem__(self, name: str) -> SourceClass:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def add(self, cls: SourceClass, rank: int) -> None:
        """Adds a type that was read."""
        known = self._ranked.get(cls.name)
        if known is None or rank < known[0]:
            self._ranked[cls.name] = rank, cls
            if cls.name in self._answers:
                self._answers[cls.name] = cls


class Program:
    """All declarations of one variant."""

    def __init__(self, store: FactStore, paths: Iterable[str]) -> None:
        """`paths` in order of precedence: of two classes of one name the first counts."""
        self.store = store
        self.classes = Classes(self)
        self._numbers = {path: number for number, path in enumerate(paths, 1) if path in store}
        self._files: dict[str, SourceFile] = {}
        self._later = count(_LATER)
        self._functions: _Ranked[SourceMethod] = {}
        self._properties: _Ranked[tuple[SourceClass, Field]] = {}
        self._extensions: _Ranked[SourceMethod] = {}
        self._by_super: _Ranked[SourceClass] = {}
        self.read(store.unscanned)

    def take_apart(self) -> None:
        """Lets go of all files. The program is of no other use after this."""
        for file in self._files.values():
            file.take_apart()
        vars(self).clear()

    # Files

    def read(self, paths: Iterable[str]) -> None:
        """Reads those of the files that belong to the program and were not read yet."""
        for path in paths:
            number = self._numbers.get(path)
            if number is not None and path not in self._files:
                self._add(SourceFile(self, path, self.store[path], number), self.store[path])

    @property
    def paths(self) -> Iterable[str]:
        """The files of the program, in order, whether they were read or not."""
        return self._numbers

    def has_any(self, paths: Iterable[str]) -> bool:
        """Whether one of the files belongs to the program."""
        return any(path in self._numbers for path in paths)

    def file(self, path: str) -> SourceFile | None:
        """A file of the program, None if it has no such file."""
        self.read((path,))
        return self._files.get(path)

    def files_with(self, *names: str) -> Iterator[SourceFile]:
        """The files in whose source all of the names stand, in order."""
        return self.in_order(self.store.mentioning(*(name.encode() for name in names)))

    def files_with_any(self, *names: str) -> Iterator[SourceFile]:
        """The files in whose source one of the names stands, in order."""
        return self.in_order(self.store.mentioning_any(*map(str.encode, names)))

    def mentions(self, *names: str) -> bool:
        """Whether one of the names stands in a source."""
        return any(not self._numbers.keys().isdisjoint(self.store.mentioning(name.encode())) for name in names)

    def touched(self) -> frozenset[str]:
        """The files whose code somebody has asked for."""
        return frozenset(path for path, file in self._files.items() if file.is_touched)

    def detached(self, path: str) -> SourceFile:
        """A file that is not part of the program, to look at its code in the place of another's."""
        facts = self.store[path]
        file = SourceFile(self, path, facts, len(self._numbers) + 1)
        for decl in facts.types:
            outer = file.classes[decl.outer] if decl.outer != NONE else None
            file.classes.append(SourceClass(file, len(file.classes), decl, outer))
        return file

    def in_order(self, paths: Iterable[str]) -> Iterator[SourceFile]:
        """Those of the files that belong to the program, in order."""
        for path in sorted(self._numbers.keys() & paths, key=self._numbers.__getitem__):
            self.read((path,))
            yield self._files[path]

    # Declarations

    def has_package_below(self, prefix: str) -> bool:
        """Whether a file is in a package that begins so."""
        return any(package.startswith(prefix) for package in self._packages)

    @cached_property
    def _packages(self) -> set[str]:
        return {self.store.package(path) for path in self._numbers}

    def annotated(self, *names: str) -> list[SourceClass]:
        """The types outside of code of all files in which one of the annotations (by simple name) stands, in order."""
        files = self.in_order(set(self.store.index.of_annotated(names)).union(self.store.unscanned))
        return [cls for cls in self._outlined(files) if self.classes.get(cls.name) is cls]

    def with_member(self, name: str) -> list[SourceClass]:
        """The types outside of code that declare a method, in order."""
        found = (cls for cls in self._outlined(self.files_with(name)) if name in cls.methods)
        return [cls for cls in found if self.classes.get(cls.name) is cls]

    def _outlined(self, files: Iterable[SourceFile]) -> Iterable[SourceClass]:
        return (cls for file in files for cls in file.classes[: file.outlined])

    def subtypes(self, simple: str) -> list[SourceClass]:
        """The types that name a supertype, as they write it without its package."""
        self.read(self.store.index.of_subtypes(simple))
        return _ordered(self._by_super, simple)

    def functions(self, qualified: str) -> list[SourceMethod]:
        """Top-level functions by qualified name."""
        self.read(self.store.index.of_function(qualified))
        return _ordered(self._functions, qualified)

    def property(self, qualified: str) -> tuple[SourceClass, Field] | None:
        """The first top-level property of a qualified name, and the class of its file."""
        return next(iter(self.properties(qualified)), None)

    def properties(self, qualified: str) -> list[tuple[SourceClass, Field]]:
        """Top-level properties by qualified name, each with the class of its file."""
        self.read(self.store.index.of_property(qualified))
        return _ordered(self._properties, qualified)

    def extensions(self, name: str, seen_from: SourceFile | None = None) -> list[SourceMethod]:
        """Extension functions by simple name, those in classes too. With `seen_from` those that a file cannot see may
        be left out."""
        paths = self.store.index.of_extension(name)
        if paths and seen_from is not None:
            paths = [path for path in paths if path not in self._files and self._sees(seen_from, name, path)]
        self.read(paths)
        return _ordered(self._extensions, name)

    def _sees(self, file: SourceFile, name: str, path: str) -> bool:
        """Whether a file may see extensions of another: those of its package, what it imports, and members, which code
        may inherit."""
        if self.store.index.scans[path].has_members:
            return True
        package = self.store.package(path)
        spaces = (*file.wildcards, file.explicit.get(name, ""))
        return package == file.package or any(f"{space}.".startswith(f"{package}.") for space in spaces if space)

    # Reading

    def _add(self, file: SourceFile, facts: FileFacts) -> None:
        self._files[file.path] = file
        number = self._numbers[file.path]
        for decl in facts.types:
            self._add_type(file, decl, number)

    def add_types(self, file: SourceFile, types: Sequence[TypeDecl]) -> None:
        """Adds the types of a file that were found in its code."""
        for decl in types[len(file.classes) :]:
            found = self._add_type(file, decl, next(self._later))
            if found.outer is not None:
                found.outer.__dict__.pop("nested", None)

    def _add_type(self, file: SourceFile, decl: TypeDecl, rank: int) -> SourceClass:
        outer = file.classes[decl.outer] if decl.outer != NONE else None
        found = SourceClass(file, len(file.classes), decl, outer)
        file.classes.append(found)
        self.classes.add(found, rank)
        for supertype in decl.supertypes:
            simple = supertype.partition("<")[0].rpartition(".")[2]
            self._by_super.setdefault(simple, []).append((rank, found))
        if decl.kind == "facade":
            self._add_facade(found, rank)
        elif file.is_kotlin:
            self._add_member_extensions(found, rank)
        return found

    def _add_facade(self, facade: SourceClass, rank: int) -> None:
        package = facade.file.package
        for methods in facade.methods.values():
            for method in methods:
                name = method.decl.name
                self._functions.setdefault(f"{package}.{name}" if package else name, []).append((rank, method))
                if method.decl.receiver_type:
                    self._extensions.setdefault(name, []).append((rank, method))
        for field in facade.decl.fields:
            name = f"{package}.{field.name}" if package else field.name
            self._properties.setdefault(name, []).append((rank, (facade, field)))

    def _add_member_extensions(self, owner: SourceClass, rank: int) -> None:
        for decl in owner.decl.methods:
            if decl.receiver_type:
                method = next(m for m in owner.methods[decl.name] if m.decl is decl)
                self._extensions.setdefault(decl.name, []).append((rank, method))


def _ordered(rows: _Ranked[_Found], name: str) -> list[_Found]:
    found = rows.get(name)
    if found is None:
        return []
    if len(found) > 1:
        found.sort(key=_rank)
    return [item for _, item in found]


def _rank(item: tuple[int, object]) -> int:
    return item[0]
