"""Tables of framework edges: many small pieces of code in one application, each of which says what runs by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from consent.twins import TwinApp

#: The tables: a file each, with the imports of all rows first, then rows of `//// name` and code.
TABLES = Path(__file__).parent / "edges"
_START = """\
public class App extends Application {{
    static App it;
}}
class MainActivity extends AppCompatActivity {{
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        {calls}
    }}
}}
"""
_ROW = {
    ".java": "class {name} {{\nvoid perform(AppCompatActivity screen) {{\n{code}\nRUNS;\n}}\n{members}\n}}\n",
    ".kt": "class {name} {{\nfun perform(screen: AppCompatActivity) {{\n{code}\nRUNS\n}}\n{members}\n}}\n",
}
#: A screen that a row is to show, and one that it is not.
_SCREENS = {
    ".java": """
static class Home extends AppCompatActivity {
    protected void onCreate(Bundle state) { super.onCreate(state); RUNS; }
}
static class More extends AppCompatActivity {
    protected void onCreate(Bundle state) { super.onCreate(state); WAITS; }
}
""",
    ".kt": """
class Home : AppCompatActivity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        RUNS
    }
}
class More : AppCompatActivity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        WAITS
    }
}
""",
}
_COMPONENT = re.compile(r"class (\w+)(?: extends |\(?\)? : )\w*(Activity|Service|Receiver)\b")
_RUNS, _WAITS = "JPushInterface.init(App.it)", "MobileAds.initialize(App.it)"


def rows(table: Path) -> dict[str, str]:
    """The code of the rows of a table by their names."""
    parts = re.split(r"^//// (.*)\n", table.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


class EdgeApp(TwinApp):
    """One application made of the rows of a table, each in a class of its own that the launcher makes and calls.

    A row is code that runs when the launcher is created, in which `screen` is the launcher, and after a line `---`
    members of its class. `RUNS` stands for the start of an SDK that happens by itself, `WAITS` for one that does not;
    `ROW` is the name of the class, and `SCREENS` are two screens: `Home`, which is shown, and `More`, which is not.
    Each row has to come to its end.
    """

    def __init__(self, root: Path, table: Path) -> None:
        super().__init__(root)
        imports = re.findall(r"^import (\S+)$", table.read_text("utf-8"), re.MULTILINE)
        add = self.add_java if table.suffix == ".java" else self.add_kotlin
        self._places: dict[str, str] = {}
        components: list[str] = []
        for name, text in rows(table).items():
            place = self._places[name] = f"Row{len(self._places)}"
            code, _, members = text.partition("---\n")
            text = _ROW[table.suffix].format(name=place, code=code, members=members)
            text = text.replace("ROW", place).replace("SCREENS", _SCREENS[table.suffix])
            add(place, text.replace("RUNS", _RUNS).replace("WAITS", _WAITS), *imports)
            components += [
                f'<{kind.lower()} android:name=".{place}${part}" />' for part, kind in _COMPONENT.findall(text)
            ]
        self.manifest("".join(components))
        calls = "\n        ".join(f"new {place}().perform(this);" for place in self._places.values())
        self.add_java("App", _START.format(calls=calls))

    def differences(self) -> dict[str, list[str]]:
        """The rows whose lines are not reported as they say, with these lines."""
        found = {(each.path, each.line) for each in self.findings("PRV101") if each.trigger == "automatic"}
        wrong: dict[str, list[str]] = {}
        for name, place in self._places.items():
            for path, number, text in self._lines(place):
                if (_RUNS in text or _WAITS in text) and (_RUNS in text) != ((path, number) in found):
                    wrong.setdefault(name, []).append(text.strip())
        return wrong

    def _lines(self, place: str) -> Iterator[tuple[str, int, str]]:
        for path in self.root.glob(f"app/src/main/java/com/example/{place}.*"):
            for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
                yield path.relative_to(self.root).as_posix(), number, text
