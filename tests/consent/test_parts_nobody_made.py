"""Fragments and screens of which only an interface is known: what nobody made does not run."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestPartsThatNobodyMade:
    """A fragment of which only an interface is known runs if code that runs has made it, not because it is there."""

    _JAVA = """
interface Page {{ void begin(); }}
class First extends Fragment implements Page {{ public void begin() {{ MobileAds.initialize(null); }} // {first}
}}
class Later extends Fragment implements Page {{ public void begin() {{ JPushInterface.init(null); }} // waits
}}
class Watcher extends FragmentManager.FragmentLifecycleCallbacks {{
    @Override public void onFragmentResumed(FragmentManager manager, Fragment fragment) {{
        CrashReport.initCrashReport(null); // runs
        if (fragment instanceof Page) {{ ((Page) fragment).begin(); }}
    }}
}}
public class MainActivity extends AppCompatActivity {{
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        getSupportFragmentManager().registerFragmentLifecycleCallbacks(new Watcher(), true);
        {show}
        findViewById(R.id.go).setOnClickListener(view -> show(new Later()));
    }}
    void show(Fragment fragment) {{ getSupportFragmentManager().beginTransaction().add(R.id.home, fragment).commit(); }}
}}
"""
    _KOTLIN = """
interface Page {{ fun begin() }}
class First : Fragment(), Page {{ override fun begin() {{ MobileAds.initialize(null) }} // {first}
}}
class Later : Fragment(), Page {{ override fun begin() {{ JPushInterface.init(null) }} // waits
}}
class Watcher : FragmentManager.FragmentLifecycleCallbacks() {{
    override fun onFragmentResumed(manager: FragmentManager, fragment: Fragment) {{
        CrashReport.initCrashReport(null) // runs
        (fragment as? Page)?.begin()
    }}
}}
class MainActivity : AppCompatActivity() {{
    override fun onCreate(state: Bundle?) {{
        super.onCreate(state)
        supportFragmentManager.registerFragmentLifecycleCallbacks(Watcher(), true)
        {show}
        findViewById<View>(R.id.go).setOnClickListener {{ show(Later()) }}
    }}
    fun show(fragment: Fragment) {{ supportFragmentManager.beginTransaction().add(R.id.home, fragment).commit() }}
}}
"""

    @pytest.mark.parametrize(("first", "show"), [("waits", ""), ("runs", "show(new First());")])
    def test_in_java(self, app: TwinApp, first: str, show: str) -> None:
        app.judge_java(self._JAVA.format(first=first, show=show), "androidx.fragment.app.*")

    @pytest.mark.parametrize(("first", "show"), [("waits", ""), ("runs", "show(First())")])
    def test_in_kotlin(self, app: TwinApp, first: str, show: str) -> None:
        app.judge_kotlin(self._KOTLIN.format(first=first, show=show), "androidx.fragment.app.*")

    @pytest.mark.parametrize(
        "condition",
        [
            "if (fragment is Page) fragment.begin()",
            "if (fragment !is Page) return\n fragment.begin()",
            "when (fragment) { is Page -> fragment.begin() }",
        ],
    )
    def test_smart_casts(self, app: TwinApp, condition: str) -> None:
        code = self._KOTLIN.format(first="runs", show="show(First())")
        app.judge_kotlin(code.replace("(fragment as? Page)?.begin()", condition), "androidx.fragment.app.*")

    def test_patterns(self, app: TwinApp) -> None:
        code = self._JAVA.format(first="runs", show="show(new First());")
        pattern = "if (fragment instanceof Page page) { page.begin(); }"
        app.judge_java(
            code.replace("if (fragment instanceof Page) { ((Page) fragment).begin(); }", pattern),
            "androidx.fragment.app.*",
        )
