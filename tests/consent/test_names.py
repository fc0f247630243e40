"""Names: what a name means where it stands, and what only looks like a call or a check."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestImports:
    """A class of an SDK is known however it is named; a class of the program with its name is another."""

    def test_forms_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
com.umeng.analytics.MobclickAgent.onResume(this); // runs
init(this); // runs
GMSAds.initialize(this); // waits
// JPushInterface.init(this); // waits
String text = "JPushInterface.init(this);"; // waits
""",
            """
static class GMSAds { static void initialize(Context context) { } }
""",
            "static com.tencent.bugly.crashreport.CrashReport.initCrashReport",
            "static cn.jpush.android.api.JPushInterface.*",
        )

    def test_forms_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
com.umeng.analytics.MobclickAgent.onResume(this) // runs
Push.init(this) // runs
init(this) // runs
MobileAds.initialize(this) // waits
/* JPushInterface.init(this) // waits
 /* nested */ */
val text = \"\"\"JPushInterface.init(this)\"\"\" // waits
val shown = "${JPushInterface.init(this)}" // runs
""",
            """
object MobileAds { fun initialize(context: Context) = Unit }
""",
            "cn.jpush.android.api.JPushInterface as Push",
            "cn.jpush.android.api.JPushInterface.init",
        )

    def test_shadowed_names_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
boolean ready = true;
if (ready) JPushInterface.init(this); // runs
if (this.ready) MobileAds.initialize(this); // waits
new Inner().run();
""",
            """
private boolean ready = false;
class Inner {
    private boolean ready = true;
    void run() {
        if (ready) CrashReport.initCrashReport(App.this); // runs
        if (App.this.ready) MobileAds.initialize(App.this); // waits
        init();
        App.this.init();
    }
    void init() { }
}
void init() {
    JPushInterface.init(this); // runs
}
""",
        )

    def test_shadowed_names_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val ready = true
if (ready) JPushInterface.init(this) // runs
if (this.ready) MobileAds.initialize(this) // waits
Inner().run()
listOf(true).forEach { if (it) CrashReport.initCrashReport(this) } // runs
listOf(1).forEach { ready -> println(ready) }
""",
            """
private var ready = false
inner class Inner {
    private val ready = true
    fun run() {
        if (ready) CrashReport.initCrashReport(this@App) // runs
        if (this@App.ready) MobileAds.initialize(this@App) // waits
        init()
        this@App.init()
    }
    private fun init() = Unit
}
private fun init() {
    JPushInterface.init(this) // runs
}
""",
        )


class TestExtensions:
    """An extension in a class is in scope inside it, through a lambda's receiver, or by an import."""

    def test_class_named_like_the_one_around(self, app: TwinApp) -> None:
        """Kotlin allows that; the inner one is meant."""
        app.start_kotlin(
            "Model.Factory().make(this).start()\nif (false) MobileAds.initialize(this) // waits",
            """
interface Model {
    fun start()
    class Model(private val context: Context) : App.Model {
        override fun start() { JPushInterface.init(context) } // runs
    }
    class Factory {
        fun make(context: Context) = Model(context)
    }
}
""",
        )

    def test_members(self, app: TwinApp) -> None:
        app.add_kotlin(
            "Helpers",
            """
object Imported {
    fun Context.crash() { CrashReport.initCrashReport(this) } // runs
}
object Hidden {
    fun Context.ads() { MobileAds.initialize(this) } // waits
}
class Scope {
    fun Context.push() { JPushInterface.init(this) } // runs
}
""",
        )
        app.start_kotlin(
            """
own()
crash()
ads()
with(Scope()) { this@App.push() }
start { ads() }
""",
            """
private fun start(code: () -> Unit) = code()
companion object { private fun Context.own() { JPushInterface.init(this) } } // runs
""",
            "com.example.Imported.crash",
        )


class TestNestedCode:
    """Code in code sees the objects around it."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
new Handler().post(new Runnable() {
    private final boolean first = true;
    @Override public void run() {
        new Thread(() -> {
            if (first) load();
            if (done) MobileAds.initialize(App.this); // waits
        }).start();
    }
    private void load() {
        JPushInterface.init(App.this); // runs
        App.this.load();
    }
});
""",
            """
private boolean done;
private void load() {
    CrashReport.initCrashReport(this); // runs
}
public void finish(View view) { done = true; }
""",
        )

    def test_scope_functions(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Loader().apply {
    first = true
    load()
}.also { it.done() }
with(Loader()) { load() }
Loader().run { if (last) MobileAds.initialize(this@App) } // waits
Loader().let(::open)
""",
            """
private fun open(loader: Loader) {
    CrashReport.initCrashReport(this) // runs
}
inner class Loader {
    var first = false
    val last = false
    fun load() {
        if (first) JPushInterface.init(this@App) // runs
    }
    fun done() {
        CrashReport.initCrashReport(this@App) // runs
    }
    fun unused() {
        MobileAds.initialize(this@App) // waits
    }
}
""",
        )


class TestNamesOfConsent:
    """A name decides only where the value is not known, and only if it speaks of the user's consent."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
if (consent.isUserConsentGranted()) MobileAds.initialize(this); // waits
if (consent.isPrivacyModeOn()) JPushInterface.init(this); // runs
if (consent.isOnline()) CrashReport.initCrashReport(this); // runs
if (always.isPrivacyAgreed()) JPushInterface.init(this); // runs
""",
            """
private final ConsentCenter consent = ConsentCenter.getInstance();
private final Always always = new Always();
static class Always { boolean isPrivacyAgreed() { return true; } }
""",
            "com.company.consent.ConsentCenter",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (consent.isUserConsentGranted()) MobileAds.initialize(this) // waits
if (consent.isPrivacyModeOn()) JPushInterface.init(this) // runs
if (consent.isOnline()) CrashReport.initCrashReport(this) // runs
if (Always.isPrivacyAgreed) JPushInterface.init(this) // runs
""",
            """
private val consent = ConsentCenter.getInstance()
object Always { val isPrivacyAgreed get() = true }
""",
            "com.company.consent.ConsentCenter",
        )
