"""Inventories for tests of the formats: a small one, one with hostile names."""

from __future__ import annotations

from typing import Any

from reports import HOSTILE

from privlint.findings import Text
from privlint.inventory import (
    ApplicationInventory,
    Brought,
    Collected,
    Gap,
    Inventory,
    NamedId,
    Shared,
    UsePlace,
)

ANDROID_ID = NamedId("android_id", Text("Android ID", "安卓 ID"))
IMEI = NamedId("imei", Text("IMEI", "国际移动设备识别码"))
CAMERA = NamedId("camera", Text("camera", "摄像头"))
ANALYTICS = NamedId("analytics", Text("analytics", "统计分析"))
TRACKER = NamedId("tracker", Text("Tracker", "追踪统计"))
APP = "app/src/main/java/com/example/App.kt"


def place(line: int = 5, **changes: Any) -> UsePlace:
    values = {
        "path": APP,
        "line": line,
        "symbol": "com.example.App.onCreate",
        "api": "android.provider.Settings.Secure#getString",
        "state": "before",
        "entry": "App.onCreate",
    }
    return UsePlace(**{**values, **changes})


def brought(text: str = "com.vendor:tracker", **changes: Any) -> Brought:
    values = {
        "text": text,
        "version": "1.2.3",
        "via": "literal",
        "evidence": "declared",
        "path": "app/build.gradle",
        "line": 10,
    }
    return Brought(**{**values, **changes})


def shared(**changes: Any) -> Shared:
    values: dict[str, Any] = {
        "sdk": TRACKER,
        "vendor": "Vendor | Ltd",
        "purposes": (ANALYTICS,),
        "data_types": (ANDROID_ID, IMEI),
        "brought": (brought(),),
        "first_use": f"{APP}:3",
        "state": "before",
        "entry": "App.onCreate",
        "policy_url": "https://vendor.example/privacy_policy?a=1&b=2",
        "use_at": f"{APP}:5",
    }
    return Shared(**{**values, **changes})


def inventory(**changes: Any) -> Inventory:
    api = NamedId(
        "android.provider.Settings.Secure#getString", Text("Settings.Secure.getString", "Settings.Secure.getString")
    )
    many = tuple(place(line, state="after", entry="MainActivity.onClick") for line in range(20, 31))
    values: dict[str, Any] = {
        "path": "app",
        "gradle": ":app",
        "collected": (
            Collected(ANDROID_ID, "app", api, (), "before", (place(), place(9, state="after"))),
            Collected(ANDROID_ID, "sdk", TRACKER, (ANALYTICS,), "before", (place(6, api="com.vendor.Tracker#init"),)),
            Collected(CAMERA, "app", NamedId("a.Camera#open", Text("Camera.open", "Camera.open")), (), "after", many),
        ),
        "shared": (
            shared(),
            shared(
                sdk=NamedId("maps", Text("Maps", "地图")),
                vendor="",
                purposes=(),
                data_types=(),
                brought=(brought("app/libs/maps.aar", version="", via="archive"), brought("com.vendor:maps")),
                first_use="",
                state="unreached",
                entry="",
                policy_url="",
                use_at="",
            ),
        ),
        "gaps": (
            Gap("archive", "app/libs/x.jar", Text("what it is", "其来源"), "app/build.gradle:12"),
            Gap("library", "com.squareup.okhttp3:okhttp", Text("", "")),
            Gap("sdk", "maps", Text("vendor, purpose", "第三方名称、使用目的")),
        ),
        "libraries": (
            brought("app/libs/maps.aar", version="", via="archive"),
            brought("com.squareup.okhttp3:okhttp", version="4.12.0", line=14),
            brought("com.vendor:tracker"),
            brought("com.vendor:tracker", path="lib/build.gradle"),
        ),
    }
    return Inventory((ApplicationInventory(**{**values, **changes}),))


def hostile() -> Inventory:
    """Every text that a repository can influence is hostile."""
    text = NamedId(HOSTILE, Text(HOSTILE, HOSTILE))
    bad = brought(HOSTILE, version=HOSTILE, path=HOSTILE)
    where = place(path=HOSTILE, symbol=HOSTILE, api=HOSTILE, entry=HOSTILE)
    return inventory(
        path=HOSTILE,
        gradle=HOSTILE,
        collected=(Collected(ANDROID_ID, "app", text, (text,), "before", (where,)),),
        shared=(shared(brought=(bad,), first_use=f"{HOSTILE}:1", entry=HOSTILE),),
        gaps=(Gap("archive", HOSTILE, Text(HOSTILE, HOSTILE), f"{HOSTILE}:1"), Gap("library", HOSTILE, Text("", ""))),
        libraries=(bad,),
    )
