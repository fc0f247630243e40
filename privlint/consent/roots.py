"""Entry points: what the platform runs by itself, from the merged manifest and the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.consent.graph import ACTIVITIES, AUTOMATIC, LEVELS, PEER
from privlint.consent.values import ANYTHING, Values, const, join
from privlint.frontend.facts import NONE
from privlint.program.source import SourceClass
from privlint.workspace.model import Component

if TYPE_CHECKING:
    from privlint.consent.engine import Engine

_NAMES: Final = {
    "application": ("Application", "Application"),
    "hook": ("hook of the host application", "宿主应用的启动钩子"),
    "provider": ("content provider", "内容提供者"),
    "activity": ("launcher activity", "启动页"),
    "receiver": ("broadcast receiver", "广播接收器"),
    "service": ("service called by the system", "系统调用的服务"),
    "initializer": ("startup initializer", "启动初始化器"),
    "appComponentFactory": ("component factory", "组件工厂"),
    "backupAgent": ("backup agent", "备份代理"),
}
#: The intent by which the launcher starts a screen.
_OF_LAUNCHER: Final = const("empty", "", "call", "getIntent")
#: What marks an initializer in its meta-data, and the library's own resource for it.
_STARTUP: Final = frozenset(["androidx.startup", "@string/androidx_startup"])


def add_roots(engine: Engine) -> None:
    """Queues everything that runs by itself."""
    manifest = engine.tables.variant.manifest
    for component in manifest.components:
        cls = find_class(engine, component.target or component.name) if component.is_launcher else None
        if cls is not None:  # the application may wait for it
            engine.write(None, ACTIVITIES, (engine.instance(cls),))
    application = manifest.application
    if application is not None:
        for attribute, name in application.helpers:
            _start(engine, name, attribute)
        _start(engine, application.name, "application")
    for lifecycle in engine.tables.catalogue.lifecycles:
        for supertype in lifecycle.supertypes if lifecycle.on == "process" else ():
            for cls in engine.tables.hierarchy.subclasses(supertype):
                _start(engine, cls.name, "hook")
    for component in sorted(manifest.components, key=lambda item: -item.init_order):
        if component.name not in manifest.removed and component.enabled is not False and component.node != "remove":
            _add_component(engine, component)
    for name in engine.tables.settings.entry_points:
        _add_named(engine, name)


def _add_component(engine: Engine, component: Component) -> None:
    if component.kind == "provider":
        _start(engine, component.name, "provider")
        for name, value, _ in component.meta_data:
            if value in _STARTUP and name not in engine.tables.variant.manifest.removed:
                _start(engine, name, "initializer")
    elif component.kind in ("activity", "activity-alias"):
        _add_activity(engine, component)
    elif component.kind == "receiver":
        _add_receiver(engine, component)
    elif component.kind == "service":
        cls = find_class(engine, component.name)
        lifecycle = engine.tables.lifecycle(cls) if cls is not None else None
        is_special = lifecycle is not None and lifecycle.component == "other" and lifecycle.on == "start"
        if is_special or _is_asked_for(engine, component):
            _start(engine, component.name, "service")
        elif _is_open_to_others(component):
            _start(engine, component.name, "service", PEER)


def _add_activity(engine: Engine, component: Component) -> None:
    name = component.target or component.name
    if component.is_launcher:
        cls = find_class(engine, name)
        if cls is not None:
            engine.write(None, ("intents", cls.name), (_OF_LAUNCHER,))
        _start(engine, name, "activity")
    elif _is_open_to_others(component):
        cls = find_class(engine, name) if engine.last_level >= PEER else None
        if cls is not None:
            engine.write(None, ("intents", cls.name), ANYTHING)
        _start(engine, name, "activity", PEER)


def _add_receiver(engine: Engine, component: Component) -> None:
    cls = find_class(engine, component.name)
    lifecycle = engine.tables.lifecycle(cls) if cls is not None else None
    if lifecycle is None:
        return
    if lifecycle.component == "other":
        _start(engine, component.name, "receiver")
    elif _is_asked_for(engine, component):
        _start(engine, component.name, "receiver", intent=_of_system(engine, component))
    elif lifecycle.component == "receiver" and _is_open_to_others(component):
        _start(engine, component.name, "receiver", PEER)


def _is_open_to_others(component: Component) -> bool:
    """Whether other apps can start it: exported, or with a filter and not said to be closed."""
    return bool(component.exported or (component.actions and component.exported is None))


def _is_asked_for(engine: Engine, component: Component) -> bool:
    """Whether the system sends one of the actions by itself."""
    return not engine.tables.manifest_actions.isdisjoint(component.actions)


def _of_system(engine: Engine, component: Component) -> Values:
    """The intents that the system sends to a receiver by itself."""
    messages = engine.interpreter.calls.library.messages
    sent = [action for action in component.actions if action in engine.tables.manifest_actions]
    return join(*(messages.delivered(None, const("string", action)) for action in sent))


def _start(engine: Engine, name: str, kind: str, level: int = AUTOMATIC, intent: Values = ANYTHING) -> None:
    cls = find_class(engine, name)
    if cls is None and kind == "application":
        cls = _delegate(engine, name)
    if cls is None:
        return
    en, zh = _NAMES[kind] if level == AUTOMATIC else ("component that other apps can start", "可被其他应用启动的组件")
    components = engine.interpreter.calls.components
    components.start(None, 0, cls, level, "", f"entry point: {en}", f"入口：{zh}", intent=intent)
    if kind == "application":
        for behind in _behind(engine, cls):
            components.start(None, 0, behind, level, "", f"entry point: {en}", f"入口：{zh}")


def find_class(engine: Engine, name: str) -> SourceClass | None:
    """The class of a manifest name. Generated subclasses (`MainActivity_`) stand for what they are made from."""
    classes = engine.tables.program.classes
    return classes.get(name) or classes.get(name.removesuffix("_"))


def _delegate(engine: Engine, name: str) -> SourceClass | None:
    """The class that stands behind an application that an annotation processor generates: an annotation of it names
    the generated class."""
    rows = engine.tables.catalogue.lifecycles
    annotations = tuple(row.named_by for row in rows if row.component == "application" and row.named_by)
    for cls in engine.tables.program.annotated(*annotations):
        if cls.decl.annotations and cls.has_annotation(*annotations):
            texts = [text.rpartition("=")[2] for item in cls.decl.annotations for text in item.arguments]
            if any(name == text or text.startswith(".") and name.endswith(text) for text in map(_unquoted, texts)):
                return cls
    return None


def _behind(engine: Engine, shell: SourceClass) -> list[SourceClass]:
    """The application that takes the place of a shell: an annotation of a class inside tells its class."""
    lifecycle = engine.tables.lifecycle(shell)
    if lifecycle is None or not lifecycle.names:
        return []
    inside = (item for inner in shell.nested.values() for item in inner.decl.annotations)
    annotations = (item for item in inside if item.name.rpartition(".")[2] == lifecycle.names)
    names = (_unquoted(text.rpartition("=")[2]) for item in annotations for text in item.arguments)
    types = (name.removesuffix(".class").removesuffix("::class") for name in names)
    found = (engine.tables.names.resolve(shell.file, shell, name) for name in types)
    return [engine.tables.program.classes[name] for name in found if name in engine.tables.program.classes]


def _unquoted(text: str) -> str:
    return text.strip(' "')


def _add_named(engine: Engine, name: str) -> None:
    """A method that the settings name: `com.example.Plugin#load`, or `load` of any class."""
    owner, _, member = name.rpartition("#")
    program = engine.tables.program
    classes = [program.classes[owner]] if owner in program.classes else []
    if not owner:
        classes = program.with_member(member)
    calls = engine.interpreter.calls
    for cls in classes:
        for method in engine.tables.hierarchy.dispatch(cls, member):
            if method.decl.body != NONE:
                calls.run_method(
                    None, 0, method, engine.instance(cls), [ANYTHING] * len(method.decl.params),
                    level=LEVELS["automatic"], note="entry point: settings", note_zh="入口：设置",
                )  # fmt: skip
