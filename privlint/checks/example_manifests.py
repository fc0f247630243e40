"""Manifests for the examples of rules about components."""

from __future__ import annotations

_MANIFEST = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android">
    <application{application}>
        <activity android:name=".MainActivity" android:exported="true">
            <intent-filter>
                <action android:name="android.intent.action.MAIN" />
                <category android:name="android.intent.category.LAUNCHER" />
            </intent-filter>
        </activity>
{components}    </application>
</manifest>
"""


def manifest(components: str = "", application: str = "") -> dict[str, str]:
    """A manifest with components besides the launcher activity, and the name of the application class."""
    name = f' android:name="{application}"' if application else ""
    return {"app/src/main/AndroidManifest.xml": _MANIFEST.format(components=components, application=name)}
