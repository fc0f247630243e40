"""Objects that a library makes: of the class that is asked for or of the declared type, whatever it was given."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen

_IMPORTS = (
    "androidx.lifecycle.ViewModel",
    "androidx.lifecycle.ViewModelProvider",
    "androidx.lifecycle.ViewModelProviders",
    "com.vendor.Factory",
)
_OWN = "load() { MobileAds.initialize(this); } // waits\n"


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestViewModels:
    """A provider makes them for a screen; it is the model whose functions are called."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Models {
    static class First extends ViewModel { void load() { JPushInterface.init(null); } } // runs
    static class Second extends ViewModel { void load() { JPushInterface.init(null); } } // runs
    static class Third extends ViewModel { void load() { CrashReport.initCrashReport(null); } } // runs
    static class Unused extends ViewModel { void load() { MobileAds.initialize(null); } } // waits
}
"""
            + java_screen(
                """
Models.First first = new ViewModelProvider(this).get(Models.First.class);
first.load();
second = ViewModelProviders.of(this).get(Models.Second.class);
second.load();
new ViewModelProvider(this).get(Models.Third.class).load();
""",
                f"private Models.Second second;\nvoid {_OWN}",
            ),
            *_IMPORTS,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class First : ViewModel() { fun load() { JPushInterface.init(null) } } // runs
class Second : ViewModel() { fun load() { JPushInterface.init(null) } } // runs
class Third : ViewModel() { fun load() { CrashReport.initCrashReport(null) } } // runs
class Fourth : ViewModel() { fun load() { CrashReport.initCrashReport(null) } } // runs
class Unused : ViewModel() { fun load() { MobileAds.initialize(null) } } // waits
"""
            + kotlin_screen(
                """
val first = ViewModelProvider(this).get(First::class.java)
first.load()
second.load()
third.load()
ViewModelProviders.of(this)[Fourth::class.java].load()
""",
                f"""
private val second by lazy {{ ViewModelProvider(this).get(Second::class.java) }}
private val third: Third by lazy {{ ViewModelProviders.of(this).get(Third::class.java) }}
private val unused by lazy {{ ViewModelProvider(this).get(Unused::class.java) }}
fun {_OWN}
""",
            ),
            *_IMPORTS,
        )


class TestFactories:
    """What a factory was given may be inside of what it makes, but is not called in its place."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Models {
    static class First { void load() { JPushInterface.init(null); } } // runs
    static class Second { void load() { JPushInterface.init(null); } } // runs
    static class Third { void load() { CrashReport.initCrashReport(null); } } // runs
    static class Fourth { void load() { CrashReport.initCrashReport(null); } } // runs
}
"""
            + java_screen(
                """
Models.First first = Factory.make(this);
first.load();
second = Factory.make(this);
second.load();
third().load();
run(Factory.make(this));
new Factory(this).get(Models.Fourth.class).load();
""",
                f"""
private Models.Second second;
private Models.Third third() {{ return Factory.make(this); }}
private void run(Models.Fourth fourth) {{ fourth.load(); }}
void {_OWN}
""",
            ),
            *_IMPORTS,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class First { fun load() { JPushInterface.init(null) } } // runs
class Second { fun load() { JPushInterface.init(null) } } // runs
class Third { fun load() { CrashReport.initCrashReport(null) } } // runs
class Fourth { fun load() { CrashReport.initCrashReport(null) } } // runs
"""
            + kotlin_screen(
                """
val first: First = Factory.make(this)
first.load()
second = Factory.make(this)
second.load()
third().load()
Factory(this).get(Fourth::class.java).load()
""",
                f"""
private lateinit var second: Second
private fun third(): Third = Factory.make(this)
fun {_OWN}
""",
            ),
            *_IMPORTS,
        )

    def test_entry_points(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Push @Inject constructor() { init { JPushInterface.init(null) } } // runs
class Crash @Inject constructor() { init { CrashReport.initCrashReport(null) } } // runs
class Ads @Inject constructor() { init { MobileAds.initialize(null) } } // waits
@EntryPoint @InstallIn(SingletonComponent::class) interface Access {
    fun push(): Push
    fun crash(): Crash
    fun ads(): Ads
}
"""
            + kotlin_screen(
                """
EntryPointAccessors.fromApplication(this, Access::class.java).push()
val access: Access = EntryPoints.get(this, Access::class.java)
access.crash()
""",
                "fun ads() { MobileAds.initialize(this) } // waits",
            ),
            "dagger.hilt.*",
            "dagger.hilt.android.EntryPointAccessors",
            "javax.inject.Inject",
        )


class TestPlacedCode:
    """Code that a rule places elsewhere does not run because the object that holds it is handed on."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen(
                """
Factory.show(Clicks.clickable(() -> MobileAds.initialize(this))); // waits
Factory.show(Clicks.clickable(() -> MobileAds.initialize(this)).then(null)); // waits
JPushInterface.init(this); // runs
"""
            ),
            *_IMPORTS,
            "com.vendor.Clicks",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen(
                """
setContent {
    Box(modifier = Modifier.clickable { MobileAds.initialize(this) }) // waits
    Text("", modifier = Modifier.clickable(onClick = { MobileAds.initialize(this) }).then(Modifier)) // waits
    Text("", Modifier.onShake { MobileAds.initialize(this) }) // waits
    Text("", Modifier.clickable(onClick = throttle { MobileAds.initialize(this) })) // waits
    Box(Modifier.clickable { MobileAds.initialize(this) }) { // waits
        JPushInterface.init(this) // runs
    }
}
"""
            )
            + """
@Composable
fun throttle(action: () -> Unit): () -> Unit = remember(action) { { if (isFree()) action.invoke() } }
""",
            "androidx.activity.compose.setContent",
            "androidx.compose.foundation.clickable",
            "androidx.compose.runtime.*",
            "androidx.compose.ui.Modifier",
        )
