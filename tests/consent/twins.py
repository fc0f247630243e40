"""Near twins: small applications whose lines say which sites run by themselves and which wait."""

from __future__ import annotations

from consent.small_apps import SmallApp

_SDKS = (
    "android.provider.Settings",
    "androidx.appcompat.app.AppCompatActivity",
    "cn.jpush.android.api.JPushInterface",
    "com.google.android.gms.ads.MobileAds",
    "com.tencent.bugly.crashreport.CrashReport",
)
_FRAMEWORK = ("android.app.*", "android.content.*", "android.os.*", "android.view.*")
_LIBRARY_MANIFEST = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android"><application>{}</application></manifest>
"""
_SITES = ("PRV101", "PRV102", "PRV103", "PRV109")
_RUNS, _WAITS = "// runs", "// waits"
_Lines = set[tuple[str, int]]
#: Two objects that a container can make, of which one is harmless as long as nobody asks for it.
INJECTED_JAVA = """
interface Sdk { void start(); }
class Push implements Sdk {
    private final Context context;
    @Inject Push(Context context) { this.context = context; }
    public void start() { JPushInterface.init(context); } // runs
}
class Ads implements Sdk {
    private final Context context;
    @Inject Ads(Context context) { this.context = context; }
    public void start() { MobileAds.initialize(context); } // waits
}
"""
INJECTED_KOTLIN = """
interface Sdk { fun start() }
class Push @Inject constructor(private val context: Context) : Sdk {
    override fun start() { JPushInterface.init(context) } // runs
}
class Ads @Inject constructor(private val context: Context) : Sdk {
    override fun start() { MobileAds.initialize(context) } // waits
}
"""


class TwinApp(SmallApp):
    """An application that says in comments what must be reported as automatic (`// runs`) and what not (`// waits`)."""

    def judge_java(self, code: str, *imports: str) -> None:
        """Compares comments of Java code with the report; `imports` come besides those of every small application."""
        self.add_java("App", code, *imports)
        self.judge()

    def judge_kotlin(self, code: str, *imports: str) -> None:
        """Compares comments of Kotlin code with the report."""
        self.add_kotlin("App", code, *imports)
        self.judge()

    def start_java(self, statements: str, members: str = "", *imports: str) -> None:
        """The same for statements that run when the application starts, and other members of its class."""
        head = "public class App extends Application {\n@Override public void onCreate() {\nsuper.onCreate();\n"
        self.judge_java(f"{head}{statements}\n}}\n{members}\n}}\n", *imports)

    def start_kotlin(self, statements: str, members: str = "", *imports: str) -> None:
        """The same for statements in Kotlin."""
        head = "class App : Application() {\noverride fun onCreate() {\nsuper.onCreate()\n"
        self.judge_kotlin(f"{head}{statements}\n}}\n{members}\n}}\n", *imports)

    def add_java(self, name: str, code: str, *imports: str) -> None:
        """Adds a Java file that sees the SDKs."""
        self.java(name, "".join(f"import {each};\n" for each in (*_SDKS, *imports)) + code)

    def add_kotlin(self, name: str, code: str, *imports: str) -> None:
        """Adds a Kotlin file that sees the SDKs."""
        self.kotlin(name, "".join(f"import {each}\n" for each in (*_SDKS, *imports)) + code)

    def library(self, name: str, java: str = "", kotlin: str = "", manifest: str = "") -> None:
        """Adds a library module that the application depends on, with a file of code that sees the SDKs."""
        self.write("settings.gradle", f"include ':app', ':{name}'\n")
        script = (self.root / "app/build.gradle").read_text("utf-8")
        self.write("app/build.gradle", f"{script}dependencies {{ implementation project(':{name}') }}\n")
        self.write(
            f"{name}/build.gradle", "plugins { id 'com.android.library' }\nandroid { namespace 'com.library' }\n"
        )
        if manifest:
            self.write(f"{name}/src/main/AndroidManifest.xml", _LIBRARY_MANIFEST.format(manifest))
        for code, end, suffix in ((java, ";", "java"), (kotlin, "", "kt")):
            head = "".join(f"import {each}{end}\n" for each in (*_FRAMEWORK, *_SDKS))
            if code:
                self.write(f"{name}/src/main/java/com/library/Code.{suffix}", f"package com.library{end}\n{head}{code}")

    def layout(self, name: str, views: str) -> None:
        """Adds a layout."""
        text = f'<LinearLayout xmlns:android="http://schemas.android.com/apk/res/android">{views}</LinearLayout>'
        self.write(f"app/src/main/res/layout/{name}.xml", text)

    def judge(self) -> None:
        """Compares the comments of all sources with the report."""
        runs, waits = self._marked(_RUNS), self._marked(_WAITS)
        assert runs
        assert waits
        found = {(each.path, each.line): each.api for each in self.findings(*_SITES) if each.trigger == "automatic"}
        missed = [f"missed: {self._text(*at)}" for at in sorted(runs - found.keys())]
        wrong = [f"wrong, {found[at]}: {self._text(*at)}" for at in sorted(found.keys() - runs)]
        assert not missed + wrong, "\n".join(missed + wrong)

    def _marked(self, marker: str) -> _Lines:
        return {
            (path.relative_to(self.root).as_posix(), number)
            for path in self.root.glob("*/src/*/java/**/*.*")
            for number, text in enumerate(path.read_text("utf-8").splitlines(), 1)
            if marker in text
        }

    def _text(self, path: str, line: int) -> str:
        return (self.root / path).read_text("utf-8").splitlines()[line - 1].strip()


def java_screen(statements: str, members: str = "") -> str:
    """The launcher's class, with statements that run when it is created."""
    head = "public class MainActivity extends AppCompatActivity {\n@Override protected void onCreate(Bundle state) {\n"
    return f"{head}super.onCreate(state);\n{statements}\n}}\n{members}\n}}\n"


def kotlin_screen(statements: str, members: str = "") -> str:
    """The same in Kotlin."""
    head = "class MainActivity : AppCompatActivity() {\noverride fun onCreate(state: Bundle?) {\n"
    return f"{head}super.onCreate(state)\n{statements}\n}}\n{members}\n}}\n"
