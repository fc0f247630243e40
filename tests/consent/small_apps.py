"""Small applications on disk: tests bring the sources that matter and ask what privlint thinks of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from privlint import api
from privlint.config import Settings
from privlint.consent.model import Verdict
from privlint.findings import Finding

_GRADLE = "plugins { id 'com.android.application' }\nandroid { namespace 'com.example'\ncompileSdk 34 }\n"
_MANIFEST = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools">
    <application android:name=".App"{attributes}>
        <activity android:name=".MainActivity" android:exported="true">
            <intent-filter>
                <action android:name="android.intent.action.MAIN" />
                <category android:name="android.intent.category.LAUNCHER" />
            </intent-filter>
        </activity>
        {more}
    </application>
</manifest>
"""
_HOME = '<activity android:name=".HomeActivity" />'
_IMPORTS = """\
package com.example{end}
import android.app.*{end}
import android.content.*{end}
import android.os.*{end}
import android.view.*{end}
import android.widget.*{end}
import android.preference.PreferenceManager{end}
import com.umeng.commonsdk.UMConfigure{end}
import com.umeng.analytics.MobclickAgent{end}
import com.amap.api.location.AMapLocationClient{end}
"""
#: What starts an SDK, in both languages.
START = 'UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null)'


class SmallApp:
    """An application with an Application class `App` and a launcher `MainActivity`, in package com.example."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("settings.gradle", "include ':app'\n")
        self.write("app/build.gradle", _GRADLE)
        self.manifest(_HOME)

    def manifest(self, more: str, attributes: str = "") -> None:
        """Declares components besides `App` and `MainActivity`, and more of `<application>`; without it
        `HomeActivity`."""
        self.write(
            "app/src/main/AndroidManifest.xml", _MANIFEST.format(more=more, attributes=f" {attributes}".rstrip())
        )

    def java(self, name: str, code: str) -> None:
        """Adds a Java file; package and imports come before the code, on the first line of it."""
        self._source(f"{name}.java", ";", code)

    def kotlin(self, name: str, code: str) -> None:
        """Adds a Kotlin file; package and imports come before the code."""
        self._source(f"{name}.kt", "", code)

    def line(self, marker: str) -> tuple[str, int]:
        """Path and line of a text that stands in one place of the sources."""
        found = [
            (path.relative_to(self.root).as_posix(), number)
            for path in sorted(self.root.rglob("app/src/main/java/**/*.*"))
            for number, text in enumerate(path.read_text("utf-8").splitlines(), 1)
            if marker in text
        ]
        assert len(found) == 1, f"{marker!r} stands in {found}"
        return found[0]

    def explain(self, marker: str, **settings: Any) -> Verdict:
        """The one verdict on the line of a text."""
        verdicts = api.explain(self.root, Settings(**settings), *self.line(marker))
        assert len(verdicts) == 1
        return verdicts[0]

    def findings(self, *codes: str, **settings: Any) -> list[Finding]:
        """The findings of some rules."""
        report = api.check(self.root, Settings(**settings))
        return [finding for finding in report.findings if finding.code in codes]

    def found(self, *codes: str, **settings: Any) -> list[tuple[str, int]]:
        """Codes and lines of the findings of some rules."""
        return [(finding.code, finding.line) for finding in self.findings(*codes, **settings)]

    def at(self, code: str, *markers: str) -> list[tuple[str, int]]:
        """What `found` gives if a rule reports the lines of these texts."""
        return [(code, self.line(marker)[1]) for marker in markers]

    def _source(self, name: str, end: str, code: str) -> None:
        self.write(f"app/src/main/java/com/example/{name}", _IMPORTS.format(end=end) + code)

    def write(self, path: str, text: str) -> None:
        """Adds a file."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
