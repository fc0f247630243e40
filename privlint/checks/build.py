"""What a rule can ask about the build of an application and the words of its code."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from privlint.frontend.facts import NONE
from privlint.frontend.store import FactStore
from privlint.knowledge.notation import CallPattern
from privlint.program.dialogbuilders import BuiltDialog, built_dialogs
from privlint.program.switchcalls import OptionCall, calls_of
from privlint.sources import Sources
from privlint.workspace.dependencies import Found
from privlint.workspace.model import Application, Dependency, Position, Unresolved

#: Configurations whose dependencies are not packaged into the app; build types and flavours stand before them.
_NOT_PACKAGED = (
    "compileonly",
    "annotationprocessor",
    "kapt",
    "ksp",
    "lintchecks",
    "corelibrarydesugaring",
    "classpath",
)
_MOST_LINES = 400  # in which the imports of a file stand


def is_packaged(configuration: str) -> bool:
    """Whether what a configuration holds becomes part of the app."""
    name = configuration.lower()
    return not name.startswith(("test", "androidtest")) and not name.endswith(_NOT_PACKAGED)


class Build:
    """The dependencies of one application, with everything that build files, lock files and archives say of them."""

    def __init__(self, application: Application, found: Callable[[], Found]) -> None:
        """`found` reads the build files; it is called when somebody asks, once for all applications."""
        self._application = application
        self._found = found

    @cached_property
    def dependencies(self) -> tuple[Dependency, ...]:
        """What is packaged into the application, own modules excluded, in the order of places. A dependency of several
        modules stands once for each place."""
        rows = (row for row in self._found().dependencies if is_packaged(row.configuration) and self._is_ours(row))
        return tuple({(row.group, row.name, row.version, row.archive, row.position): row for row in rows}.values())

    @cached_property
    def unresolved(self) -> tuple[Unresolved, ...]:
        """The lines of its build files whose dependency only a build knows."""
        paths = {path for _, path in self._scripts}
        return tuple(item for item in self._found().unresolved if item.position.path in paths)

    @cached_property
    def native_libraries(self) -> tuple[str, ...]:
        """The paths of the .so files below the folders of its modules."""
        folders = tuple(f"{path.rpartition('/')[0]}/".lstrip("/") for _, path in self._scripts)
        return tuple(path for path in self._found().native_libraries if path.startswith(folders))

    def variants_of(self, row: Dependency) -> tuple[str, ...]:
        """The variants that hold a dependency; all of them where a plugin or a lock file adds it."""
        names = [
            variant.name
            for variant in self._application.variants
            if any(
                (other.group, other.name) == (row.group, row.name) and _at(other) == _at(row)
                for other in variant.dependencies
            )
        ]
        return tuple(names or (variant.name for variant in self._application.variants))

    @cached_property
    def _scripts(self) -> set[tuple[str, str]]:
        """Module and script of everything that its variants depend on."""
        return {(row.module, _at(row).path) for variant in self._application.variants for row in variant.dependencies}

    def _is_ours(self, row: Dependency) -> bool:
        if (row.module, _at(row).path) in self._scripts:
            return True
        folder = f"{self._application.path}/" if self._application.path else ""
        return row.module == self._application.gradle and _at(row).path.startswith(folder)


def _at(row: Dependency) -> Position:
    return row.declared_at or row.position


class Words:
    """Imports and words of the code of one application."""

    def __init__(self, application: Application, facts: FactStore, sources: Sources) -> None:
        self._paths = sorted({path for variant in application.variants for path in variant.sources if path in facts})
        self._facts = facts
        self._sources = sources

    def first_import(self, packages: Iterable[str]) -> Position | None:
        """Where the code first imports something of the packages."""
        found = sorted({item for package in packages for item in self._imports_of(f"{package}.")})
        written = (item for item in found if self._is_import(*item))
        path, name = next(written, ("", ""))
        return self._place(path, name.rstrip(".")) if path else None

    def _is_import(self, path: str, name: str) -> bool:
        """Whether an import is one, and no words in a comment."""
        return any(f"{item.name}." == name for item in self._facts[path].imports)

    def _imports_of(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Path and name of the imports that begin so."""
        self._facts.asked.names.imports.add(prefix)
        at = bisect_left(self._imports, (prefix, ""))
        while at < len(self._imports) and self._imports[at][0].startswith(prefix):
            name, path = self._imports[at]
            yield path, name
            at += 1

    @cached_property
    def _imports(self) -> list[tuple[str, str]]:
        """All imports, each with a dot behind it, and their files: sorted, since many prefixes are asked for."""
        return sorted((f"{name}.", path) for path in self._paths for name in self._facts.imports(path))

    def declares(self, packages: Iterable[str]) -> bool:
        """Whether code of the application itself stands in one of the packages."""
        prefixes = tuple(f"{package}." for package in packages)
        return bool(prefixes) and any(f"{self._facts.package(path)}.".startswith(prefixes) for path in self._paths)

    def among(self, words: Iterable[str]) -> frozenset[str]:
        """Those of some words that stand in the code, as words of their own."""
        wanted = frozenset(word.encode() for word in words)
        found: set[bytes] = set()
        for path in self._paths:
            found |= self._facts.words(path, wanted)
        return frozenset(word.decode() for word in found)

    def foreign_among(self, words: Iterable[str]) -> frozenset[str]:
        """As `among`, without the names of the app's own classes, but where code imports another class of that name."""
        found = self.among(words)
        own = found & {name for path in self._paths for name in self._facts.types(path)}
        packages = {self._facts.package(path) for path in self._paths}
        imported = {name.rstrip(".").rpartition(".") for name, _ in self._imports}
        return found - own | {name for package, _, name in imported if name in own and package not in packages}

    def option_calls(self, patterns: Iterable[CallPattern]) -> tuple[OptionCall, ...]:
        """The calls of any of the members, whatever they are given, in the order of their places."""
        found = [call for pattern in patterns for call in calls_of(pattern, self._facts, self._paths)]
        return tuple(sorted(found, key=lambda call: (call.path, call.line, call.column)))

    def built_dialogs(self) -> Iterator[BuiltDialog]:
        """The dialogs that leave nothing but one button to go on, and perhaps one to refuse."""
        return built_dialogs(self._facts, self._paths)

    def has_in(self, path: str, words: Iterable[str]) -> bool:
        """Whether a file has one of some words in it."""
        return bool(self._facts.words(path, frozenset(word.encode() for word in words)))

    def mentions(self, word: str) -> bool:
        """Whether a word stands anywhere in the code."""
        return not self._facts.mentioning(word.encode()).isdisjoint(self._paths)

    def source_of(self, name: str, file: str = "") -> str:
        """The file that declares a class by its qualified name (dots for nested ones), "" if there is none; `file` is
        what the file is called, where that is known."""
        for path in self._paths:
            facts = self._facts[path]
            inside = name.removeprefix(f"{facts.package}.") if facts.package else name
            if inside == name and facts.package:
                continue
            if file and path.rpartition("/")[2] == file:
                return path
            if not file and inside.partition(".")[0] in {item.name for item in facts.types if item.outer == NONE}:
                return path
        return ""

    def _place(self, path: str, name: str) -> Position:
        return Position(path, *(self._sources.first_line_with(path, name, _MOST_LINES) or (1, 1)))
