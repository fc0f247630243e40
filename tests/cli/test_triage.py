"""`privlint triage`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result
from consent.small_apps import SmallApp
from support import ROOT, Cli

Invoke = Callable[..., Result]
SCHEMA = json.loads((ROOT / "docs/schema/triage-1.json").read_text("utf-8"))
JAVA = """
public class App extends Application {
    @Override public void onCreate() {
        Tools.start(this);
    }
}
"""
JAVA_TOOLS = """
class Tools {
    static void start(Context context) {
        UMConfigure.init(context, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null); // sdk
        android.provider.Settings.Secure.getString(context.getContentResolver(), "android_id"); // api
    }
}
"""
KOTLIN = """
class App : Application() {
    override fun onCreate() {
        Tools.start(this)
    }
}
"""
KOTLIN_TOOLS = """
object Tools {
    @JvmStatic fun start(context: Context) {
        UMConfigure.init(context, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null) // sdk
        android.provider.Settings.Secure.getString(context.contentResolver, "android_id") // api
    }
}
"""


@pytest.fixture(params=["java", "kt"])
def app(tmp_path: Path, request: pytest.FixtureRequest) -> SmallApp:
    small = SmallApp(tmp_path / "project")
    if request.param == "java":
        small.java("App", JAVA)
        small.java("Tools", JAVA_TOOLS)
    else:
        small.kotlin("App", KOTLIN)
        small.kotlin("Tools", KOTLIN_TOOLS)
    script = (small.root / "app/build.gradle").read_text("utf-8")
    small.write("app/build.gradle", script + "dependencies { implementation 'com.umeng.umsdk:common:9.2.0' }\n")
    return small


def answer(invoke: Invoke, app: SmallApp, text: str) -> dict[str, Any]:
    done = invoke("triage", "--path", app.root, "--text", text, "--output-format", "json")
    document = json.loads(done.stdout)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(document, SCHEMA)
    return dict(document)


def test_a_sentence_of_a_notice(invoke: Invoke, app: SmallApp) -> None:
    document = answer(invoke, app, "未经用户同意收集 Android ID (com.umeng.commonsdk…)")
    (application,) = document["applications"]
    sdk, data = application["subjects"]
    assert (sdk["kind"], sdk["id"], sdk["told_by"]) == ("sdk", "umeng-analytics", "com.umeng.commonsdk")
    assert [(item["text"], item["version"], item["path"]) for item in sdk["brought_by"]] == [
        ("com.umeng.umsdk:common", "9.2.0", "app/build.gradle")
    ]
    (place,) = sdk["places"]
    assert (place["path"], place["line"]) == app.line("// sdk")
    assert (place["consent"], place["started_by"]) == ("before", "App.onCreate")
    assert sdk["rules"] == ["PRV101", "PRV204", "PRV202"]  # starts early, is not told of consent, is too old
    assert len(sdk["mends"]) == 3
    assert (data["id"], data["rules"]) == ("android_id", ["PRV102"])
    assert [(place["path"], place["line"]) for place in data["places"]] == [app.line("// api")]
    assert [item["id"] for item in data["taken_by"]] == ["umeng-analytics"]


def test_a_stack_trace_leads_to_own_files(invoke: Invoke, app: SmallApp) -> None:
    path, line = app.line("// sdk")
    name = path.rpartition("/")[2]
    document = answer(
        invoke,
        app,
        f"at com.umeng.commonsdk.UMConfigure.init(Unknown Source:3)\nat com.example.Tools.start({name}:{line})\n"
        f"at com.example.App.onCreate(App.{name.rpartition('.')[2]}:16)\nat com.other.Lib.run(Lib.java:4)\n"
        "at android.os.Handler.dispatchMessage(Handler.java:99)",
    )
    (application,) = document["applications"]
    tools, own = application["frames"]
    assert (tools["path"], tools["line"]) == (path, line)
    assert [place["api"] for place in tools["places"]] == [
        "com.umeng.commonsdk.UMConfigure#init",
        "android.provider.Settings.Secure#getString",
    ]
    assert own["path"].rpartition("/")[2].startswith("App.")
    assert document["unknown"] == ["com.other.Lib.run(Lib.java:4)"]


def test_a_permission(invoke: Invoke, app: SmallApp) -> None:
    manifest = (app.root / "app/src/main/AndroidManifest.xml").read_text("utf-8")
    permission = '    <uses-permission android:name="android.permission.READ_PHONE_STATE" />\n</manifest>'
    app.write("app/src/main/AndroidManifest.xml", manifest.replace("</manifest>", permission))
    document = answer(invoke, app, "READ_PHONE_STATE")
    (application,) = document["applications"]
    (subject,) = application["subjects"]
    (declared,) = subject["declared"]
    path, _, line = declared.rpartition(":")
    assert "READ_PHONE_STATE" in (app.root / path).read_text("utf-8").splitlines()[int(line) - 1]


def test_what_the_project_does_not_have(invoke: Invoke, app: SmallApp) -> None:
    (application,) = answer(invoke, app, "极光推送 IMEI")["applications"]
    sdk, data = application["subjects"]
    assert (sdk["brought_by"], sdk["places"], sdk["rules"]) == ([], [], [])
    assert sdk["mends"][0].startswith("Neither a dependency nor code")
    assert [item["id"] for item in data["taken_by"]] == ["umeng-analytics"]


def test_text_in_both_languages(invoke: Invoke, app: SmallApp) -> None:
    text = invoke("triage", "--path", app.root, "--text", "Umeng com.umeng.commonsdk").stdout
    assert text.startswith('Recognised\n  SDK: umeng-analytics ("com.umeng.commonsdk")\n')
    assert "  brought in by\n    com.umeng.umsdk:common:9.2.0 (app/build.gradle:" in text
    assert "      UMConfigure.init: before consent, App.onCreate\n" in text
    chinese = invoke("triage", "--path", app.root, "--text", "com.umeng.commonsdk", "--lang", "zh").stdout
    assert "  引入方式\n" in chinese
    assert "（" in chinese or "同意前" in chinese


def test_nothing_recognised(invoke: Invoke, app: SmallApp) -> None:
    done = invoke("triage", "--path", app.root, "--text", "Hello com.unheard.Thing")
    assert done.exit_code == 1
    assert done.stdout.startswith("Nothing was recognised.")
    assert "com.unheard.Thing" in done.stdout


def test_files_and_wrong_usage(invoke: Invoke, app: SmallApp) -> None:
    app.write("text", "")
    (app.root / "text").write_bytes(b"\xff\xfe\x00 com.umeng.commonsdk \xe5\x8f")
    assert "umeng-analytics" in invoke("triage", app.root / "text", "--path", app.root).stdout
    assert invoke("triage", app.root / "none", "--path", app.root).exit_code == 2
    assert invoke("triage", "--path", app.root / "none", "--text", "x").exit_code == 2


def test_standard_input(cli: Cli, tmp_path: Path) -> None:
    small = SmallApp(tmp_path)
    small.java("App", JAVA)
    done = cli("triage", "-", "--path", tmp_path)
    assert done.returncode == 1
    assert "Nothing was recognised" in done.stdout
