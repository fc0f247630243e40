"""Fills scopes with the variables of scripts, of `gradle.properties` and of the sources of a build."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from privlint.dependencies.functions import as_block
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script, Setting
from privlint.dependencies.syntax import Assignment, Block, Chain, Control, Expr
from privlint.dependencies.values import as_bool
from privlint.dependencies.written import Written
from privlint.workspace.model import Position

_EXTRA = frozenset(("ext", "extra"))
#: Blocks around `ext` that do not change what it means.
_AROUND = frozenset(("rootProject", "project", "allprojects", "subprojects", "buildscript", "gradle", "settings"))
_PROPERTY = re.compile(r"\s*([^#!\s=:][^\s=:]*)\s*[=:\s]\s*(.*)")


def active_settings(script: Script, scope: Scope) -> Script:
    """The script without what stands under a condition that is known not to hold."""
    kept = tuple(setting for setting in script.settings if not setting.conditions or may_run(setting, scope))
    return script if len(kept) == len(script.settings) else replace(script, settings=kept)


def may_run(setting: Setting, scope: Scope) -> bool:
    """Whether no condition around a setting is known not to hold."""
    for condition, outcome in setting.conditions:
        value = as_bool(scope.evaluate(condition))
        if value is not None and value != outcome:
            return False
    return True


def add_script(scope: Scope, script: Script) -> None:
    """Adds the variables that a script defines: locals, `ext`/`extra` properties and entries of maps."""
    for statement in script.block.statements:
        if isinstance(statement, Control) and statement.keyword == "fun":
            _add_function(scope, statement, statement.name, script.path)
    for setting in script.settings:
        if setting.operator in ("=", "by") and setting.value is not None:
            _add_assignment(scope, setting, setting.value, script.path)
        elif setting.name == "set" and len(setting.arguments) == 2:
            path = _after_extra(setting.path)
            name = scope.text(setting.arguments[0].value)
            if path is not None and name:
                scope.define(name, setting.arguments[1].value, script.path)


def _add_function(scope: Scope, function: Control, name: str, file: str) -> None:
    block = as_block(function)
    if block is not None and name:
        scope.define(name, block, file, replaces=False)


def _add_assignment(scope: Scope, setting: Setting, value: Expr, file: str) -> None:
    path = _after_extra(setting.path)
    if setting.is_declaration:
        if setting.operator == "by":
            delegate = _delegate_value(value)
            if delegate is not None:
                scope.define(setting.segments[-1].name, delegate, file)
        else:
            scope.define(setting.segments[-1].name, value, file, replaces=False)
    elif path:
        scope.define(".".join(path), value, file)
    elif path is None:
        is_again = len(setting.path) == 1 and not setting.conditions and scope.files.get(setting.path[0]) == file
        scope.define(".".join(setting.path), value, file, replaces=is_again)  # `def ads = true` and then `ads = false`


def _after_extra(path: tuple[str, ...]) -> tuple[str, ...] | None:
    """The path behind `ext`, None when it is no extra property."""
    for index, name in enumerate(path):
        if name in _EXTRA:
            return path[index + 1 :]
        if name not in _AROUND:
            return None
    return None


def _delegate_value(value: Expr) -> Expr | None:
    """The value in `by extra("1.0")`; a delegate without one reads a property from elsewhere."""
    if isinstance(value, Chain) and value.segments and value.segments[-1].name in _EXTRA:
        arguments = value.segments[-1].arguments
        return arguments[0].value if arguments else None
    return None


def add_properties(scope: Scope, text: str, path: str = "") -> None:
    """Adds the entries of a `.properties` file."""
    for number, line in enumerate(text.splitlines(), 1):
        match = _PROPERTY.match(line)
        if match is not None:
            value = Written(match.group(2).strip(), Position(path, number, match.start(2) + 1))
            scope.texts.setdefault(match.group(1), value)


class ConstantsScope(Scope):
    """The constants of `buildSrc` and included builds, read when a name is first looked up that is not known."""

    def __init__(self, read: Callable[[], Iterable[Script]]) -> None:
        super().__init__()
        self._read: Callable[[], Iterable[Script]] | None = read
        self._homes: dict[str, Scope] = {}  # constant -> the type it belongs to

    def find(self, name: str) -> tuple[Expr | str, Scope, str] | None:
        """As :meth:`Scope.find`."""
        if self._read is not None:
            read, self._read = self._read, None
            for script in read():
                self._add(script.block, script.path, "", self)
        found = super().find(name)
        return found and (found[0], self._homes.get(name, found[1]), found[2])

    def _add(self, block: Block, file: str, prefix: str, home: Scope) -> None:
        """The constants of a block: `Versions.okhttp`, nested objects too."""
        for statement in block.statements:
            if isinstance(statement, Control) and statement.keyword == "fun":
                for key in dict.fromkeys((prefix + statement.name, statement.name)):
                    _add_function(self, statement, key, file)
                    self._homes.setdefault(key, home)
            elif isinstance(statement, Control):
                inner = home if statement.keyword == "companion" else Scope((home,))
                name = "" if statement.keyword == "companion" else statement.name
                for body in statement.blocks:
                    self._add(body, file, f"{prefix}{name}." if name else prefix, inner)
            elif isinstance(statement, Assignment) and statement.target.segments:
                name = statement.target.segments[-1].name
                # Inside its type, and where that is imported, a constant goes by its simple name.
                for scope, key in ((home, name), (self, prefix + name), (self, name)):
                    scope.define(key, statement.value, file, replaces=False)
                    if scope is self:
                        self._homes.setdefault(key, home)
