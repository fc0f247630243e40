"""Which broadcasts start an app, by the version of Android that it targets."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import SmallApp

from privlint import api
from privlint.config import Settings

_GRADLE = """
plugins {{ id 'com.android.application' }}
android {{
    namespace 'com.example'
    compileSdk 34
    {}
}}
"""


@pytest.mark.parametrize(
    ("action", "target", "severities"),
    [
        ("android.intent.action.BOOT_COMPLETED", "defaultConfig { targetSdk 34 }", ["note"]),
        ("android.intent.action.USER_PRESENT", "defaultConfig { targetSdk 34 }", []),
        ("android.intent.action.USER_PRESENT", "defaultConfig { targetSdkVersion 25 }", ["warning"]),
        ("android.intent.action.USER_PRESENT", "", ["note"]),
        ("android.net.conn.CONNECTIVITY_CHANGE", "defaultConfig { targetSdk = 24 }", []),
        ("android.intent.action.MEDIA_MOUNTED", "defaultConfig { targetSdk = 34 }", ["warning"]),
        ("android.intent.action.SCREEN_ON", "defaultConfig { targetSdk = 22 }", []),
    ],
)
def test_broadcasts(action: str, target: str, severities: list[str], tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.write("app/build.gradle", _GRADLE.format(target))
    app.manifest(
        f'<receiver android:name=".R"><intent-filter><action android:name="{action}" /></intent-filter></receiver>'
    )
    app.java(
        "R", "public class R extends BroadcastReceiver { @Override public void onReceive(Context c, Intent i) { } }"
    )
    found = [item for item in api.check(app.root, Settings()).findings if item.code == "PRV601"]
    assert [item.severity for item in found] == severities
