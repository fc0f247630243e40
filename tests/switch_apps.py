"""Small applications that use SDKs with switches, in both languages."""

from __future__ import annotations

from pathlib import Path

from privlint import api
from privlint.config import Settings
from privlint.findings import Finding

_GRADLE = "plugins { id 'com.android.application' }\nandroid { namespace 'com.example'\ncompileSdk 34 }\n"
_MANIFEST = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android"><application /></manifest>
"""
_IMPORTS = """\
package com.example{end} import android.content.*{end} import android.widget.*{end} import com.kwad.sdk.api.*{end} \
import com.kwad.sdk.api.model.SplashAdExtraData{end} import com.qq.e.comm.managers.setting.GlobalSetting{end} \
import com.sigmob.windad.WindAds{end} import com.bytedance.sdk.openadsdk.TTAdSdk{end} \
import com.bytedance.sdk.openadsdk.mediation.init.MediationPrivacyConfig{end} \
import com.bytedance.msdk.api.v2.slot.GMAdSlotSplash{end} import com.bytedance.msdk.api.v2.GMAdConstant{end} \
import cn.jpush.android.api.JPushInterface{end}
"""


class SwitchApp:
    """An application with sources and policies that a test brings."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("settings.gradle", "include ':app'\n")
        self.write("app/build.gradle", _GRADLE)
        self.write("app/src/main/AndroidManifest.xml", _MANIFEST)

    def write(self, path: str, text: str) -> None:
        """Adds or replaces a file."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def java(self, name: str, code: str) -> None:
        """Adds a Java file; package and imports are its first line."""
        self.write(f"app/src/main/java/com/example/{name}.java", _IMPORTS.format(end=";") + code + "\n")

    def kotlin(self, name: str, code: str) -> None:
        """Adds a Kotlin file; package and imports are its first line."""
        self.write(f"app/src/main/java/com/example/{name}.kt", _IMPORTS.format(end=";") + code + "\n")

    def findings(self, *codes: str) -> list[Finding]:
        """The findings of some rules."""
        return api.check(self.root, Settings(select=codes)).findings

    def codes(self, *codes: str) -> list[str]:
        """The codes of the findings of some rules."""
        return [finding.code for finding in self.findings(*codes)]

    def line(self, marker: str) -> tuple[str, int]:
        """Path and line of a text that stands in one place of the sources."""
        found = [
            (path.relative_to(self.root).as_posix(), number)
            for path in sorted((self.root / "app/src/main/java").rglob("*.*"))
            for number, text in enumerate(path.read_text("utf-8").splitlines(), 1)
            if marker in text
        ]
        assert len(found) == 1, f"{marker!r} stands in {found}"
        return found[0]
