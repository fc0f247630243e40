"""State that a base class declares belongs to each of the classes that inherit it."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestFields:
    """What one class writes, another does not read; code of the base class writes for all."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
abstract class Model<T> {
    protected T event;
    protected boolean isOpen;
    void send(T next) { event = next; }
    void open() { isOpen = true; }
}
class First extends Model<String> { void load() { send("first"); } }
class Second extends Model<String> {}
"""
            + java_screen(
                """
First first = new First();
Second second = new Second();
first.load();
if ("first".equals(first.event)) JPushInterface.init(this); // runs
if ("first".equals(second.event)) MobileAds.initialize(this); // waits
Model<String> any = getIntent() == null ? first : second;
any.open();
if (second.isOpen) CrashReport.initCrashReport(this); // runs
"""
            )
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
abstract class BaseModel<E> : ViewModel() {
    private val channel = Channel<E>(Channel.UNLIMITED)
    val events: Flow<E> = channel.receiveAsFlow()
    protected fun send(event: E) { viewModelScope.launch { channel.send(event) } }
}
class First : BaseModel<String>() { init { send("first") } }
class Second : BaseModel<String>() { fun onClick() = send("second") }
"""
            + kotlin_screen(
                """
lifecycleScope.launch { ViewModelProvider(this@MainActivity)[First::class.java].events.collect { start() } }
lifecycleScope.launch { ViewModelProvider(this@MainActivity)[Second::class.java].events.collect { open() } }
""",
                """
fun start() { JPushInterface.init(this) } // runs
fun open() { MobileAds.initialize(this) } // waits
""",
            ),
            "androidx.lifecycle.*",
            "kotlinx.coroutines.*",
            "kotlinx.coroutines.channels.Channel",
            "kotlinx.coroutines.flow.*",
        )


class TestParsers:
    """An object that code makes has what code gives it, whatever a parser would put into another one."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Account mine = new Account();
if (mine.name.isEmpty()) JPushInterface.init(this); // runs
if (!mine.name.isEmpty()) MobileAds.initialize(this); // waits
Account parsed = new Gson().fromJson(getString(1), Account.class);
if (!parsed.name.isEmpty()) CrashReport.initCrashReport(this); // runs
""",
            'static class Account { @SerializedName("n") public String name = ""; }',
            "com.google.gson.Gson",
            "com.google.gson.annotations.SerializedName",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val mine = Account()
if (mine.name.isEmpty()) JPushInterface.init(this) // runs
if (mine.name.isNotEmpty()) MobileAds.initialize(this) // waits
val parsed = Gson().fromJson(getString(1), Account::class.java)
if (parsed.name.isNotEmpty()) CrashReport.initCrashReport(this) // runs
""",
            '}\nclass Account { @SerializedName("n") var name: String = ""',
            "com.google.gson.Gson",
            "com.google.gson.annotations.SerializedName",
        )


class TestResults:
    """A result that is made of one constant is another one than that of another constant."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
sealed class Result<out T> {
    data class Success<T>(val data: T) : Result<T>()
    data class Error(val exception: Exception) : Result<Nothing>()
    object Loading : Result<Nothing>()
}
val <T> Result<T>.data: T? get() = (this as? Result.Success)?.data
abstract class UseCase<T> {
    operator fun invoke(): Flow<Result<T>> = execute().catch { e -> emit(Result.Error(Exception(e))) }
    protected abstract fun execute(): Flow<Result<T>>
}
class Onboarded(private val store: SharedPreferences) : UseCase<Boolean>() {
    override fun execute() = flowOf(store.getBoolean("onboarded", false)).map { Result.Success(it) }
}
class Theme(private val store: SharedPreferences) : UseCase<Boolean>() {
    override fun execute() = flowOf(store.getBoolean("dark", true)).map { Result.Success(it) }
}
"""
            + kotlin_screen(
                """
val store = getSharedPreferences("s", 0)
lifecycleScope.launch {
    Onboarded(store)().collect { if (it.data == true) MobileAds.initialize(this@MainActivity) } // waits
    Onboarded(store)().map { if (it.data == false) 1 else 2 }.collect {
        if (it == 1) JPushInterface.init(this@MainActivity) // runs
        if (it == 2) MobileAds.initialize(this@MainActivity) // waits
    }
    Theme(store)().collect { if (it.data == true) CrashReport.initCrashReport(this@MainActivity) } // runs
}
"""
            ),
            "kotlinx.coroutines.*",
            "kotlinx.coroutines.flow.*",
            "androidx.lifecycle.lifecycleScope",
        )

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Result<Boolean> done = load("done");
if (done.data) MobileAds.initialize(this); // waits
JPushInterface.init(this); // runs
""",
            """
Result<Boolean> load(String key) {
    return new Result<>(getSharedPreferences("s", 0).getBoolean(key, false));
}
static class Result<T> {
    final T data;
    Result(T data) { this.data = data; }
}
""",
        )


class TestParts:
    """A state holds the part that it was made with, until the user makes another one."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
sealed class Step {
    data object Splash : Step()
    data object Home : Step()
}
data class Screen(val step: Step)
class Model : ViewModel() {
    private val _screen = MutableStateFlow(Screen(Step.Splash))
    val screen: StateFlow<Screen> = _screen
    fun onLogin() { _screen.update { it.copy(step = Step.Home) } }
}
"""
            + kotlin_screen(
                """
val model = ViewModelProvider(this)[Model::class.java]
findViewById<View>(1).setOnClickListener { model.onLogin() }
lifecycleScope.launch {
    model.screen.collect {
        when (it.step) {
            Step.Splash -> JPushInterface.init(this@MainActivity) // runs
            Step.Home -> MobileAds.initialize(this@MainActivity) // waits
        }
    }
}
"""
            ),
            "androidx.lifecycle.*",
            "kotlinx.coroutines.*",
            "kotlinx.coroutines.flow.*",
        )

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Screen screen = new Screen(Step.SPLASH);
if (screen.step == Step.SPLASH) JPushInterface.init(this); // runs
if (screen.step == Step.HOME) MobileAds.initialize(this); // waits
""",
            """
enum Step { SPLASH, HOME }
static class Screen {
    final Step step;
    Screen(Step step) { this.step = step; }
}
""",
        )
