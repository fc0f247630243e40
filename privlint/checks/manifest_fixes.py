"""Edits of an application's manifest that keep an SDK from starting by itself."""

from __future__ import annotations

from collections.abc import Iterable

from privlint.checks.auto_starts import INITIALIZATION_PROVIDER
from privlint.findings import Edit, Fix, Text
from privlint.knowledge.model import AutoStart
from privlint.sources import Sources
from privlint.workspace.manifest import ANDROID, TOOLS
from privlint.workspace.manifest_text import Tag, read_tags
from privlint.workspace.model import Application

_STEP = "    "
_REMOVED = Text(
    "Remove the component from the merged manifest: the SDK must then be started in code, once the user agreed",
    "从合并后的清单中移除该组件：此后须在用户同意后由代码启动 SDK",
)
_SWITCHED = Text(
    "Switch the automatic start off in the manifest: it can be switched on in code, once the user agreed",
    "在清单中关闭自动启动：用户同意后再由代码开启",
)


def fixes(sources: Sources, application: Application, starts: Iterable[AutoStart]) -> tuple[Fix, ...]:
    """Ways to keep one component from starting the SDKs that share it: their switches, where all of them have one, and
    its removal. Nothing where the application has no manifest that can be edited."""
    path = _main_manifest(application)
    text = sources.text(path) if path else None
    editor = _Editor(path, text) if text else None
    if editor is None or editor.application is None:
        return ()
    found = list(starts)
    ways = [(_REMOVED, editor.removal(found[0]))]
    if all(start.disabled_by for start in found):
        items = dict.fromkeys(item for start in found for item in start.disabled_by[0])
        if not _is_set_above(path, application, items):
            ways.insert(0, (_SWITCHED, editor.switches(items)))
    return tuple(Fix(description, edits) for description, edits in ways if edits)


def _is_set_above(path: str, application: Application, items: Iterable[str]) -> bool:
    """Whether a manifest of a flavour or build type sets one of the switches, before which the main one has no say."""
    keys = {item.partition("=")[0] for item in items}
    for variant in application.variants:
        manifest = variant.manifest
        above = manifest.paths[: manifest.paths.index(path)] if path in manifest.paths else ()
        if any(manifest.meta_data[key][1].path in above for key in keys & manifest.meta_data.keys()):
            return True
    return False


def _main_manifest(application: Application) -> str:
    """The manifest of the application that counts in all of its variants, "" if there is none."""
    usual = f"{application.path}/src/main/AndroidManifest.xml".lstrip("/")
    for variant in application.variants:
        if usual in variant.manifest.paths:
            return usual
        if variant.manifest.application is not None:
            return variant.manifest.application.position.path
    return ""


class _Editor:
    """One manifest as text. Makes edits, changes nothing."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        root = read_tags(text)
        self.root = root if root is not None and root.name == "manifest" else None
        self.application = self.root.child("application") if self.root is not None else None
        self.android = self._prefix(ANDROID) or "android"
        self.tools = self._prefix(TOOLS)

    def removal(self, start: AutoStart) -> tuple[Edit, ...]:
        """Removes a provider, or an initializer from the provider that runs it."""
        application = self._application()
        if start.kind == "provider":
            provider = self._named(application, "provider", start.component)
            edits = self._removed(provider) if provider is not None else self._added(application, self._gone(start))
        else:
            provider = self._named(application, "provider", INITIALIZATION_PROVIDER)
            entry = self._named(provider, "meta-data", start.component) if provider is not None else None
            gone = self._element("meta-data", start.component, 'node="remove"')
            if entry is not None:
                edits = self._removed(entry)
            elif provider is not None:
                edits = self._added(provider, [gone])
            else:
                around = self._element("provider", INITIALIZATION_PROVIDER, 'node="merge"')[:-2].rstrip()
                edits = self._added(application, [f"{around}>", _STEP + gone, "</provider>"])
        return (*self._tools_namespace(), *edits)

    def switches(self, items: Iterable[str]) -> tuple[Edit, ...]:
        """Gives meta-data of the application their values, `key=value` each."""
        application = self._application()
        lines: list[str] = []
        edits: list[Edit] = []
        for item in items:
            key, _, value = item.partition("=")
            entry = self._named(application, "meta-data", key)
            known = entry.attributes.get(f"{self.android}:value") if entry is not None else None
            if entry is None:
                lines.append(f'<meta-data {self.android}:name="{key}" {self.android}:value="{value}" />')
            elif known is None:
                return ()
            else:
                edits.append(self._edit(known[1], known[2], value))
        return (*edits, *(self._added(application, lines) if lines else ()))

    def _application(self) -> Tag:
        assert self.application is not None
        return self.application

    def _prefix(self, namespace: str) -> str:
        """The prefix by which the root declares a namespace, "" if it does not."""
        attributes = self.root.attributes.items() if self.root is not None else ()
        found = (name for name, (value, _, _) in attributes if value == namespace.strip("{}"))
        return next((name[len("xmlns:") :] for name in found if name.startswith("xmlns:")), "")

    def _named(self, parent: Tag, tag: str, name: str) -> Tag | None:
        attribute = f"{self.android}:name"
        found = (child for child in parent.children if child.name == tag)
        return next((child for child in found if child.attribute(attribute).replace("$", ".") == name), None)

    def _gone(self, start: AutoStart) -> list[str]:
        return [self._element("provider", start.component, 'node="remove"')]

    def _element(self, tag: str, name: str, marker: str) -> str:
        return f'<{tag} {self.android}:name="{name}" {self.tools or "tools"}:{marker} />'

    def _tools_namespace(self) -> tuple[Edit, ...]:
        """Declares the namespace of merge instructions where it is missing."""
        if self.tools or self.root is None:
            return ()
        at = self.root.start + len("<manifest")
        return (self._edit(at, at, f' xmlns:tools="{TOOLS.strip("{}")}"'),)

    def _removed(self, tag: Tag) -> tuple[Edit, ...]:
        """Marks an element that the manifest has."""
        known = tag.attributes.get(f"{self.tools}:node")
        if known is not None:
            return (self._edit(known[1], known[2], "remove"),)
        at = tag.start + len(tag.name) + 1
        return (self._edit(at, at, f' {self.tools or "tools"}:node="remove"'),)

    def _added(self, parent: Tag, lines: list[str]) -> tuple[Edit, ...]:
        """Puts lines at the end of an element, indented as its children are."""
        outer = self._indentation(parent.start)
        inner = self._indentation(parent.children[0].start) if parent.children else outer + _STEP
        block = self.newline.join(f"{inner}{line}" for line in lines)
        if parent.is_empty:
            end = parent.inner - len("/>")
            kept = len(self.text[:end].rstrip())
            closing = f"{self.newline}{outer}</{parent.name}>"
            return (self._edit(kept, parent.inner, f">{self.newline}{block}{closing}"),)
        at = parent.close - len(self._indentation(parent.close))
        if at and self.text[at - 1] == "\n":
            return (self._edit(at, at, block + self.newline),)
        return (self._edit(parent.close, parent.close, f"{self.newline}{block}{self.newline}{outer}"),)

    def _indentation(self, offset: int) -> str:
        """The white space before an offset, as far as the line has it."""
        line = self.text[self.text.rfind("\n", 0, offset) + 1 : offset]
        return line[len(line.rstrip(" \t")) :]

    def _edit(self, start: int, end: int, text: str) -> Edit:
        return Edit(self.path, *self._position(start), *self._position(end), text)

    def _position(self, offset: int) -> tuple[int, int]:
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)
