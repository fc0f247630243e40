"""What stands at first: boxes that nobody has ticked, states that have not changed, answers that nobody has given."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestBoxes:
    """A box is not ticked, unless its layout or code ticks it."""

    def test_in_java(self, app: TwinApp) -> None:
        app.layout("main", '<CheckBox android:id="@+id/news" android:checked="true" />')
        app.judge_java(
            java_screen(
                """
CheckBox agree = findViewById(R.id.agree);
CheckBox news = findViewById(R.id.news);
CheckBox ads = findViewById(R.id.ads);
ads.setChecked(true);
if (agree.isChecked()) MobileAds.initialize(this); // waits
if (!agree.isChecked()) JPushInterface.init(this); // runs
if (news.isChecked()) CrashReport.initCrashReport(this); // runs
if (ads.isChecked()) JPushInterface.init(this); // runs
"""
            )
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.layout("main", '<Switch android:id="@+id/news" android:checked="true" />')
        app.judge_kotlin(
            kotlin_screen(
                """
val agree = findViewById<Switch>(R.id.agree)
val news = findViewById<Switch>(R.id.news)
val ads = findViewById<CheckBox>(R.id.ads)
ads.isChecked = true
agree.isChecked = getSharedPreferences("s", 0).getBoolean("agreed", false)
if (agree.isChecked) MobileAds.initialize(this) // waits
if (!agree.isChecked) JPushInterface.init(this) // runs
if (news.isChecked) CrashReport.initCrashReport(this) // runs
if (ads.isChecked) JPushInterface.init(this) // runs
"""
            )
        )


class TestLaterValues:
    """`drop(1)` and `skip(1)` leave out what a state holder has at first."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
agreed.skip(1).subscribe(value -> MobileAds.initialize(this)); // waits
agreed.subscribe(value -> JPushInterface.init(this)); // runs
ready.skip(1).subscribe(value -> CrashReport.initCrashReport(this)); // runs
ready.onNext(true);
""",
            """
private final BehaviorSubject<Boolean> agreed = BehaviorSubject.createDefault(false);
private final BehaviorSubject<Boolean> ready = BehaviorSubject.createDefault(false);
""",
            "io.reactivex.subjects.BehaviorSubject",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
scope.launch { agreed.drop(1).collect { MobileAds.initialize(this@App) } } // waits
scope.launch { agreed.collect { JPushInterface.init(this@App) } } // runs
scope.launch { ready.drop(1).collect { CrashReport.initCrashReport(this@App) } } // runs
ready.value = true
""",
            """
private val scope = MainScope()
private val agreed = MutableStateFlow(false)
private val ready = MutableStateFlow(false)
""",
            "kotlinx.coroutines.*",
            "kotlinx.coroutines.flow.*",
        )


class TestOptional:
    """Nothing is in an optional that was made of nothing."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
token().ifPresent(it -> MobileAds.initialize(this)); // waits
if (!token().isPresent()) JPushInterface.init(this); // runs
Optional.ofNullable(getPackageName()).ifPresent(it -> CrashReport.initCrashReport(this)); // runs
""",
            """
Optional<String> token() { return Optional.ofNullable(getSharedPreferences("s", 0).getString("token", null)); }
""",
            "java.util.Optional",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
token().ifPresent { MobileAds.initialize(this) } // waits
if (!token().isPresent) JPushInterface.init(this) // runs
""",
            'fun token() = Optional.ofNullable(getSharedPreferences("s", 0).getString("token", null))',
            "java.util.Optional",
        )


def test_completion_of_answers(app: TwinApp) -> None:
    """Code for the end of something runs when it ends: an answer waits for the user. (Coroutines are Kotlin.)"""
    app.judge_kotlin(
        kotlin_screen(
            """
val answer = CompletableDeferred<Boolean>()
answer.invokeOnCompletion { MobileAds.initialize(this) } // waits
findViewById<View>(1).setOnClickListener { answer.complete(true) }
val job = lifecycleScope.launch { }
job.invokeOnCompletion { JPushInterface.init(this) } // runs
"""
        ),
        "kotlinx.coroutines.*",
        "androidx.lifecycle.lifecycleScope",
    )


def test_local_observers(app: TwinApp) -> None:
    """Who observes a variable is told when it is assigned. (Delegates are Kotlin.)"""
    app.judge_kotlin(
        kotlin_screen(
            """
var agreed by Delegates.observable(false) { _, _, now -> if (now) MobileAds.initialize(this) } // waits
var ready by Delegates.observable(false) { _, _, now -> if (now) JPushInterface.init(this) } // runs
findViewById<View>(1).setOnClickListener { agreed = true }
ready = true
"""
        ),
        "kotlin.properties.Delegates",
    )
