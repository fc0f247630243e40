"""Facts in Gradle's build cache: what one checkout has found, another takes from there."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from gradle.building import COMMAND, SCRIPT, Gradle, said, write
from gradle.test_script import MANIFEST
from support import Cli

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("gradle")]

_SETTINGS = """\
include ':app', ':lib', ':empty'
buildCache {{ local(DirectoryBuildCache) {{ directory = file('{cache}') }} }}
"""
_ACTIVITY = """\
package com.example;

public class MainActivity extends android.app.Activity {
    @Override
    protected void onCreate(android.os.Bundle state) {
        super.onCreate(state);
        new Reader().read(this);
    }
}
"""
_READER = """\
package com.example

class Reader {
    fun read(context: android.content.Context) =
        android.provider.Settings.Secure.getString(context.contentResolver, "android_id")
}
"""
_JAVA = "apply plugin: 'java'\n"
_FILES = {
    "build.gradle": "apply from: 'gradle/privlint.gradle'\n",
    "app/build.gradle": f"{_JAVA}dependencies {{ compile project(':lib') }}\n",
    "app/src/main/AndroidManifest.xml": MANIFEST,
    "app/src/main/java/com/example/MainActivity.java": _ACTIVITY,
    "app/src/test/java/com/example/MainActivityTest.java": "package com.example;\nclass MainActivityTest {}\n",
    "lib/build.gradle": _JAVA,
    "lib/src/main/kotlin/com/example/Reader.kt": _READER,
    "empty/build.gradle": _JAVA,
}


@pytest.fixture(scope="module")
def checkouts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two folders with the same files; what Gradle keeps goes to one folder beside them."""
    folder = tmp_path_factory.mktemp("facts")
    found = [folder / "one", folder / "elsewhere/two"]
    for checkout in found:
        settings = _SETTINGS.format(cache=(folder / "cache").as_posix())
        write(checkout, {**_FILES, "settings.gradle": settings, "gradle/privlint.gradle": SCRIPT.read_text("utf-8")})
    return found


def outcomes(gradle: Gradle, folder: Path) -> dict[str, str]:
    """Project -> what became of its task; "" if it ran."""
    process = gradle(folder, "privlintFacts", "--build-cache", COMMAND)
    assert process.returncode == 0, said(process)
    return dict(re.findall(r"^(?:> Task )?(\S*):privlintFacts ?([A-Z-]*)$", process.stdout, re.MULTILINE))


def facts(folder: Path) -> dict[str, bytes]:
    """The files that the tasks left, by their places."""
    kept = folder / "build/privlint-facts"
    return {file.relative_to(kept).as_posix(): file.read_bytes() for file in kept.rglob("*.facts")}


def checked(cli: Cli, folder: Path, *options: str | Path) -> Any:
    """The report of a check, without the time it took."""
    report = json.loads(cli("check", folder, "--output-format", "json", "--exit-zero", *options).stdout)
    del report["summary"]["seconds"]
    return report


def test_the_second_checkout_takes_facts_from_the_build_cache(checkouts: list[Path], gradle: Gradle, cli: Cli) -> None:
    one, two = checkouts
    assert outcomes(gradle, one) == {"": "NO-SOURCE", ":app": "", ":empty": "NO-SOURCE", ":lib": ""}
    assert outcomes(gradle, two) == {"": "NO-SOURCE", ":app": "FROM-CACHE", ":empty": "NO-SOURCE", ":lib": "FROM-CACHE"}
    assert sorted(name.partition("/")[0] for name in facts(one)) == ["app", "lib"]
    assert facts(one) == facts(two)
    report = checked(cli, two, "--facts", two / "build/privlint-facts")
    assert report == checked(cli, two, "--no-cache")
    assert [finding["path"] for finding in report["findings"] if finding["code"] == "PRV102"] == [
        "lib/src/main/kotlin/com/example/Reader.kt"
    ]


def test_only_a_changed_project_runs_again(checkouts: list[Path], gradle: Gradle) -> None:
    """And leaves nothing of what it found before. Tests do not count."""
    one, two = checkouts
    before = facts(two)
    write(two, {"app/src/test/java/com/example/MainActivityTest.java": "class Other {}\n"})
    write(two, {"lib/src/main/kotlin/com/example/Reader.kt": f"{_READER}\nclass Other\n"})
    assert outcomes(gradle, two) == {"": "NO-SOURCE", ":app": "UP-TO-DATE", ":empty": "NO-SOURCE", ":lib": ""}
    assert len(facts(two)) == len(before)
    assert len(set(facts(two)) & set(before)) == 1
    shutil.copytree(two / "lib/src", one / "lib/src", dirs_exist_ok=True)
    assert outcomes(gradle, one)[":lib"] == "FROM-CACHE"


def test_a_check_uses_them_if_it_shall(checkouts: list[Path], gradle: Gradle) -> None:
    process = gradle(checkouts[0], "check", "-Pprivlint.facts=true", "-Pprivlint.failOn=note", COMMAND)
    assert process.returncode == 1, said(process)
    assert process.stdout.index(":lib:privlintFacts") < process.stdout.index(":privlintCheck")
    assert "  lib/src/main/kotlin/com/example/Reader.kt:5: error PRV102 " in said(process)
    assert ":lib:privlintFacts" not in gradle(checkouts[0], "check", "--dry-run", COMMAND).stdout
