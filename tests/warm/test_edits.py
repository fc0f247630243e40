"""A check that begins where an earlier one has ended says what a check from nothing says, whatever was edited."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from consent.small_apps import START, SmallApp
from edits import edited
from support import EXAMPLES

from privlint import api
from privlint.config import Settings
from privlint.disk import Disk
from privlint.report import render
from privlint.report.model import Report
from privlint.report.style import Style
from privlint.resident import Resident

APPS = ("leaky-java", "mended-java", "leaky-kotlin", "mended-kotlin")
EDITS = 8  # for each app


def document(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render("json", report, Style(lang="en")))
    del found["summary"]["seconds"]
    return found


def hold_against_nothing(root: Path, count: int, seed: int) -> int:
    """Edits files, some on top of each other, and compares after each; how many answers were known."""
    resident = Resident(root, Settings(), is_watched=True)
    resident.check()
    paths = sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.suffix in (".java", ".kt"))
    unsaved: dict[str, bytes] = {}
    known = 0
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        path = rng.choice(paths)
        if rng.random() < 0.6:
            unsaved = {}
        text = unsaved.get(path, (root / path).read_bytes()).decode()
        after, kind = edited(seed * 1000 + number, text, path.endswith(".kt"))
        unsaved = {**unsaved, path: after.encode()}
        found = document(resident.check(unsaved))
        known += resident.last == "known"
        expected = document(api.check(Disk(root, unsaved), Settings()))
        assert found == expected, f"{kind} in {path}, edit {number}"
    return known


@pytest.mark.parametrize("app", APPS)
def test_edits_of_the_examples(app: str, tmp_path: Path) -> None:
    root = tmp_path / app
    shutil.copytree(EXAMPLES / app, root)
    assert hold_against_nothing(root, EDITS, APPS.index(app)) > 0


KOTLIN = """
/** What the app starts with. */
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        Starter(this)
            .start()
    }
}

class Starter(private val app: Application) {
    // Nobody asks for consent here.
    fun start() {
        helper(app)
    }

    fun unused() {
        val model = "of today"
        println(model)
    }
}

private fun helper(context: Context) = with(context) {
    SITE
}
"""


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    small = SmallApp(tmp_path)
    small.kotlin("App", KOTLIN.replace("SITE", START))
    small.java("Other", "class Other {\n    void other() {\n        int one = 1;\n    }\n}\n")
    return small


def test_edits_of_a_small_app(app: SmallApp) -> None:
    assert hold_against_nothing(app.root, 2 * EDITS, 7) > 0


PATH = "app/src/main/java/com/example/App.kt"


@pytest.mark.parametrize(
    ("before", "after", "last"),
    [
        ("    // Nobody asks", "\n\n    // Nobody at all asks", "known"),
        ("        Starter(this)", "        // soon\n        Starter(this)", "known"),
        ("            .start()", "            // soon\n            .start()", "known"),
        ("        println(model)", "        println(model) //", "known"),
        ("        helper(app)", "        if (false) helper(app)", "anew"),
        ("        helper(app)", "        helper(  app)", "anew"),
        ("    fun unused() {", "    fun start(a: Int) {}\n    fun unused() {", "anew"),
        ("        super.onCreate()", "        super.onCreate() // privlint: ignore", "anew"),
        ("class Starter(", "class Later(", "anew"),
        ("package com.example", "package com.example.other", "anew"),
        ("package com.example", "// of us\npackage com.example", "anew"),
    ],
)
def test_what_is_known(app: SmallApp, before: str, after: str, last: str) -> None:
    resident = Resident(app.root, Settings(), is_watched=True)
    resident.check()
    text = (app.root / PATH).read_text("utf-8")
    assert text.count(before) >= 1
    unsaved = {PATH: text.replace(before, after, 1).encode()}
    assert document(resident.check(unsaved)) == document(api.check(Disk(app.root, unsaved), Settings()))
    assert resident.last == last


def test_code_that_nobody_asked_for(app: SmallApp) -> None:
    path, text = "app/src/main/java/com/example/Plain.kt", "package com.example\n\nclass Plain {\n    val one = 1\n}\n"
    app.write(path, text)
    resident = Resident(app.root, Settings(), is_watched=True)
    resident.check()
    unsaved = {path: text.replace("1", "1\n\n    fun two() = one + one").encode()}
    assert document(resident.check(unsaved)) == document(api.check(Disk(app.root, unsaved), Settings()))
    assert resident.last == "known"


def test_what_was_there_before_is_known(app: SmallApp) -> None:
    resident = Resident(app.root, Settings(), is_watched=True)
    first = document(resident.check())
    text = (app.root / PATH).read_bytes()
    resident.check({PATH: text.replace(b"helper(app)", b"helper(null)")})
    assert document(resident.check()) == first
    assert resident.last == "known"


def test_files_that_are_saved_elsewhere(app: SmallApp) -> None:
    resident = Resident(app.root, Settings(), is_watched=True)
    resident.check()
    for name, code in (("App", KOTLIN.replace("SITE", "Unit")), ("More", "class More")):
        app.kotlin(name, code)
        resident.changed([PATH, "app/src/main/java/com/example/More.kt"])
        assert document(resident.check()) == document(api.check(app.root, Settings()))
    (app.root / PATH).unlink()
    resident.changed([PATH])
    assert document(resident.check()) == document(api.check(app.root, Settings()))


def test_manifests_are_looked_at_anew(app: SmallApp) -> None:
    resident = Resident(app.root, Settings(), is_watched=True)
    resident.check()
    app.manifest('<service android:name=".Push" android:exported="true" />')
    resident.changed(["app/src/main/AndroidManifest.xml"])
    assert document(resident.check()) == document(api.check(app.root, Settings()))


def test_rules_of_the_user_may_change(app: SmallApp, tmp_path: Path) -> None:
    rules = tmp_path / "rules" / "sdks"
    rules.mkdir(parents=True)
    settings = Settings(rules=(str(rules.parent),))
    resident = Resident(app.root, settings, is_watched=True)
    before = resident.check()
    lines = [
        "[sdk]",
        'id = "ours"',
        'name_en = "Ours"',
        'vendor = "Us"',
        "[sites]",
        'start = ["com.example.Starter#start"]',
    ]
    (rules / "ours.toml").write_text("\n".join(lines))
    assert document(resident.check()) == document(api.check(app.root, settings)) != document(before)
