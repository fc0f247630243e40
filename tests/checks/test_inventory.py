"""What the two lists of small applications hold, in Java and Kotlin."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import SmallApp

from privlint import api
from privlint.config import Settings
from privlint.inventory import ApplicationInventory

GRADLE = """\
plugins { id 'com.android.application' }
android { namespace 'com.example'
compileSdk 34 }
dependencies {
    implementation 'com.umeng.umsdk:common:9.6.1'
    implementation 'com.squareup.okhttp3:okhttp:4.12.0'
    implementation files('libs/mystery.jar')
    implementation computed()
}
"""
JAVA = """
public class App extends Application {
    @Override public void onCreate() {
        super.onCreate();
        UMConfigure.preInit(this, "key", "store");
        android.provider.Settings.Secure.getString(getContentResolver(), "android_id"); // before
        if (PreferenceManager.getDefaultSharedPreferences(this).getBoolean("privacy_agreed", false)) {
            UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null); // after
        }
    }
    static void unused(Context context) {
        android.provider.Settings.Secure.getString(context.getContentResolver(), "android_id"); // unreached
    }
}
"""
JAVA_SCREEN = """
public class MainActivity extends Activity {
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        findViewById(1).setOnClickListener(v -> {
            ClipboardManager board = (ClipboardManager) getSystemService(Context.CLIPBOARD_SERVICE);
            board.getPrimaryClip(); // action
        });
        findViewById(2).setOnClickListener(v ->
            PreferenceManager.getDefaultSharedPreferences(this).edit().putBoolean("privacy_agreed", true).apply());
    }
}
"""
KOTLIN = """
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        UMConfigure.preInit(this, "key", "store")
        android.provider.Settings.Secure.getString(contentResolver, "android_id") // before
        if (PreferenceManager.getDefaultSharedPreferences(this).getBoolean("privacy_agreed", false)) {
            UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null) // after
        }
    }
    fun unused(context: Context) {
        android.provider.Settings.Secure.getString(context.contentResolver, "android_id") // unreached
    }
}
"""
KOTLIN_SCREEN = """
class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        findViewById<View>(1).setOnClickListener {
            val board = getSystemService(Context.CLIPBOARD_SERVICE) as ClipboardManager
            board.primaryClip // action
        }
        findViewById<View>(2).setOnClickListener {
            PreferenceManager.getDefaultSharedPreferences(this).edit().putBoolean("privacy_agreed", true).apply()
        }
    }
}
"""


@pytest.fixture(params=["java", "kotlin"])
def app(tmp_path: Path, request: pytest.FixtureRequest) -> SmallApp:
    small = SmallApp(tmp_path)
    small.write("app/build.gradle", GRADLE)
    small.write("app/libs/mystery.jar", "")
    if request.param == "java":
        small.java("App", JAVA)
        small.java("MainActivity", JAVA_SCREEN)
    else:
        small.kotlin("App", KOTLIN)
        small.kotlin("MainActivity", KOTLIN_SCREEN)
    return small


def listed(app: SmallApp) -> ApplicationInventory:
    (application,) = api.inventory(app.root, Settings()).applications
    return application


def test_each_use_stands_to_consent_as_the_comment_says(app: SmallApp) -> None:
    found = {(place.path, place.line): place.state for row in listed(app).collected for place in row.places}
    wanted = {app.line(f"// {state}"): state for state in ("before", "action", "unreached")}
    assert {at: state for at, state in found.items() if at in wanted} == wanted
    assert found[app.line("// after")] in ("after", "action")  # agreeing is an action, too


def test_what_the_app_reads_itself(app: SmallApp) -> None:
    (row,) = [row for row in listed(app).collected if row.by == "app" and row.data_type.id == "android_id"]
    assert row.source.id == "android.provider.Settings.Secure#getString"
    assert row.source.name.en == "Settings.Secure.getString"
    assert (row.state, row.places[0].entry, row.purposes) == ("before", "App.onCreate", ())
    assert row.data_type.name.zh == "安卓 ID (Android ID/SSAID)"
    assert [place.state for place in row.places] == ["before", "unreached"]


def test_what_an_sdk_reads_has_its_purpose(app: SmallApp) -> None:
    rows = [row for row in listed(app).collected if row.by == "sdk"]
    assert {row.data_type.id for row in rows} >= {"android_id", "imei", "mac"}
    assert {row.source.id for row in rows} == {"umeng-analytics"}
    assert {purpose.name.zh for row in rows for purpose in row.purposes} == {"统计分析"}


def test_the_sdk_is_shared_with(app: SmallApp) -> None:
    (sdk,) = listed(app).shared
    assert (sdk.sdk.id, sdk.vendor) == ("umeng-analytics", "友盟同欣(北京)科技 / Umeng")
    (brought,) = sdk.brought
    assert (brought.text, brought.version, brought.path, brought.line) == (
        "com.umeng.umsdk:common",
        "9.6.1",
        "app/build.gradle",
        5,
    )
    assert sdk.first_use.rpartition(":")[0].rpartition(".")[0] == "app/src/main/java/com/example/App"
    assert sdk.use_at == ":".join(map(str, app.line("// after")))


def test_what_is_not_known_is_listed(app: SmallApp) -> None:
    gaps = {(gap.kind, gap.subject): gap for gap in listed(app).gaps}
    assert gaps["archive", "app/libs/mystery.jar"].at == "app/build.gradle:7"
    assert gaps["dependency", "implementation computed()"].at == "app/build.gradle:8"
    assert ("library", "com.squareup.okhttp3:okhttp") in gaps
    assert [subject for kind, subject in gaps if kind == "sdk"] in ([], ["umeng-analytics"])


def test_acts_are_no_information(app: SmallApp) -> None:
    app.java("Asking", "class Asking { void f(Activity a) { a.requestPermissions(new String[0], 1); } }")
    assert "permission_request" not in {row.data_type.id for row in listed(app).collected}


def test_two_runs_are_equal(app: SmallApp) -> None:
    assert listed(app) == listed(app)


def test_an_sdk_that_only_a_plugin_or_code_shows(tmp_path: Path) -> None:
    small = SmallApp(tmp_path)
    small.java(
        "App", "public class App extends Application { public void onCreate() { AMapLocationClient c = new "
        "AMapLocationClient(this); c.startLocation(); } }"
    )  # fmt: skip
    (sdk,) = listed(small).shared
    assert (sdk.sdk.id, sdk.brought, sdk.state) == ("amap-location", (), "before")
    (gap,) = [gap for gap in listed(small).gaps if gap.kind == "sdk"]
    assert "what brings it in" in gap.missing.en
    assert "引入方式" in gap.missing.zh


def test_an_sdk_that_starts_by_itself(tmp_path: Path) -> None:
    small = SmallApp(tmp_path)
    small.write("app/build.gradle", GRADLE.replace("com.umeng.umsdk:common:9.6.1", "io.sentry:sentry-android:7.3.0"))
    small.manifest('<meta-data android:name="io.sentry.dsn" android:value="https://a@b.example/1" />')
    (sdk,) = listed(small).shared
    assert (sdk.sdk.id, sdk.state, sdk.first_use) == ("sentry", "before", "")
    assert sdk.use_at == "app/build.gradle:5"
