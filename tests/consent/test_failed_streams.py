"""What a stream gives in the place of a failure is no state of a fresh install."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_FLOW = ("kotlinx.coroutines.*", "kotlinx.coroutines.flow.*")
_CRASHLYTICS = "com.google.firebase.crashlytics.FirebaseCrashlytics"


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestCatch:
    """`catch { emit(…) }`: on most starts nothing fails."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val step = flow { emit(1) }.catch { emit(2) }
MainScope().launch {
    step.collect { value ->
        if (value == 2) MobileAds.initialize(this@App) // waits
        if (value == 1) JPushInterface.init(this@App) // runs
    }
}
""",
            "",
            *_FLOW,
        )


class TestResults:
    """`runCatching { }.getOrElse { }`: what is told to an SDK there is told of a failure."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val opened = runCatching { open() }.getOrElse { error ->
    FirebaseCrashlytics.getInstance().log("failed") // waits
    error.message
}
listOf(1).getOrElse(4) {
    FirebaseCrashlytics.getInstance().log("none") // runs
    2
}
""",
            'fun open(): String = getSharedPreferences("s", 0).getString("name", null) ?: throw RuntimeException()',
            _CRASHLYTICS,
        )

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Single.fromCallable(() -> 1).onErrorReturn(error -> {
    FirebaseCrashlytics.getInstance().log("failed"); // waits
    return 2;
}).subscribe(value -> JPushInterface.init(this)); // runs
""",
            "",
            _CRASHLYTICS,
            "io.reactivex.Single",
        )
