"""Numbers that no program can hold and chains longer than calls may nest: they are read, and the check goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from consent.small_apps import START, SmallApp

from privlint.cli.group import privlint

_NUMBER = "9" * 6_000  # Python reads no decimal number as long as this
_CALLS = 1_500
_INTEGER = f'<resources><integer name="big">{_NUMBER}</integer></resources>'


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    return SmallApp(tmp_path)


class TestNumbers:
    """What depends on a number that is too long is not decided: both sides of the condition may run."""

    @pytest.mark.parametrize(
        "condition",
        [
            f"{_NUMBER} > 3",
            f"{_NUMBER} + {_NUMBER} > 3",
            f"-{_NUMBER} < 3",
            "Sizes.LARGEST - 1 > 3",
            f'Long.parseLong("{_NUMBER}") > 3',
            "getResources().getInteger(R.integer.big) > 3",
        ],
        ids=["literal", "sum", "negative", "constant", "text", "resource"],
    )
    def test_in_java(self, app: SmallApp, condition: str) -> None:
        app.write("app/src/main/res/values/sizes.xml", _INTEGER)
        app.java("Sizes", f"class Sizes {{ static final long LARGEST = {_NUMBER}L; }}")
        app.java(
            "App",
            "public class App extends Application { @Override public void onCreate() {\n"
            f"if ({condition}) {START};\nelse {START}; // else\n}} }}",
        )
        lines = sorted(line for _, line in app.found("PRV101"))
        assert lines == [app.line("if (")[1], app.line("// else")[1]]

    @pytest.mark.parametrize(
        "condition",
        [
            f"{_NUMBER} > 3",
            f"{_NUMBER} * {_NUMBER} > 3",
            f"3 in 1..{_NUMBER}",
            f"{_NUMBER} in 1..3",
            "LARGEST - 1 > 3",
            f'"{_NUMBER}".toLong() > 3',
            "resources.getInteger(R.integer.big) > 3",
        ],
        ids=["literal", "product", "range", "in-range", "constant", "text", "resource"],
    )
    def test_in_kotlin(self, app: SmallApp, condition: str) -> None:
        app.write("app/src/main/res/values/sizes.xml", _INTEGER)
        app.kotlin("Sizes", f"const val LARGEST: Long = {_NUMBER}")
        app.kotlin(
            "App",
            "class App : Application() { override fun onCreate() {\n"
            f"if ({condition}) {START}\nelse {START} // else\n}} }}",
        )
        lines = sorted(line for _, line in app.found("PRV101"))
        assert lines == [app.line("if (")[1], app.line("// else")[1]]

    def test_component_of_a_data_class(self, app: SmallApp) -> None:
        app.kotlin(
            "App",
            "data class Pair(val first: Int)\nclass App : Application() { override fun onCreate() {\n"
            f"Pair(1).component{_NUMBER}()\n{START}\n}} }}",
        )
        assert app.found("PRV101") == app.at("PRV101", START)

    def test_explained_line(self, app: SmallApp) -> None:
        asked = CliRunner().invoke(privlint, ["explain", f"App.kt:{_NUMBER}", "--root", str(app.root)])
        assert asked.exit_code == 2
        assert "no rule is called" in asked.output


class TestBuilds:
    """A place that no list has names nothing, what is cut off decides nothing, a version is as long as it likes."""

    @pytest.mark.parametrize(
        "block",
        [
            f"variantFilter {{ v -> if (v.flavors.get({_NUMBER}).name == 'a') {{ setIgnore(true) }} }}",
            f"variantFilter {{ v -> if (v.flavors[{_NUMBER}].name == 'a') {{ setIgnore(true) }} }}",
            "variantFilter { v -> if (v.name ==) { setIgnore(true) } }",
            "variantFilter { v -> if (v.name == 'aRelease' && ) { setIgnore(true) } }",
        ],
    )
    def test_flavor(self, app: SmallApp, block: str) -> None:
        script = (app.root / "app/build.gradle").read_text("utf-8")
        flavors = f"android {{ flavorDimensions 'd'\nproductFlavors {{ a {{ }} }}\n{block}\n}}\n"
        app.write("app/build.gradle", script + flavors)
        app.kotlin("App", f"class App : Application() {{ override fun onCreate() {{\n{START}\n}} }}")
        assert app.found("PRV101") == app.at("PRV101", START)

    def test_placeholder(self, app: SmallApp) -> None:
        script = (app.root / "app/build.gradle").read_text("utf-8")
        version = f"def version = String.format('%{_NUMBER}$s', '1.0')\n"
        library = 'dependencies { implementation "com.umeng.umsdk:common:$version" }\n'
        app.write("app/build.gradle", script + version + library)
        assert [code for code, _ in app.found("PRV202", "PRV902")] == ["PRV902"]

    def test_constraint(self, app: SmallApp) -> None:
        script = (app.root / "app/build.gradle").read_text("utf-8")
        library = "implementation 'com.umeng.umsdk:common:{}'"
        declared = f"{library.format('1.0')}\nconstraints {{ {library.format(_NUMBER)} }}"
        app.write("app/build.gradle", f"{script}dependencies {{ {declared} }}\n")
        assert app.found("PRV202") == []  # 1.0 would be too old


class TestChains:
    """Every call of a chain on a crash reporter is asked what it tells."""

    def test_in_kotlin(self, app: SmallApp) -> None:
        chain = '.setCustomKey("a", "b")' * _CALLS
        app.kotlin("App", f"class App : Application() {{ init {{ FirebaseCrashlytics.getInstance(){chain} }} }}")
        self._import(app, "App.kt", "")
        assert len(app.findings("PRV109")) == _CALLS + 1

    def test_in_java(self, app: SmallApp) -> None:
        chain = '.setCustomKey("a", "b")' * _CALLS
        app.java("App", f"class App extends Application {{ {{ FirebaseCrashlytics.getInstance(){chain}; }} }}")
        self._import(app, "App.java", ";")
        assert len(app.findings("PRV109")) == _CALLS + 1

    def _import(self, app: SmallApp, name: str, end: str) -> None:
        path = app.root / "app/src/main/java/com/example" / name
        imported = f"import com.google.firebase.crashlytics.FirebaseCrashlytics{end}\nimport android.app.*"
        path.write_text(path.read_text("utf-8").replace("import android.app.*", imported), "utf-8")
