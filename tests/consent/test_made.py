"""A graph of objects has far more paths than objects: each object is made once, for all who want it."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_IMPORTS = ("javax.inject.*", "dagger.hilt.android.*")
#: Layers of classes that each want two of the layer below: over a million paths to the lowest.
_LAYERS = 20


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def _layers(template: str) -> str:
    return "\n".join(
        template.format(name=f"{side}{layer}", left=f"A{layer + 1}", right=f"B{layer + 1}")
        for layer in range(_LAYERS)
        for side in "AB"
    )


class TestLargeGraphs:
    """The lowest layer is reached in no time, and what nobody wants is not."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            _layers("class {name} {{ @Inject {name}({left} one, {right} two) {{ }} }}")
            + f"""
class A{_LAYERS} {{ @Inject A{_LAYERS}() {{ CrashReport.initCrashReport(null); }} }} // runs
class B{_LAYERS} {{
    @Inject B{_LAYERS}() {{ JPushInterface.init(null); }} // runs
    void more() {{ MobileAds.initialize(null); }} // waits
}}
@HiltAndroidApp public class App extends Application {{
    @Inject A0 first;
    @Inject B0 second;
}}
""",
            *_IMPORTS,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _layers("class {name} @Inject constructor(one: {left}, two: {right})")
            + f"""
class A{_LAYERS} @Inject constructor() {{ init {{ CrashReport.initCrashReport(null) }} }} // runs
class B{_LAYERS} @Inject constructor() {{
    init {{ JPushInterface.init(null) }} // runs
    fun more() {{ MobileAds.initialize(null) }} // waits
}}
@HiltAndroidApp class App : Application() {{
    @Inject lateinit var first: A0
    @Inject lateinit var second: B0
}}
""",
            *_IMPORTS,
        )


class TestManyWhoAsk:
    """Who asks later gets the object that was made before, with what it can do."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Client {
    @Inject Client() { CrashReport.initCrashReport(null); } // runs
    void start() { JPushInterface.init(null); } // runs
    void stop() { MobileAds.initialize(null); } // waits
}
class Session { final Client client; @Inject Session(Client client) { this.client = client; } }
@HiltAndroidApp public class App extends Application { @Inject Session session; }
@AndroidEntryPoint class MainActivity extends Activity {
    @Inject Session session;
    @Override protected void onCreate(Bundle state) { session.client.start(); }
}
""",
            *_IMPORTS,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Client @Inject constructor() {
    init { CrashReport.initCrashReport(null) } // runs
    fun start() { JPushInterface.init(null) } // runs
    fun stop() { MobileAds.initialize(null) } // waits
}
class Session @Inject constructor(val client: Client)
@HiltAndroidApp class App : Application() { @Inject lateinit var session: Session }
@AndroidEntryPoint class MainActivity : Activity() {
    @Inject lateinit var session: Session
    override fun onCreate(state: Bundle?) { session.client.start() }
}
""",
            *_IMPORTS,
        )


class TestViewModelFactories:
    """A factory makes the view model, with what it was given; without one the library does."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Model extends ViewModel {
    Model(boolean asked, Context context) {
        if (asked) MobileAds.initialize(context); // waits
        JPushInterface.init(context); // runs
    }
}
class ModelFactory implements ViewModelProvider.Factory {
    private final boolean asked;
    private final Context context;
    ModelFactory(boolean asked, Context context) { this.asked = asked; this.context = context; }
    @Override public <T extends ViewModel> T create(Class<T> type) { return (T) new Model(asked, context); }
}
public class App extends Application { }
class MainActivity extends AppCompatActivity {
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        new ViewModelProvider(this, new ModelFactory(false, this)).get(Model.class);
    }
}
""",
            "androidx.lifecycle.ViewModel",
            "androidx.lifecycle.ViewModelProvider",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Model(private val asked: Boolean, context: Context) : ViewModel() {
    init {
        if (asked) MobileAds.initialize(context) // waits
        JPushInterface.init(context) // runs
    }
}
class ModelFactory(private val asked: Boolean, private val context: Context) : ViewModelProvider.Factory {
    override fun <T : ViewModel> create(modelClass: Class<T>): T = Model(asked, context) as T
}
class Other : ViewModel() { fun show(context: Context) { CrashReport.initCrashReport(context) } } // runs
class App : Application()
class MainActivity : AppCompatActivity() {
    private lateinit var factory: ModelFactory
    private val model: Model by viewModels { factory }
    private val other: Other by viewModels()
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        factory = ModelFactory(false, this)
        model.toString()
        other.show(this)
    }
}
""",
            "androidx.lifecycle.ViewModel",
            "androidx.lifecycle.ViewModelProvider",
            "androidx.activity.viewModels",
        )

    def test_intent_that_is_handed_on(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Model(private val intent: Intent?, context: Context) : ViewModel() {
    init {
        if (intent?.data != null) MobileAds.initialize(context) // waits
        JPushInterface.init(context) // runs
    }
}
class ModelFactory(private val intent: Intent? = null, private val context: Context) : ViewModelProvider.Factory {
    override fun <T : ViewModel> create(modelClass: Class<T>): T = Model(intent, context) as T
}
class App : Application()
class MainActivity : AppCompatActivity() {
    private lateinit var factory: ModelFactory
    private val model: Model by viewModels { factory }
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        factory = ModelFactory(intent, this)
        model.toString()
    }
}
""",
            "androidx.lifecycle.ViewModel",
            "androidx.lifecycle.ViewModelProvider",
            "androidx.activity.viewModels",
        )
