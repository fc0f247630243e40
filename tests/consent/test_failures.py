"""What only reports that something went wrong does not run by itself; what starts an SDK then is a doubt."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_CRASHLYTICS = "com.google.firebase.crashlytics.FirebaseCrashlytics"


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestHandlers:
    """The block of `catch`, and code that it calls; what both paths call runs."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
try { load(); } catch (RuntimeException error) {
    FirebaseCrashlytics.getInstance().recordException(error); // waits
    report("start", error);
    trace("failed");
    MobileAds.initialize(this); // runs
}
trace("started");
""",
            """
void load() {}
void report(String where, Throwable error) { FirebaseCrashlytics.getInstance().log(where); } // waits
void trace(String text) { FirebaseCrashlytics.getInstance().log(text); } // runs
""",
            _CRASHLYTICS,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val loaded = try { load() } catch (error: RuntimeException) {
    FirebaseCrashlytics.getInstance().recordException(error) // waits
    report("start", error)
    trace("failed")
    MobileAds.initialize(this) // runs
}
trace("started")
""",
            """
fun load() {}
fun report(where: String, error: Throwable) { FirebaseCrashlytics.getInstance().log(where) } // waits
fun trace(text: String) { FirebaseCrashlytics.getInstance().log(text) } // runs
""",
            _CRASHLYTICS,
        )


class TestCallbacks:
    """Listeners for failures; a crash that nobody caught is reported by itself."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Task<String> task = Tasks.forResult("");
task.addOnSuccessListener(text -> FirebaseCrashlytics.getInstance().log(text)); // runs
task.addOnFailureListener(error -> FirebaseCrashlytics.getInstance().log("failed")); // waits
client.newCall(request).enqueue(new Callback() {
    @Override public void onResponse(Call call, Response response) {
        FirebaseCrashlytics.getInstance().log("there"); // runs
    }
    @Override public void onFailure(Call call, IOException error) {
        FirebaseCrashlytics.getInstance().log("gone"); // waits
    }
});
Thread.setDefaultUncaughtExceptionHandler((thread, error) ->
    FirebaseCrashlytics.getInstance().recordException(error)); // runs
""",
            "okhttp3.OkHttpClient client; okhttp3.Request request;",
            _CRASHLYTICS,
            "com.google.android.gms.tasks.*",
            "okhttp3.*",
            "java.io.IOException",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
runCatching { load() }
    .onFailure { FirebaseCrashlytics.getInstance().log("gone") } // waits
Single.just(1).subscribe({ FirebaseCrashlytics.getInstance().log("one") }, // runs
    { FirebaseCrashlytics.getInstance().log("none") }) // waits
Thread.setDefaultUncaughtExceptionHandler { _, error ->
    FirebaseCrashlytics.getInstance().recordException(error) } // runs
""",
            'fun load() = "text"',
            _CRASHLYTICS,
            "io.reactivex.Single",
        )


class TestErrors:
    """Behind a check of an exception, and where one is made on the spot."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
tell("started", null);
FirebaseCrashlytics.getInstance().recordException(new IllegalStateException("no key")); // waits
""",
            """
void tell(String text, Throwable error) {
    FirebaseCrashlytics.getInstance().log(text); // runs
    if (error != null) FirebaseCrashlytics.getInstance().log(error.getMessage()); // waits
}
""",
            _CRASHLYTICS,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
when (val answer = load()) {
    is Answer.Failure -> FirebaseCrashlytics.getInstance().log("failed") // waits
    is Answer.Loaded -> FirebaseCrashlytics.getInstance().log("loaded") // runs
}
FirebaseCrashlytics.getInstance().recordException(IllegalStateException("no key")) // waits
""",
            """
sealed interface Answer { object Loaded : Answer
    object Failure : Answer }
external fun load(): Answer
""",
            _CRASHLYTICS,
        )
