"""Small objects of the model for tests: sites, exposures, findings, a catalogue, a variant."""

from __future__ import annotations

from typing import Any

from privlint.consent.model import Exposure, GateDefect, Place
from privlint.findings import Finding, Hop, Text
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.model import AutoStart, ConsentVocabulary, DataType, Regulation, Sdk, Site
from privlint.workspace.model import Application, Dependency, MergedManifest, Position, Variant

APP = "app/src/main/java/com/example/App.kt"


def site(owner: str = "com.vendor.Tracker", member: str = "init", **changes: Any) -> Site:
    values = {
        "id": f"{owner}#{member}",
        "owner": owner,
        "member": member,
        "form": "call",
        "kind": "start",
        "worth": "strict",
        "by_name": "no",
        "sdk": "tracker",
    }
    return Site(**{**values, **changes})


def place(line: int = 5, column: int = 9, path: str = APP) -> Place:
    return Place(path, line, column, line, column + 18, "com.example.App.onCreate")


def trace(line: int = 5, path: str = APP) -> tuple[Hop, ...]:
    return (
        Hop(path, 3, 5, "com.example.App.onCreate", "entry point: Application", "入口：Application"),
        Hop(path, line, 9, "com.vendor.Tracker#init"),
    )


def exposure(of: Site | None = None, **changes: Any) -> Exposure:
    values = {
        "site": of or site(),
        "place": place(),
        "call": "Tracker.init(this)",
        "trigger": "automatic",
        "confidence": "high",
        "trace": trace(),
    }
    return Exposure(**{**values, **changes})


def defect(kind: str, **changes: Any) -> GateDefect:
    values = {
        "kind": kind,
        "place": place(),
        "call": "setAgreed(true)",
        "flag": "privacy_agreed",
        "trigger": "automatic",
        "trace": trace(),
    }
    return GateDefect(**{**values, **changes})


def auto_start(component: str = "com.vendor.TrackerProvider", **changes: Any) -> AutoStart:
    return AutoStart(**{"component": component, "kind": "provider", "level": "collects", **changes})


def sdk(**changes: Any) -> Sdk:
    values = {
        "id": "tracker",
        "name_en": "Tracker analytics",
        "name_zh": "追踪统计",
        "vendor": "Vendor",
        "coordinates": ("com.vendor:tracker", "com.vendor.plus:*"),
        "data_types": ("android_id",),
    }
    return Sdk(**{**values, **changes})


def catalogue(*sdks: Sdk) -> Catalogue:
    return Catalogue(
        date="2026-01-01",
        digest="0" * 16,
        sites=(),
        sdks=sdks or (sdk(),),
        data_types=(DataType("android_id", "Android ID", "安卓 ID", True), DataType("imei", "IMEI", "IMEI", True)),
        return_types=(),
        callbacks=(),
        callback_types=(),
        component_starts=(),
        lifecycles=(),
        stores=(),
        consent=ConsentVocabulary((), (), (), (), (), (), (), (), (), ()),
        regulations=(
            Regulation("pipl", "cn", "Personal Information Protection Law", "个人信息保护法"),
            Regulation("gdpr", "eu", "GDPR", "欧盟通用数据保护条例"),
        ),
    )


def dependency(name: str = "tracker", group: str = "com.vendor", line: int = 10, **changes: Any) -> Dependency:
    values = {
        "group": group,
        "name": name,
        "version": "1.2.3",
        "requested": f"{group}:{name}:1.2.3",
        "position": Position("app/build.gradle", line, 5),
        "module": ":app",
        "configuration": "implementation",
        "via": "literal",
    }
    return Dependency(**{**values, **changes})


def manifest(**changes: Any) -> MergedManifest:
    values: dict[str, Any] = {
        "application": None,
        "components": (),
        "permissions": (),
        "meta_data": {},
        "removed": frozenset(),
        "paths": (),
    }
    return MergedManifest(**{**values, **changes})


def variant(name: str = "release", **changes: Any) -> Variant:
    values = {
        "name": name,
        "flavors": (),
        "build_type": "release",
        "sources": (APP,),
        "manifest": manifest(),
        "layouts": (),
        "values": (),
        "dependencies": (),
        "plugins": (),
    }
    return Variant(**{**values, **changes})


def application(*variants: Variant, path: str = "app") -> Application:
    return Application(path, f":{path}", variants or (variant(),))


def finding(**changes: Any) -> Finding:
    values = {
        "code": "PRV101",
        "name": "sdk-init-before-consent",
        "severity": "error",
        "confidence": "high",
        "message": Text("Tracker.init starts Tracker before the user agreed", "用户同意前启动追踪统计：Tracker.init"),
        "help": Text("Move it behind the consent check.", "移到同意判断之后。"),
        "path": APP,
        "line": 5,
        "column": 9,
        "end_line": 5,
        "end_column": 27,
        "application": "app",
        "variants": ("release",),
        "symbol": "com.example.App.onCreate",
        "api": "com.vendor.Tracker#init",
        "sdk": "tracker",
        "data_types": ("android_id",),
        "trace": trace(),
        "regulations": ("pipl", "gdpr"),
        "fingerprint": "f" * 32,
    }
    return Finding(**{**values, **changes})
