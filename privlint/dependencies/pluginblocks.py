"""Blocks of Gradle plugins that add SDKs: `MySdk { Push { version '1.0' } }`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from privlint.dependencies.declared import Declaration
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script
from privlint.workspace.model import Position


class PluginBlock(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A block by which a plugin adds a library: the names of the blocks around it with dots (`MySdk.Push`), and the
    setting in it that names the version."""

    plugin: str
    block: str
    coordinate: str
    version: str = "version"


def block_declarations(script: Script, scope: Scope, blocks: Sequence[PluginBlock]) -> Iterator[Declaration]:
    """The libraries that the blocks of a script add, at the line of the version where there is one."""
    for rule in blocks:
        path = tuple(rule.block.split("."))
        opened = [setting for setting in script.settings if setting.path == path and not setting.operator]
        if not opened:
            continue
        at = Position(script.path, opened[0].line, opened[0].column)
        group, _, name = rule.coordinate.partition(":")
        version, version_at = None, None
        if _is_switched_off(script, scope, path):
            continue
        for setting in script.settings:
            if setting.path in _settings_of(path, rule.version) and setting.arguments:
                version = scope.text(setting.arguments[0].value)
                version_at = Position(script.path, setting.line, setting.column)
        yield Declaration("implementation", version_at or at, at, (group, name), version, version or "", "plugin")


def _settings_of(block: tuple[str, ...], name: str) -> tuple[tuple[str, ...], ...]:
    """The paths of `name = x`, `name x` and `name.set(x)` in a block."""
    return (*block, name), (*block, name, "set")


def _is_switched_off(script: Script, scope: Scope, block: tuple[str, ...]) -> bool:
    """Whether a block says `enabled = false`."""
    return any(
        setting.path in _settings_of(block, "enabled")
        and setting.arguments
        and scope.evaluate(setting.arguments[0].value) is False
        for setting in script.settings
    )
