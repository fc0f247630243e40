"""The examples on the pages of the rules: the failing one is reported, the mended one is not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from privlint import api
from privlint.checks import registry
from privlint.checks.rule import Example
from privlint.config import Settings
from privlint.findings import Severity

#: What every small app has; an example brings the files that matter, in Java or in Kotlin.
SCAFFOLD = {
    "settings.gradle": "include ':app'\n",
    "app/build.gradle": """\
plugins {
    id 'com.android.application'
}

android {
    namespace 'com.example'
    compileSdk 34
}
""",
    "app/src/main/AndroidManifest.xml": """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android">
    <application android:name=".App">
        <activity android:name=".MainActivity" android:exported="true">
            <intent-filter>
                <action android:name="android.intent.action.MAIN" />
                <category android:name="android.intent.category.LAUNCHER" />
            </intent-filter>
        </activity>
    </application>
</manifest>
""",
}
EXAMPLES = [
    pytest.param(entry.code, example, id=f"{entry.code}-{example.language}")
    for entry in registry.ENTRIES
    for example in registry.load(entry).RULE.examples
]


def codes(folder: Path, files: Mapping[str, str], worst: Severity = "note") -> set[str]:
    """The rules that find something as bad as `worst`, or worse."""
    scaffold = dict(SCAFFOLD)
    if "app/build.gradle.kts" in files:
        del scaffold["app/build.gradle"]
    for name, text in {**scaffold, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return {finding.code for finding in api.check(folder, Settings(min_severity=worst)).findings}


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_example(code: str, example: Example, tmp_path: Path) -> None:
    assert code in codes(tmp_path / "failing", example.failing)
    mended = tmp_path / "mended"
    assert code not in codes(mended, example.mended)
    assert codes(mended, example.mended, "warning") == set()  # a note may still ask a question
