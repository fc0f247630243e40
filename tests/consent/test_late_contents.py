"""What holders and objects begin with is known when the calls that give it have come back, not before."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_KEEPER_JAVA = """
class Keeper {
    private final SharedPreferences store;
    Keeper(Context context) { store = context.getSharedPreferences("a", 0); }
    boolean isAgreed() { return store.getBoolean("agreed", false); }
    boolean isFirst() { return !store.contains("agreed"); }
}
class Page {
    final boolean agreed;
    final boolean first;
    Page(boolean agreed, boolean first) { this.agreed = agreed; this.first = first; }
}
class Model {
    final MutableLiveData<Page> page;
    Model(Keeper keeper) { page = new MutableLiveData<>(new Page(keeper.isAgreed(), keeper.isFirst())); }
}
"""
_KEEPER_KOTLIN = """
class Keeper(context: Context) {
    private val store = context.getSharedPreferences("a", 0)
    fun isAgreed() = store.getBoolean("agreed", false)
    fun isFirst() = !store.contains("agreed")
}
data class Page(val agreed: Boolean, val first: Boolean)
class Model(keeper: Keeper) {
    val page = MutableStateFlow(Page(keeper.isAgreed(), keeper.isFirst()))
    val agreed = MutableStateFlow(keeper.isAgreed())
}
"""


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestContentsOfCalls:
    """What a holder or an object begins with may be known later than the place where it is read."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Model model = new Model(new Keeper(this));
if (model.page.getValue().agreed) { JPushInterface.init(this); } // waits
if (model.page.getValue().first) { MobileAds.initialize(this); } // runs
""",
            _KEEPER_JAVA,
            "androidx.lifecycle.MutableLiveData",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val model = Model(Keeper(this))
if (model.page.value.agreed) { JPushInterface.init(this) } // waits
if (model.agreed.value) { CrashReport.initCrashReport(this) } // waits
if (model.page.value.first) { MobileAds.initialize(this) } // runs
""",
            _KEEPER_KOTLIN,
            "kotlinx.coroutines.flow.MutableStateFlow",
        )
