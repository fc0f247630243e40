"""Null: what asks about it, what can be called on it, and what a safe call gives where it does not run."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_TEXT = 'private fun text(): String? = getSharedPreferences("a", 0).getString("d", null)\n'


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestSafeCalls:
    """A safe call on null gives null."""

    def test_scope_functions(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
text()?.let {
    MobileAds.initialize(this) // waits
} ?: run {
    JPushInterface.init(this) // runs
}
text()?.also { MobileAds.initialize(this) } // waits
    ?.let { MobileAds.initialize(this) } // waits
    ?: CrashReport.initCrashReport(this) // runs
name?.let {
    CrashReport.initCrashReport(this) // runs
    it
} ?: MobileAds.initialize(this) // waits
""",
            _TEXT + 'private val name: String? = "name"\n',
        )

    def test_comparisons(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val length = text()?.length ?: 0
if (length == 0) JPushInterface.init(this) // runs
if (length > 0) MobileAds.initialize(this) // waits
if (text()?.isNotEmpty() != true) JPushInterface.init(this) // runs
if (text()?.isNotEmpty() == true) MobileAds.initialize(this) // waits
val trimmed = text()?.trim()
if (trimmed == null) CrashReport.initCrashReport(this) // runs
if (trimmed != null) MobileAds.initialize(this) // waits
if (text()?.trim()?.lowercase() == null) CrashReport.initCrashReport(this) // runs
when (text()?.lowercase()) {
    null -> JPushInterface.init(this) // runs
    "yes" -> MobileAds.initialize(this) // waits
}
""",
            _TEXT,
        )

    def test_objects(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
none()?.user?.start() ?: JPushInterface.init(this) // runs
if (none()?.user?.agreed ?: false) MobileAds.initialize(this) // waits
if (off) none()?.user?.agreed ?: MobileAds.initialize(this) // waits
val user = Session(User(this)).user?.also { JPushInterface.init(this) } // runs
user?.agreed ?: MobileAds.initialize(this) // waits
(this as? Activity)?.isTaskRoot ?: CrashReport.initCrashReport(this) // runs
""",
            """
private fun none(): Session? = null
private val off = false
class Session(val user: User?)
class User(private val context: Context) {
    val agreed = true
    fun start() { MobileAds.initialize(context) } // waits
}
""",
        )


class TestCallsOnNull:
    """Some functions are made for receivers that may be null."""

    def test_of_the_library(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (text().isNullOrEmpty()) JPushInterface.init(this) // runs
if (text().isNullOrBlank()) CrashReport.initCrashReport(this) // runs
if (!text().isNullOrBlank()) MobileAds.initialize(this) // waits
if (text().orEmpty().isBlank()) JPushInterface.init(this) // runs
if (text().orEmpty() == "yes") MobileAds.initialize(this) // waits
if (names().orEmpty().isEmpty()) CrashReport.initCrashReport(this) // runs
names().orEmpty().forEach { MobileAds.initialize(this) } // waits
text().let { if (it == null) JPushInterface.init(this) } // runs
with(text()) { if (this != null) MobileAds.initialize(this@App) } // waits
text().takeIf { it != null }?.let { MobileAds.initialize(this) } // waits
if (!text()!!.isEmpty()) MobileAds.initialize(this) // waits
""",
            _TEXT + "private fun names(): List<String>? = null\n",
        )

    def test_extensions(self, app: TwinApp) -> None:
        app.add_kotlin("Texts", "val String?.isMissing get() = this == null\n")
        app.start_kotlin(
            """
text().start()
text()!!.start(this)
if (text().isMissing) CrashReport.initCrashReport(this) // runs
if (!text().isMissing) MobileAds.initialize(this) // waits
text().orStart { CrashReport.initCrashReport(this) } // runs
""",
            _TEXT
            + """
private fun String?.start() { JPushInterface.init(this@App) } // runs
private fun String.start(context: Context) { MobileAds.initialize(context) } // waits
private inline fun <T> T.orStart(code: () -> Unit) = also { if (it == null) code() }
""",
        )


class TestNothingAssigned:
    """What a screen or the application declares as null, and nobody assigns, is null."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
if (sdk != null) MobileAds.initialize(this); // waits
started = this;
if (started != null) JPushInterface.init(started); // runs
""",
            """
private Context sdk = null;
private Context started = null;
void set(Context context) { sdk = context; }
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (sdk != null) MobileAds.initialize(this) // waits
sdk?.let { MobileAds.initialize(it) } // waits
started = this
started?.let { JPushInterface.init(it) } // runs
""",
            """
private var sdk: Context? = null
private var started: Context? = null
fun set(context: Context) { sdk = context }
""",
        )
