"""Settings from privlint.toml, .privlint.toml or `[tool.privlint]` of pyproject.toml."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal

import msgspec

from privlint.findings import SEVERITIES, Severity
from privlint.links import CODE
from privlint.suggestions import did_you_mean
from privlint.toml_positions import position_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Language = Literal["en", "zh"]
Jurisdiction = Literal["cn", "eu", "play"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
JURISDICTIONS: tuple[Jurisdiction, ...] = ("cn", "eu", "play")
FILE_NAMES = ("privlint.toml", ".privlint.toml", "pyproject.toml")
_TABLE = ("tool", "privlint")
_SELECTORS = ("select", "ignore")


class ConfigError(Exception):
    """Settings that cannot be used. The text is one line, `file:line:col: message` where there is a file."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Effective settings. Keys of files are spelt with hyphens: `min-severity`."""

    select: tuple[str, ...] = ()  # empty: all rules
    ignore: tuple[str, ...] = ()
    min_severity: Severity = "note"
    fail_on: Severity = "warning"
    variant: str = ""  # empty: the release variants that cover every flavour
    lang: Language | None = None  # None: by locale
    rules: tuple[str, ...] = ()  # folders with more rules, absolute
    gates: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    entry_points: tuple[str, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = JURISDICTIONS
    exclude: tuple[str, ...] = ()  # patterns as in .gitignore
    pedantic: bool = False
    policy: tuple[str, ...] = ()  # files with the privacy policy, absolute
    baseline: str = ""  # a file, absolute; empty: none
    rule_pages: str = ""  # address of the team's own rule pages, with {code} for the code; reports link to them
    require_reason: bool = False  # a suppression without one suppresses nothing


class Loaded(msgspec.Struct, frozen=True):
    """Settings, the file they come from and the keys that it sets (in the spelling of `Settings`)."""

    settings: Settings
    path: Path | None = None
    keys: frozenset[str] = frozenset()


#: Says what is wrong with a rule selector, "" for a good one. Rules are known to a room above this one.
RuleCheck = Callable[[str], str]


def discover(folder: Path, check_rule: RuleCheck) -> Loaded:
    """Settings of the nearest file in `folder` or above it; raises ConfigError."""
    folder = folder.absolute()
    return first((folder, *folder.parents), check_rule)


def first(folders: Iterable[Path], check_rule: RuleCheck) -> Loaded:
    """Settings of the first of these folders that has a file with some; raises ConfigError."""
    for parent in folders:
        for name in FILE_NAMES:
            path = parent / name
            if path.is_file() and (loaded := _load(path, check_rule, is_optional=True)):
                return loaded
    return Loaded(Settings())


def load(path: Path, check_rule: RuleCheck) -> Loaded:
    """Settings of a file; raises ConfigError."""
    return _load(path, check_rule, is_optional=False) or Loaded(Settings(), path)


def with_changes(settings: Settings, changes: Mapping[str, Any]) -> Settings:
    """Settings with those changes that are given (neither None nor empty)."""
    return msgspec.structs.replace(settings, **{k: v for k, v in changes.items() if v not in (None, (), "", False)})


def _load(path: Path, check_rule: RuleCheck, is_optional: bool) -> Loaded | None:
    """None for a pyproject.toml that has nothing for privlint."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}:1:1: cannot be read: {error.strerror or error}") from None
    is_pyproject = path.name == "pyproject.toml"
    if is_pyproject and is_optional and b"privlint" not in data:
        return None
    text = _decoded(path, data)
    document = _parsed(path, text)
    if is_pyproject:
        tool = document.get(_TABLE[0])
        table = tool.get(_TABLE[1]) if isinstance(tool, dict) else None
        if table is None:
            return None
        if not isinstance(table, dict):
            raise ConfigError(f"{path}:1:1: tool.privlint must be a table")
    else:
        table = document
    return _validated(path, text, table, _TABLE if is_pyproject else (), check_rule)


def _decoded(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise ConfigError(f"{path}:{before.count(10) + 1}:{column}: not UTF-8") from None


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        document: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = re.search(r" \(at line (\d+), column (\d+)\)$", message)
        if at:
            raise ConfigError(f"{path}:{at[1]}:{at[2]}: not TOML: {message[: at.start()]}") from None
        lines = text.split("\n")
        what = message.removesuffix(" (at end of document)")
        raise ConfigError(f"{path}:{len(lines)}:{len(lines[-1]) + 1}: not TOML: {what}") from None
    except RecursionError:
        raise ConfigError(f"{path}:1:1: not TOML: nested too deeply") from None
    return document


def _validated(
    path: Path, text: str, table: Mapping[str, Any], header: tuple[str, ...], check_rule: RuleCheck
) -> Loaded:
    values: dict[str, Any] = {}
    for key, value in table.items():

        def fail(message: str, item: str = "", key: str = key) -> ConfigError:
            line, column = position_of(text, header, key, item)
            return ConfigError(f"{path}:{line}:{column}: {message}")

        if key not in _READERS:
            raise fail(f"unknown setting '{key}'{did_you_mean(key, _READERS)}")
        values[key.replace("-", "_")] = _READERS[key](key, value, fail)
        if key in _SELECTORS:
            for selector in value:
                if message := check_rule(selector):
                    raise fail(message, selector)
    if "rules" in values:
        values["rules"] = tuple(str(path.absolute().parent / folder) for folder in values["rules"])
    if "policy" in values:
        position = partial(position_of, text, header, "policy")
        values["policy"] = tuple(_existing(path, name, position) for name in values["policy"])
    if values.get("baseline"):
        values["baseline"] = str(path.absolute().parent / values["baseline"])
    return Loaded(Settings(**values), path, frozenset(values))


def _existing(path: Path, name: str, position: Callable[[str], tuple[int, int]]) -> str:
    """The absolute path of a file that a settings file names; raises ConfigError if it is not there."""
    file = path.absolute().parent / name
    if file.is_file():
        return str(file)
    line, column = position(name)
    folder = name.rpartition("/")[0]
    near = did_you_mean(file.name, _names_in(file.parent))
    hint = near.replace("'", f"'{folder}/", 1) if near and folder else near
    raise ConfigError(f"{path}:{line}:{column}: no such file '{name}'{hint}")


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir() if entry.is_file())
    except OSError:
        return []


_Fail = Callable[..., ConfigError]
_Reader = Callable[[str, Any, _Fail], Any]


def _strings(key: str, value: Any, fail: _Fail) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise fail(f"'{key}' must be a list of strings")
    return tuple(value)


def _string(key: str, value: Any, fail: _Fail) -> str:
    if not isinstance(value, str):
        raise fail(f"'{key}' must be a string")
    return value


def _boolean(key: str, value: Any, fail: _Fail) -> bool:
    if not isinstance(value, bool):
        raise fail(f"'{key}' must be true or false")
    return value


def _one_of(known: tuple[str, ...]) -> _Reader:
    def read(key: str, value: Any, fail: _Fail) -> str:
        if value not in known:
            hint = did_you_mean(value, known) if isinstance(value, str) else ""
            raise fail(f"'{key}' must be one of {', '.join(known)}{hint}")
        return str(value)

    return read


def _some_of(known: tuple[str, ...]) -> _Reader:
    def read(key: str, value: Any, fail: _Fail) -> tuple[str, ...]:
        for item in (items := _strings(key, value, fail)):
            if item not in known:
                raise fail(f"'{key}' knows {', '.join(known)}, not '{item}'{did_you_mean(item, known)}", item)
        return items

    return read


def _address(key: str, value: Any, fail: _Fail) -> str:
    address = _string(key, value, fail)
    if not address.startswith(("https://", "http://")) or CODE not in address:
        raise fail(f"'{key}' must be an address with {CODE} in it, like https://docs.example/rules/{CODE}/")
    return address


_READERS: dict[str, _Reader] = {
    "select": _strings,
    "ignore": _strings,
    "min-severity": _one_of(SEVERITIES),
    "fail-on": _one_of(SEVERITIES),
    "variant": _string,
    "lang": _one_of(LANGUAGES),
    "rules": _strings,
    "gates": _strings,
    "accept": _strings,
    "entry-points": _strings,
    "jurisdictions": _some_of(JURISDICTIONS),
    "exclude": _strings,
    "pedantic": _boolean,
    "policy": _strings,
    "baseline": _string,
    "require-reason": _boolean,
    "rule-pages": _address,
}
