"""Generated merges: manifests of an application, its flavours and build types, and of libraries."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

_HEAD = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools"
    package="{package}">
"""
#: Without it a library counts as one for Android 1, of which the merger concludes permissions.
_SDK = '    <uses-sdk android:minSdkVersion="21" android:targetSdkVersion="30" />\n'
_PERMISSIONS = tuple(f"android.permission.P{number}" for number in range(4))
_CLASSES = (".Main", "Plain", "com.vendor.Push", "com.vendor.Init", "com.example.Main")
_KINDS = ("activity", "service", "receiver", "provider")
_META = ("vendor.key", "vendor.auto", "vendor.channel")
_ACTIONS = ("a.BOOT", "a.NET", "a.VIEW")
_CATEGORIES = ("c.DEFAULT", "c.LAUNCHER")
_PROCESSES = (":push", ":remote")


class Case:
    """One merge: its manifests by name, the application's with the highest priority first."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        own = [f"overlay{number}" for number in range(chance.choice((0, 0, 1, 2)))] + ["main"]
        libraries = [f"library{number}" for number in range(chance.choice((0, 1, 1, 2, 3)))]
        self.names = (*own, *libraries)
        writers = {name: _Writer(chance, name, None if name in libraries else libraries) for name in self.names}
        self.texts = {name: writer.manifest() for name, writer in writers.items()}

    def write(self, folder: Path) -> None:
        """Writes the manifests as the merger's driver expects them."""
        folder.mkdir(parents=True)
        for name, text in self.texts.items():
            (folder / f"{name}.xml").write_text(text, "utf-8")


class _Writer:
    """Writes one manifest. Values depend on what they belong to, so that manifests seldom contradict each other: a
    contradiction ends a build."""

    def __init__(self, chance: random.Random, name: str, libraries: list[str] | None) -> None:
        self.chance = chance
        self.is_own = libraries is not None
        self.libraries = libraries or []
        self.package = "com.example" if self.is_own else f"com.{name}"

    def manifest(self) -> str:
        lines = [_HEAD.format(package=self.package), "" if self.is_own else _SDK]
        lines += [self.permission(name) for name in _PERMISSIONS if self.happens(0.35)]
        lines.append(f"    <application{self.application()}>\n")
        lines += [self.meta_data(name, 8) for name in _META if self.happens(0.25)]
        for kind in _KINDS:
            names = [name for name in _CLASSES if self.happens(0.25)]
            lines += [self.component(kind, name) for name in self.distinct(names)]
            if self.is_own and self.happens(0.02):
                lines.append(f'        <{kind} tools:node="removeAll" />\n')
        if self.happens(0.2):
            lines.append('        <activity-alias android:name=".Alias" android:targetActivity="com.example.Main" />\n')
        return "".join([*lines, "    </application>\n</manifest>\n"])

    def happens(self, probability: float) -> bool:
        return self.chance.random() < probability

    def distinct(self, names: list[str]) -> Iterator[str]:
        """Names that mean different classes."""
        seen = set()
        for name in names:
            full = self.full(name)
            if full not in seen:
                seen.add(full)
                yield name

    def full(self, name: str) -> str:
        return self.package + name if name.startswith(".") else name if "." in name else f"{self.package}.{name}"

    def permission(self, name: str) -> str:
        limit = ' android:maxSdkVersion="28"' if name.endswith("3") else ""
        return f'    <uses-permission android:name="{name}"{limit}{self.marker(("remove",))} />\n'

    def marker(self, kinds: tuple[str, ...]) -> str:
        if not (self.is_own and self.happens(0.25)):
            return ""
        kind, selector = self.chance.choice(kinds), ""
        if kind == "remove" and self.libraries and self.happens(0.3):
            selector = f' tools:selector="com.{self.chance.choice(self.libraries)}"'
        return f' tools:node="{kind}"{selector}'

    def application(self) -> str:
        parts = []
        if self.is_own and self.happens(0.4):
            parts.append('android:name=".App" tools:replace="android:name"')
        if self.happens(0.3):
            parts.append('android:process=":all"')
        return "".join(f" {part}" for part in parts)

    def meta_data(self, name: str, indent: int) -> str:
        marker = self.marker(("remove", "replace")).partition(" tools:selector")[0]
        value = f' android:value="{self.chance.choice("xy")}" tools:replace="android:value"'
        if not self.is_own or "remove" in marker:
            value = ' android:value="z"' if not self.is_own else ""
        elif self.happens(0.1):
            value = ' android:resource="@string/z" tools:remove="android:value"'
        return f'{" " * indent}<meta-data android:name="{name}"{value}{marker} />\n'

    def component(self, kind: str, name: str) -> str:
        marker = self.marker(("remove", "replace", "merge", "mergeOnlyAttributes", "strict"))
        if '"remove"' in marker:
            return f'        <{kind} android:name="{name}"{marker} />\n'
        attributes, changed, removed = self.attributes(kind, self.full(name))
        replace = f' tools:replace="{",".join(changed)}"' if changed else ""
        remove = f' tools:remove="{",".join(removed)}"' if removed else ""
        head = f'        <{kind} android:name="{name}"{attributes}{replace}{remove}{marker}>\n'
        body = [self.filter() for _ in range(self.chance.choice((0, 0, 1, 2)))]
        body += [self.meta_data(meta, 12) for meta in _META if self.happens(0.15)]
        return "".join([head, *body, f"        </{kind}>\n"])

    def attributes(self, kind: str, name: str) -> tuple[str, list[str], list[str]]:
        usual = {
            "android:exported": "false",
            "android:enabled": "true",
            "android:process": _PROCESSES[len(name) % 2],
            "android:permission": "vendor.permission.START",
        }
        if kind == "provider":
            usual |= {"android:authorities": "${applicationId}." + name.lower(), "android:initOrder": "7"}
        other = {"android:exported": "true", "android:enabled": "false", "android:process": ":other"}
        found, changed, removed = [], [], []
        for key, value in usual.items():
            if self.is_own and key in other and self.happens(0.15):
                found.append(f' {key}="{other[key]}"')
                changed.append(key)
            elif self.is_own and self.happens(0.08):
                removed.append(key)
            elif self.happens(0.3):
                found.append(f' {key}="{value}"')
        return "".join(found), changed, removed

    def filter(self) -> str:
        if self.is_own and self.happens(0.05):
            return '            <intent-filter tools:node="removeAll" />\n'
        names = [name for name in _ACTIONS if self.happens(0.4)] or ["a.X"]
        parts = [f'<action android:name="{name}" />' for name in names]
        parts += [f'<category android:name="{name}" />' for name in _CATEGORIES if self.happens(0.3)]
        return f"            <intent-filter>{''.join(parts)}</intent-filter>\n"
