"""Objects of a class that holds a stored value are told apart by its key."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def test_in_java(app: TwinApp) -> None:
    app.judge_java(
        """
class Switch {
    private final MutableLiveData<Boolean> kept;
    Switch(Context context, String key, boolean initial) {
        kept = new MutableLiveData<>(context.getSharedPreferences("s", 0).getBoolean(key, initial));
    }
    boolean isOn() { return kept.getValue(); }
}
public class App extends Application {
    @Override public void onCreate() {
        super.onCreate();
        Switch push = new Switch(this, "push", true);
        Switch ads = new Switch(this, "ads", false);
        if (push.isOn()) JPushInterface.init(this); // runs
        if (ads.isOn()) MobileAds.initialize(this); // waits
    }
}
""",
        "androidx.lifecycle.MutableLiveData",
    )


def test_in_kotlin(app: TwinApp) -> None:
    app.judge_kotlin(
        """
class NumberState(context: Context, key: String, initial: Int) : MutableIntState {
    private val kept = mutableIntStateOf(context.getSharedPreferences("s", 0).getInt(key, initial))
    override var intValue: Int
        get() = kept.intValue
        set(value) { kept.intValue = value }
}
lateinit var app: Context
fun stateOf(key: String, initial: Int): MutableIntState = NumberState(app, key, initial)
object Kept {
    val push = stateOf("push", 1)
    val ads = stateOf("ads", 0)
    val crashes = mutableIntStateOf(0)
    val share = mutableFloatStateOf(0f)
}
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        if (Kept.push.intValue == 1) JPushInterface.init(this) // runs
        if (Kept.ads.intValue == 1) MobileAds.initialize(this) // waits
        if (Kept.crashes.intValue == 1) CrashReport.initCrashReport(this) // runs
        Kept.crashes.intValue = 1
        if (Kept.share.floatValue == 1f) MobileAds.initialize(this) // waits
    }
}
""",
        "androidx.compose.runtime.*",
    )
