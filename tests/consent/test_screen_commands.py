"""A screen carries out what its view model sends it: commands that only a tap sends run no code before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen

_KOTLIN = (
    "androidx.activity.viewModels",
    "androidx.lifecycle.*",
    "kotlinx.coroutines.*",
    "kotlinx.coroutines.channels.*",
    "kotlinx.coroutines.flow.*",
)
_JAVA = ("androidx.lifecycle.*", "java.util.*", "javax.inject.Inject")
_COMMANDS = """
sealed class Command { object Ask : Command(); data class Show(val text: String) : Command() }
"""
_CARRY_OUT = """
private fun carryOut(command: Command) {
    when (command) {
        is Command.Ask -> MobileAds.initialize(this) // waits
        is Command.Show -> JPushInterface.init(this) // runs
    }
}
"""
_MODEL = """
class MainModel : ViewModel() {
    private val channel = Channel<Command>(1, BufferOverflow.DROP_OLDEST)
    val commands = channel.receiveAsFlow()
    init { send(Command.Show("")) }
    private fun send(command: Command) { viewModelScope.launch { channel.send(command) } }
    fun onTapped() { send(Command.Ask) }
}
"""
_TAP = "findViewById<View>(1).setOnClickListener { model.onTapped() }"


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def _screen(observe: str) -> str:
    model = "private val model: MainModel by viewModels()"
    return kotlin_screen(f"{observe}\n{_TAP}", model + _CARRY_OUT) + _COMMANDS


@pytest.mark.parametrize(
    "operator",
    [
        "flowWithLifecycle(lifecycle, Lifecycle.State.CREATED)",
        "onStart { }",
        "cancellable()",
        "sample(10)",
        "take(5)",
        "filterIsInstance<Command>()",
        "runningReduce { _, next -> next }",
    ],
)
def test_operators_hand_a_stream_on(app: TwinApp, operator: str) -> None:
    observe = f"model.commands.{operator}.onEach {{ carryOut(it) }}.launchIn(lifecycleScope)"
    app.judge_kotlin(_screen(observe) + _MODEL, *_KOTLIN)


@pytest.mark.parametrize(
    "observe",
    [
        "lifecycleScope.launch { model.commands.collectIndexed { _, command -> carryOut(command) } }",
        "lifecycleScope.launch { model.commands.produceIn(this).consumeEach { carryOut(it) } }",
    ],
)
def test_collectors_are_given_what_was_sent(app: TwinApp, observe: str) -> None:
    app.judge_kotlin(_screen(observe) + _MODEL, *_KOTLIN)


def test_what_a_flow_emits_at_its_start_comes_first(app: TwinApp) -> None:
    model = _MODEL.replace('init { send(Command.Show("")) }\n', "").replace(
        "receiveAsFlow()", 'receiveAsFlow().onStart { emit(Command.Show("")) }'
    )
    observe = "model.commands.onEach { carryOut(it) }.launchIn(lifecycleScope)"
    app.judge_kotlin(_screen(observe) + model, *_KOTLIN)


def test_what_has_many_commands_is_told_apart(app: TwinApp) -> None:
    many = "".join(f"object C{number} : Command(); " for number in range(60))
    sent = "\n".join(f"command.value = Command.C{number}" for number in range(60))
    screen = _screen("model.command.observe(this) { carryOut(it) }").replace("object Ask", f"{many}object Ask")
    model = f"""
class MainModel : ViewModel() {{
    val command = MutableLiveData<Command>()
    init {{
        command.value = Command.Show("")
        {sent}
    }}
    fun onTapped() {{ command.value = Command.Ask }}
}}
"""
    app.judge_kotlin(screen.replace("is Command.Show", "is Command.C1 -> {}\nis Command.Show") + model, *_KOTLIN)


def test_what_has_many_commands_is_told_apart_in_java(app: TwinApp) -> None:
    many = "\n".join(f"class C{number} extends Command {{ }}" for number in range(60))
    sent = "\n".join(f"command.setValue(new C{number}());" for number in range(60))
    app.judge_java(
        java_screen(
            """
MainModel model = new ViewModelProvider(this).get(MainModel.class);
model.command.observe(this, this::carryOut);
findViewById(1).setOnClickListener(view -> model.onTapped());
""",
            """
private void carryOut(Command command) {
    if (command instanceof Ask) MobileAds.initialize(this); // waits
    if (command instanceof Show) JPushInterface.init(this); // runs
}
""",
        )
        + f"""
abstract class Command {{ }}
class Ask extends Command {{ }}
class Show extends Command {{ }}
{many}
class MainModel extends ViewModel {{
    final MutableLiveData<Command> command = new MutableLiveData<>();
    MainModel() {{
        command.setValue(new Show());
        {sent}
    }}
    void onTapped() {{ command.setValue(new Ask()); }}
}}
""",
        *_JAVA,
    )


class TestFactories:
    """A factory that has its models from generated code makes the one that is asked for."""

    def test_kotlin(self, app: TwinApp) -> None:
        observe = "model.commands.onEach { carryOut(it) }.launchIn(lifecycleScope)"
        screen = (
            _screen(observe).replace("by viewModels()", "by bindModel()").replace("AppCompatActivity()", "Base()", 1)
        )
        app.judge_kotlin(
            screen
            + _MODEL.replace("class MainModel", "class MainModel @Inject constructor()")
            + """
interface Plugin { fun <T : ViewModel> create(type: Class<T>): T? }
class Other : Plugin {
    override fun <T : ViewModel> create(type: Class<T>): T? =
        if (type.isAssignableFrom(OtherModel::class.java)) OtherModel() as T else null
}
class OtherModel : ViewModel()
class Factory(private val plugins: List<Plugin>) : ViewModelProvider.Factory {
    override fun <T : ViewModel> create(modelClass: Class<T>): T {
        plugins.forEach { plugin ->
            val found = plugin.create(modelClass)
            if (found != null) return found
        }
        throw IllegalStateException()
    }
}
object Factories { val factory = Factory(listOf(Other())) }
abstract class Base : AppCompatActivity() {
    protected inline fun <reified V : ViewModel> bindModel() =
        lazy { ViewModelProvider(this, Factories.factory).get(V::class.java) }
}
""",
            *_KOTLIN,
            "javax.inject.Inject",
        )

    def test_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen("""
MainModel model = new ViewModelProvider(this, new Factory(Arrays.asList(new Other()))).get(MainModel.class);
findViewById(1).setOnClickListener(view -> model.onTapped());
""")
            + """
class MainModel extends ViewModel {
    private final Context context;
    @Inject MainModel(Context context) {
        this.context = context;
        JPushInterface.init(context); // runs
    }
    void onTapped() { MobileAds.initialize(context); } // waits
}
class OtherModel extends ViewModel { }
interface Plugin { <T extends ViewModel> T create(Class<T> type); }
class Other implements Plugin {
    public <T extends ViewModel> T create(Class<T> type) {
        return type.isAssignableFrom(OtherModel.class) ? (T) new OtherModel() : null;
    }
}
class Factory implements ViewModelProvider.Factory {
    private final List<Plugin> plugins;
    Factory(List<Plugin> plugins) { this.plugins = plugins; }
    @Override public <T extends ViewModel> T create(Class<T> type) {
        for (Plugin plugin : plugins) {
            T found = plugin.create(type);
            if (found != null) return found;
        }
        throw new IllegalStateException();
    }
}
""",
            *_JAVA,
        )


_SCREENS = '<activity android:name=".HomeActivity" /><activity android:name=".LaterActivity" />'


class TestTables:
    """The first thing that a table of functions knows for a request."""

    def test_kotlin(self, app: TwinApp) -> None:
        app.manifest(_SCREENS)
        app.judge_kotlin(
            kotlin_screen("""
Screens.open(this, Home)
findViewById<View>(1).setOnClickListener { Screens.open(this, Later("")) }
""")
            + """
interface Request
object Home : Request
data class Later(val code: String) : Request
interface Table { fun find(request: Request): Class<out Activity>? }
class HomeTable : Table {
    override fun find(request: Request) = if (request is Home) HomeActivity::class.java else null
}
class LaterTable : Table {
    override fun find(request: Request): Class<out Activity>? = when (request) {
        is Later -> LaterActivity::class.java
        else -> null
    }
}
object Screens {
    private val tables = listOf(HomeTable(), LaterTable())
    fun open(context: Context, request: Request) {
        val screen = tables.firstNotNullOfOrNull { it.find(request) } ?: throw IllegalArgumentException()
        context.startActivity(Intent(context, screen))
    }
}
class HomeActivity : Activity() {
    override fun onCreate(state: Bundle?) { super.onCreate(state); JPushInterface.init(this) } // runs
}
class LaterActivity : Activity() {
    override fun onCreate(state: Bundle?) { super.onCreate(state); MobileAds.initialize(this) } // waits
}
"""
        )

    def test_java(self, app: TwinApp) -> None:
        app.manifest(_SCREENS)
        app.judge_java(
            java_screen("""
Screens.open(this, new Home());
findViewById(1).setOnClickListener(view -> Screens.open(this, new Later()));
""")
            + """
interface Request { }
class Home implements Request { }
class Later implements Request { }
interface Table { Class<? extends Activity> find(Request request); }
class HomeTable implements Table {
    public Class<? extends Activity> find(Request request) {
        return request instanceof Home ? HomeActivity.class : null;
    }
}
class LaterTable implements Table {
    public Class<? extends Activity> find(Request request) {
        if (request instanceof Later) return LaterActivity.class;
        return null;
    }
}
class Screens {
    private static final List<Table> TABLES = Arrays.asList(new HomeTable(), new LaterTable());
    static void open(Context context, Request request) {
        for (Table table : TABLES) {
            Class<? extends Activity> screen = table.find(request);
            if (screen != null) { context.startActivity(new Intent(context, screen)); return; }
        }
    }
}
class HomeActivity extends Activity {
    @Override protected void onCreate(Bundle state) { super.onCreate(state); JPushInterface.init(this); } // runs
}
class LaterActivity extends Activity {
    @Override protected void onCreate(Bundle state) { super.onCreate(state); MobileAds.initialize(this); } // waits
}
""",
            *_JAVA,
        )


def test_functions_that_number_and_fold_give_elements(app: TwinApp) -> None:
    app.judge_kotlin(
        kotlin_screen("""
listOf(First(), Second()).forEachIndexed { _, each -> each.start(this) }
listOf(Third()).fold(First()) { before: Starter, next -> next.start(this); next }
val later = listOf(Last())
""")
        + """
interface Starter { fun start(context: Context) }
class First : Starter { override fun start(context: Context) { JPushInterface.init(context) } } // runs
class Second : Starter { override fun start(context: Context) { JPushInterface.init(context) } } // runs
class Third : Starter { override fun start(context: Context) { JPushInterface.init(context) } } // runs
class Last : Starter { override fun start(context: Context) { MobileAds.initialize(context) } } // waits
"""
    )
