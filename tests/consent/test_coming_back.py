"""Calls that nothing comes back from: `return` in a lambda leaves the function, and who waits for a value needs one."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import START
from consent.twins import TwinApp

_AGREED = 'private fun agreed() = getSharedPreferences("a", 0).getBoolean("privacy_agreed", false)\n'
_FLOWS = ("kotlinx.coroutines.*", "kotlinx.coroutines.flow.*", "androidx.lifecycle.lifecycleScope")


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestReturns:
    @pytest.mark.parametrize(
        "gate",
        [
            "run { if (!agreed()) return }",
            "with(this) { if (!agreed()) return }",
            "apply { if (!agreed()) return }",
            "let { app -> app.also { if (!agreed()) return } }",
            "synchronized(this) { if (agreed()) opened() else return }",
            "run { run { opened(); if (!agreed()) return }; opened() }",
        ],
    )
    def test_out_of_code_that_surely_runs(self, app: TwinApp, gate: str) -> None:
        app.start_kotlin(
            f"JPushInterface.init(this) // runs\n{gate}\nMobileAds.initialize(this) // waits",
            _AGREED + "private fun opened() { }",
        )

    @pytest.mark.parametrize(
        "gate",
        [
            "run { if (agreed()) return }",
            "run { if (!agreed()) return@run }",
            "listOf<String>().forEach { if (!agreed()) return }",
            "find()?.let { if (!agreed()) return }",
            "run { if (Math.random() > 0.5) return }",
            "run(fun() { if (!agreed()) return })",
        ],
    )
    def test_that_leave_the_rest_to_run(self, app: TwinApp, gate: str) -> None:
        app.start_kotlin(
            f"{gate}\nJPushInterface.init(this) // runs\nif (agreed()) MobileAds.initialize(this) // waits",
            _AGREED + "private external fun find(): String?",
        )

    def test_value_is_that_of_the_function(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (isReady()) MobileAds.initialize(this) // waits
if (isAsked()) JPushInterface.init(this) // runs
if (isFirst()) JPushInterface.init(this) // runs
""",
            _AGREED
            + """
private fun isReady(): Boolean {
    synchronized(this) { return agreed() }
}
private fun isAsked(): Boolean {
    listOf(this).forEach { app -> app.let { return !it.agreed() } }
    return false
}
private fun isFirst(): Boolean {
    val later = fun(): Boolean { run { return false } }
    return !later()
}
""",
        )


class TestWaiting:
    def test_for_state(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
scope.launch {
    agreed.first { it }
    MobileAds.initialize(this@App) // waits
}
scope.launch {
    if (agreed.value) return@launch
    agreed.filter { it }.first()
    MobileAds.initialize(this@App) // waits
}
scope.launch {
    opened.first { it }
    JPushInterface.init(this@App) // runs
}
scope.launch {
    agreed.first()
    CrashReport.initCrashReport(this@App) // runs
}
opened.value = true
""",
            """
private val scope = GlobalScope
private val agreed = MutableStateFlow(false)
private val opened = MutableStateFlow(false)
""",
            *_FLOWS,
        )

    def test_for_an_event(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
scope.launch {
    answer.await()
    MobileAds.initialize(this@App) // waits
}
scope.launch {
    answers.first()
    MobileAds.initialize(this@App) // waits
}
scope.launch {
    started.await()
    JPushInterface.init(this@App) // runs
}
scope.launch {
    async { delay(10) }.await()
    CrashReport.initCrashReport(this@App) // runs
}
started.complete(Unit)
""",
            """
private val scope = GlobalScope
private val answer = CompletableDeferred<Unit>()
private val started = CompletableDeferred<Unit>()
private val answers = MutableSharedFlow<Unit>()
""",
            *_FLOWS,
        )

    def test_what_is_waited_for_is_the_gate(self, app: TwinApp) -> None:
        app.add_kotlin(
            "MainActivity",
            f"""
class MainActivity : AppCompatActivity() {{
    private val agreed = MutableStateFlow(false)
    override fun onCreate(state: Bundle?) {{
        super.onCreate(state)
        AlertDialog.Builder(this).setTitle("Privacy").setPositiveButton("Agree") {{ _, _ ->
            agreed.value = true // write
        }}.show()
        lifecycleScope.launch {{
            agreed.first {{ it }} // gate
            {START} // site
        }}
    }}
}}
""",
            *_FLOWS,
        )
        verdict = app.explain("// site")
        (gate,) = verdict.gates
        assert (verdict.status, gate.condition, gate.trust) == ("guarded", "agreed.first { it }", "trusted")
        assert [place.line for place in (gate.place, *gate.written_at)] == [
            app.line("// gate")[1],
            app.line("// write")[1],
        ]


class TestExceptions:
    """Behind a function that throws nothing runs, up to where that is caught."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
try {
    demand();
    MobileAds.initialize(this); // waits
} catch (IllegalStateException refused) {
    CrashReport.initCrashReport(this); // runs
}
new Thread(() -> {
    start(token());
    MobileAds.initialize(this); // waits
}).start();
JPushInterface.init(this); // runs
""",
            """
private boolean agreed() { return getSharedPreferences("privacy", 0).getBoolean("agreed", false); }
private void demand() {
    if (!agreed()) throw new IllegalStateException();
}
private String token() {
    if (agreed()) return "token";
    throw new IllegalStateException();
}
private void start(String token) { MobileAds.initialize(this); } // waits
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
try {
    start(token())
    MobileAds.initialize(this) // waits
} catch (refused: IllegalStateException) {
    CrashReport.initCrashReport(this) // runs
} finally {
    JPushInterface.init(this) // runs
}
runCatching {
    refuse()
    MobileAds.initialize(this) // waits
}.onFailure {
    JPushInterface.init(this) // runs
}
fun deny(): Nothing = throw IllegalStateException()
CrashReport.initCrashReport(this) // runs
if (!agreed()) deny()
MobileAds.initialize(this) // waits
""",
            """
private fun agreed() = getSharedPreferences("privacy", 0).getBoolean("agreed", false)
private fun token(): String {
    if (!agreed()) throw IllegalStateException()
    return "token"
}
private fun refuse(): Nothing = throw IllegalStateException()
private fun start(token: String) { MobileAds.initialize(this) } // waits
""",
        )

    @pytest.mark.parametrize(
        "demand", ["require(agreed)", 'check(agreed) { "" }', "checkNotNull(id)", "requireNotNull(id)"]
    )
    def test_demands(self, app: TwinApp, demand: str) -> None:
        app.start_kotlin(
            f"""
val agreed = getSharedPreferences("privacy", 0).getBoolean("agreed", false)
val id = getSharedPreferences("privacy", 0).getString("agreed_id", null)
try {{
    {demand}
    MobileAds.initialize(this) // waits
}} catch (refused: RuntimeException) {{
    JPushInterface.init(this) // runs
}}
"""
        )
