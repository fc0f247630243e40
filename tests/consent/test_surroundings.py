"""The call graph that `privlint explain` draws around a place: taken calls, cut calls with their gates."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp

from privlint.consent.model import CallEdge, Verdict

JAVA = """
public class App extends Application {
    @Override public void onCreate() {
        super.onCreate();
        if (getSharedPreferences("a", 0).getBoolean("privacy_agreed", false)) begin();
        {more}
    }
    void begin() {
        UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null); // site
    }
}
"""
KOTLIN = """
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        if (getSharedPreferences("a", 0).getBoolean("privacy_agreed", false)) begin()
        {more}
    }
    fun begin() {
        UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null) // site
    }
}
"""


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    return SmallApp(tmp_path)


LANGUAGES = pytest.mark.parametrize("language", ["java", "kotlin"])


def write(app: SmallApp, language: str, more: str = "") -> None:
    """An application that starts an SDK behind a gate, and does more besides."""
    if language == "java":
        app.java("App", JAVA.replace("{more}", more))
    else:
        app.kotlin("App", KOTLIN.replace("{more}", more.rstrip(";")))


def calls(verdict: Verdict) -> dict[tuple[str, str], CallEdge]:
    """The edges by the names of both ends; the site is called `site`."""
    names = ["site", *(node.place.symbol.rpartition(".")[2] for node in verdict.graph.nodes[1:])]
    return {(names[edge.caller], names[edge.callee]): edge for edge in verdict.graph.edges}


@LANGUAGES
def test_a_cut_call_has_its_gate(app: SmallApp, language: str) -> None:
    write(app, language)
    found = calls(app.explain("// site"))
    assert set(found) == {("onCreate", "begin"), ("begin", "site")}
    cut = found["onCreate", "begin"]
    assert cut.trigger is None
    assert ["privacy_agreed" in gate.condition for gate in cut.gates] == [True]
    assert found["begin", "site"].gates == ()  # its caller does not run: nothing to say of the call itself


@LANGUAGES
def test_the_way_around_a_gate_is_taken(app: SmallApp, language: str) -> None:
    write(app, language, "begin();")
    verdict = app.explain("// site")
    taken = [edge.trigger for edge in verdict.graph.edges]
    assert verdict.status == "exposed"
    assert sorted(str(trigger) for trigger in taken) == ["None", "automatic", "automatic"]


@LANGUAGES
def test_an_entry_point_is_named(app: SmallApp, language: str) -> None:
    write(app, language)
    kinds = {node.kind: node.note for node in app.explain("// site").graph.nodes}
    assert set(kinds) == {"site", "code", "entry"}
    assert kinds["entry"].startswith("entry point")


def test_code_that_nobody_reaches_stands_alone(app: SmallApp) -> None:
    app.java("Unused", f"class Unused {{ void never(Context c) {{ {START.replace('this', 'c')}; /* site */ }} }}")
    graph = app.explain("/* site */").graph
    assert [node.kind for node in graph.nodes] == ["site"]
    assert graph.edges == ()


def test_an_action_of_the_user_cuts(app: SmallApp) -> None:
    app.java(
        "MainActivity",
        f"""
public class MainActivity extends Activity {{
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        findViewById(1).setOnClickListener(v -> begin());
    }}
    void begin() {{ {START}; /* site */ }}
}}
""",
    )
    verdict = app.explain("/* site */")
    gates = [gate.trust for edge in verdict.graph.edges for gate in edge.gates]
    assert gates == ["user action"]


def test_screens_that_share_a_base_class_are_told_apart(app: SmallApp) -> None:
    app.java(
        "Base", "abstract class Base extends Activity { void onCreate(Bundle b) { open(); } abstract void open(); }"
    )
    app.java("MainActivity", "public class MainActivity extends Base { void open() { } }")
    app.java("HomeActivity", f"public class HomeActivity extends Base {{ void open() {{ {START}; /* site */ }} }}")
    assert not any(edge.trigger for edge in app.explain("/* site */").graph.edges)


def test_many_callers_are_cut_short(app: SmallApp) -> None:
    methods = "\n".join(f"void m{n}() {{ site(); }}" for n in range(80))
    everyone = " ".join(f"m{n}();" for n in range(80))
    app.java(
        "App",
        f"public class App extends Application {{ public void onCreate() {{ {everyone} }} {methods}"
        f" void site() {{ {START}; /* site */ }} }}",
    )
    graph = app.explain("/* site */").graph
    assert 10 < len(graph.nodes) < 50
    assert graph.omitted > 30
