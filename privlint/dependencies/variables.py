"""Fills scopes with the variables of scripts, of `gradle.properties` and of the sources of a build."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script, Setting
from privlint.dependencies.syntax import Assignment, Block, Chain, Control, Expr
from privlint.dependencies.values import as_bool

_EXTRA = frozenset(("ext", "extra"))
#: Blocks around `ext` that do not change what it means.
_AROUND = frozenset(("rootProject", "project", "allprojects", "subprojects", "buildscript", "gradle", "settings"))
_PROPERTY = re.compile(r"\s*([^#!\s=:][^\s=:]*)\s*[=:\s]\s*(.*)")


def active_settings(script: Script, scope: Scope) -> Script:
    """The script without what stands under a condition that is known not to hold."""
    kept = tuple(setting for setting in script.settings if not setting.conditions or _may_run(setting, scope))
    return script if len(kept) == len(script.settings) else replace(script, settings=kept)


def _may_run(setting: Setting, scope: Scope) -> bool:
    for condition, outcome in setting.conditions:
        value = as_bool(scope.evaluate(condition))
        if value is not None and value != outcome:
            return False
    return True


def add_script(scope: Scope, script: Script) -> None:
    """Adds the variables that a script defines: locals, `ext`/`extra` properties and entries of maps."""
    for setting in script.settings:
        if setting.operator in ("=", "by") and setting.value is not None:
            _add_assignment(scope, setting, setting.value)
        elif setting.name == "set" and len(setting.arguments) == 2:
            path = _after_extra(setting.path)
            name = scope.text(setting.arguments[0].value)
            if path is not None and name:
                scope.variables[name] = setting.arguments[1].value


def _add_assignment(scope: Scope, setting: Setting, value: Expr) -> None:
    path = _after_extra(setting.path)
    if setting.is_declaration:
        if setting.operator == "by":
            delegate = _delegate_value(value)
            if delegate is not None:
                scope.variables[setting.segments[-1].name] = delegate
        else:
            scope.variables.setdefault(setting.segments[-1].name, value)
    elif path:
        scope.variables[".".join(path)] = value
    elif path is None:
        scope.variables.setdefault(".".join(setting.path), value)


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


def add_properties(scope: Scope, text: str) -> None:
    """Adds the entries of a `.properties` file."""
    for line in text.splitlines():
        match = _PROPERTY.match(line)
        if match is not None:
            scope.texts.setdefault(match.group(1), match.group(2).strip())


def add_constants(scope: Scope, block: Block, prefix: str = "") -> None:
    """Adds the constants of a Kotlin, Groovy or Java source of the build: `Versions.okhttp`, nested objects too."""
    for statement in block.statements:
        if isinstance(statement, Control) and statement.keyword != "fun":
            name = "" if statement.keyword == "companion" else statement.name
            inner = f"{prefix}{name}." if name else prefix
            for body in statement.blocks:
                add_constants(scope, body, inner)
        elif isinstance(statement, Assignment) and statement.target.segments:
            name = statement.target.segments[-1].name
            scope.variables.setdefault(prefix + name, statement.value)
            # Inside its object a constant goes by its simple name.
            scope.variables.setdefault(name, statement.value)


class ConstantsScope(Scope):
    """The constants of `buildSrc` and included builds, read when a name is first looked up that could be one."""

    def __init__(self, read: Callable[[], Iterable[Script]]) -> None:
        super().__init__()
        self._read: Callable[[], Iterable[Script]] | None = read

    def find(self, name: str) -> tuple[Expr | str, Scope] | None:
        """As :meth:`Scope.find`; types start with a capital letter, so only such names cause reading."""
        if self._read is not None and name[:1].isupper():
            read, self._read = self._read, None
            for script in read():
                add_constants(self, script.block)
        return super().find(name)
