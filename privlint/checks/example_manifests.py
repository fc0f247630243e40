"""Manifests for the examples of rules about components."""

from __future__ import annotations

from collections.abc import Iterable

_MANIFEST = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android">
{permissions}    <application{application}>
        <activity android:name=".MainActivity" android:exported="true">
            <intent-filter>
                <action android:name="android.intent.action.MAIN" />
                <category android:name="android.intent.category.LAUNCHER" />
            </intent-filter>
        </activity>
{components}    </application>
</manifest>
"""


def manifest(components: str = "", application: str = "", permissions: Iterable[str] = ()) -> dict[str, str]:
    """A manifest with components besides the launcher activity, the name of the application class, and permissions of
    the platform."""
    declared = "".join(f'    <uses-permission android:name="android.permission.{name}" />\n' for name in permissions)
    name = f' android:name="{application}"' if application else ""
    return {
        "app/src/main/AndroidManifest.xml": _MANIFEST.format(
            permissions=declared, components=components, application=name
        )
    }
