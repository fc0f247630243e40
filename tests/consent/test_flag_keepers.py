"""Files, lists, messages and boxes that keep a flag."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestFiles:
    """A file that is not there, whatever would read it."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java("""
if (new java.io.File(getFilesDir(), "agreed").exists()) MobileAds.initialize(null); // waits
try {
    java.io.FileReader reader = new java.io.FileReader(new java.io.File(getFilesDir(), "agreed"));
    String s = new java.io.BufferedReader(reader).readLine();
} catch (Exception e) { }
java.io.File f = getFileStreamPath("agreed");
if (f.exists()) MobileAds.initialize(null); // waits
if (getDatabasePath("x.db").exists()) MobileAds.initialize(null); // waits
JPushInterface.init(null); // runs
""")


class TestLists:
    """Whether elements satisfy something."""

    def test_quantifiers(self, app: TwinApp) -> None:
        app.start_kotlin("""
JPushInterface.init(null) // runs
val p = getSharedPreferences("a",0)
arrayOf("k1", "k2").all { p.getBoolean(it, false) }.let { if (it) {
        MobileAds.initialize(null) // waits
    } }
if (listOf("k1", "k2").any { p.getBoolean(it, false) }) MobileAds.initialize(null) // waits
if (listOf("k1", "k2").none { p.getBoolean(it, false) }) JPushInterface.init(null) // runs
if (p.all["k1"] == true) MobileAds.initialize(null) // waits
if (p.all.containsKey("k1")) MobileAds.initialize(null) // waits
""")


class TestMessages:
    """A message that was not stored."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val json = getSharedPreferences("a",0).getString("consent", null)
val consent = json?.let { Gson().fromJson(it, Consent::class.java) }
if (consent != null && consent.agreed) MobileAds.initialize(null) // waits
if (consent?.agreed == true) MobileAds.initialize(null) // waits
val list = json?.split(",") ?: emptyList()
if ("ads" in list) MobileAds.initialize(null) // waits
if (list.contains("ads")) MobileAds.initialize(null) // waits
JPushInterface.init(null) // runs
""",
            """
class Consent { var agreed: Boolean = false }
""",
            "com.google.gson.Gson",
        )


class TestBoxes:
    """Boxes that may be empty, and shared ones."""

    def test_optional(self, app: TwinApp) -> None:
        app.start_java(
            """
java.util.Optional<Boolean> c = load();
if (c.isPresent() && c.get()) MobileAds.initialize(null); // waits
if (c.orElse(false)) MobileAds.initialize(null); // waits
c.ifPresent(v -> { if (v) {
            MobileAds.initialize(null); // waits
        } });
if (!c.isPresent()) JPushInterface.init(null); // runs
""",
            """
java.util.Optional<Boolean> load() { SharedPreferences p = getSharedPreferences("a",0);
    if (!p.contains("k")) return java.util.Optional.empty();
    return java.util.Optional.of(p.getBoolean("k", false)); }
""",
        )

    def test_atomic(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Gate { static final AtomicBoolean agreed = new AtomicBoolean(false);
    static final AtomicInteger version = new AtomicInteger();
    static final AtomicBoolean started = new AtomicBoolean(); }
public class App extends Application { public void onCreate() { super.onCreate();
        if (Gate.agreed.get()) {
            MobileAds.initialize(null); // waits
        }
        if (Gate.version.get() >= 2) {
            MobileAds.initialize(null); // waits
        }
        if (Gate.started.compareAndSet(false, true)) {
            JPushInterface.init(null); // runs
        }
        Gate.started.set(true);
        if (Gate.started.get()) {
            JPushInterface.init(null); // runs
        } } }
class MainActivity extends Activity { protected void onCreate(Bundle s) {
        findViewById(R.id.agree).setOnClickListener(v -> { Gate.agreed.set(true); Gate.version.set(3); }); } }
""",
            "java.util.concurrent.atomic.*",
        )
