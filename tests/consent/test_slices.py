"""A use is found by looking at what it needs only, and means what it means when all of the body is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import SmallApp

from privlint import consent, fullcheck
from privlint.config import Settings
from privlint.consent import slices
from privlint.consent.slices import Slices
from privlint.consent.uses import Uses
from privlint.program.program import Program
from privlint.program.source import SourceFile
from privlint.sources import Sources

#: Bodies long enough to be sliced; in each the manager comes to the call in another way.
_FILLING_JAVA = "int filling = 0;\n" + '        log("a" + filling, filling + 1, this.toString());\n' * 8
_JAVA = {
    "a local variable": """
        TelephonyManager manager = (TelephonyManager) getSystemService("phone");
        FILLING
        manager.getImei();
""",
    "a field that is stored here": """
        held = getSystemService(TelephonyManager.class);
        FILLING
        ((TelephonyManager) held).getImei();
""",
    "a runnable in a variable": """
        final TelephonyManager manager = getSystemService(TelephonyManager.class);
        Runnable task = new Runnable() { @Override public void run() { manager.getImei(); } };
        FILLING
        new Handler().post(task);
""",
    "a check of the type": """
        Object found = getSystemService("phone");
        FILLING
        if (found instanceof TelephonyManager) {
            TelephonyManager manager = (TelephonyManager) found;
            manager.getImei();
        }
""",
}
_FILLING_KOTLIN = "var filling = 0\n" + '        log("a$filling", filling + 1, this.toString())\n' * 8
_KOTLIN = {
    "a local variable": """
        val manager = getSystemService(TelephonyManager::class.java)
        FILLING
        manager.imei
""",
    "what a lambda gives": """
        val manager = applicationContext.let { log("", 0, ""); it.getSystemService(TelephonyManager::class.java) }
        FILLING
        manager.imei
""",
    "a lambda in a variable": """
        val manager = getSystemService(TelephonyManager::class.java)
        val task = { send(manager.imei) }
        FILLING
        Handler().post(task)
""",
    "a check of the type": """
        val found = getSystemService("phone")
        FILLING
        if (found is TelephonyManager) found.imei
""",
}


def _java(code: str) -> str:
    return f"""
import android.telephony.TelephonyManager;
public class MainActivity extends Activity {{
    private Object held;
    @Override protected void onCreate(Bundle state) {{
        {code.replace("FILLING", _FILLING_JAVA)}
    }}
    void log(String text, int number, String other) {{ }}
}}
"""


def _kotlin(code: str) -> str:
    return f"""
import android.telephony.TelephonyManager
class MainActivity : Activity() {{
    override fun onCreate(state: Bundle?) {{
        {code.replace("FILLING", _FILLING_KOTLIN)}
    }}
    fun log(text: String, number: Int, other: String) {{ }}
    fun send(value: Any?) {{ }}
}}
"""


def _uses(folder: Path) -> Uses:
    project = fullcheck.read(folder, Settings())
    (application,) = project.applications
    return consent.Uses(application, project.facts, project.catalogue, project.engine(), Sources(folder))


def _found(folder: Path) -> list[tuple[object, ...]]:
    uses = _uses(folder)
    return [(use.site.id, use.place.line, [entry.trigger for entry in uses.entries(use)]) for use in uses.all]


@pytest.mark.parametrize("name", _JAVA)
def test_java_means_what_the_whole_body_means(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SmallApp(tmp_path).java("MainActivity", _java(_JAVA[name]))
    _compare(tmp_path, monkeypatch)


@pytest.mark.parametrize("name", _KOTLIN)
def test_kotlin_means_what_the_whole_body_means(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SmallApp(tmp_path).kotlin("MainActivity", _kotlin(_KOTLIN[name]))
    _compare(tmp_path, monkeypatch)


def _compare(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sliced = _found(folder)
    assert [(id, triggers) for id, _, triggers in sliced] == [
        ("android.telephony.TelephonyManager#getImei", ["automatic"])
    ]
    monkeypatch.setattr(slices, "_SHORT", 10_000)
    assert _found(folder) == sliced


@pytest.mark.parametrize("language", ["Java", "Kotlin"])
def test_what_does_not_matter_is_left_out(language: str, tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    if language == "Java":
        app.java("MainActivity", _java(_JAVA["a local variable"]))
    else:
        app.kotlin("MainActivity", _kotlin(_KOTLIN["a local variable"]))
    project = fullcheck.read(tmp_path, Settings())
    (application,) = project.applications
    cls = Program(project.facts, application.variants[0].sources).classes["com.example.MainActivity"]
    body = cls.methods["onCreate"][0].decl.body
    slicing = Slices(lambda text: False)
    first = slicing.widen(cls.file, body, frozenset(("getImei", "imei")))
    assert _names(cls.file, body, first) >= {"getSystemService"}
    assert "log" not in _names(cls.file, body, first)
    more = slicing.widen(cls.file, body, frozenset(("log",)))
    assert "log" in _names(cls.file, body, more)
    assert slicing.widen(cls.file, body, frozenset(("log", "imei"))) == {}
    rest = slicing.widen(cls.file, body, None)
    taken = first[body] | more[body] | rest[body]
    assert taken == set(range(len(cls.file.body(body).ops)))


def _names(file: SourceFile, body: int, added: dict[int, set[int]]) -> set[str]:
    return {file.body(body).ops[position].name for position in added[body]}


def test_an_extension_is_called_on_what_it_extends(tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.kotlin(
        "Phones",
        """
import android.telephony.TelephonyManager
fun TelephonyManager.number() = imei
val TelephonyManager.owner get() = subscriberId
""",
    )
    assert {use.site.member for use in _uses(tmp_path).all} == {"getImei", "getSubscriberId"}
