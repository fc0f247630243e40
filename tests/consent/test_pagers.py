"""A pager makes the page that it shows first, until running code turns pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_JAVA = """
public class MainActivity extends AppCompatActivity {{
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        {type} pager = findViewById(R.id.pager);
        pager.setAdapter(new Pages(this));
        {more}
    }}
    static class Pages extends {adapter} {{
        Pages(AppCompatActivity screen) {{ super({given}); }}
        @Override public Fragment {method}(int position) {{
            switch (position) {{
                case 0: return new First();
                case 1: return new Second();
                case 2: return new Third();
                default: return null;
            }}
        }}
        @Override public int {count}() {{ return 3; }}
    }}
    public static class First extends Fragment {{
        @Override public void onResume() {{ super.onResume(); JPushInterface.init(getContext()); }} // runs
    }}
    public static class Second extends Fragment {{
        @Override public void onResume() {{ super.onResume(); CrashReport.initCrashReport(getContext()); }} // {second}
    }}
    public static class Third extends Fragment {{
        @Override public void onResume() {{ super.onResume(); MobileAds.initialize(getContext()); }} // {third}
    }}
    void never() {{ MobileAds.initialize(this); }} // waits
}}
"""
_NEW = {
    "type": "ViewPager2",
    "adapter": "FragmentStateAdapter",
    "method": "createFragment",
    "count": "getItemCount",
    "given": "screen",
    "more": "",
    "second": "waits",
    "third": "waits",
}
_OLD = {
    **_NEW,
    "type": "ViewPager",
    "adapter": "FragmentPagerAdapter",
    "method": "getItem",
    "count": "getCount",
    "given": "screen.getSupportFragmentManager()",
    "second": "runs",
}
_IMPORTS = (
    "androidx.fragment.app.*",
    "androidx.viewpager.widget.ViewPager",
    "androidx.viewpager2.adapter.FragmentStateAdapter",
    "androidx.viewpager2.widget.ViewPager2",
)
_KOTLIN = """
class MainActivity : AppCompatActivity() {{
    override fun onCreate(state: Bundle?) {{
        super.onCreate(state)
        val pager = findViewById<ViewPager2>(R.id.pager)
        pager.adapter = object : FragmentStateAdapter(this) {{
            override fun getItemCount() = 2
            override fun createFragment(position: Int): Fragment = if (position == 0) First() else Second()
        }}
        {}
    }}
    fun never() = MobileAds.initialize(this) // waits
}}
class First : Fragment() {{
    override fun onResume() {{ super.onResume(); JPushInterface.init(requireContext()) }} // runs
}}
class Second : Fragment() {{
    override fun onResume() {{ super.onResume(); MobileAds.initialize(requireContext()) }} // {}
}}
"""


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    app = TwinApp(tmp_path)
    app.add_java("App", "public class App extends Application {}\n")
    return app


@pytest.mark.parametrize(
    "words",
    [
        _NEW,
        {**_NEW, "more": "pager.setCurrentItem(2);", "second": "runs", "third": "runs"},
        {**_NEW, "more": "pager.setOffscreenPageLimit(2);", "second": "runs", "third": "runs"},
        _OLD,
    ],
)
def test_java(app: TwinApp, words: dict[str, str]) -> None:
    app.add_java("MainActivity", _JAVA.format(**words), *_IMPORTS)
    app.judge()


@pytest.mark.parametrize(
    ("more", "second"),
    [("", "waits"), ("pager.currentItem = 1", "runs"), ("pager.setOnClickListener { pager.currentItem = 1 }", "waits")],
)
def test_kotlin(app: TwinApp, more: str, second: str) -> None:
    app.add_kotlin("MainActivity", _KOTLIN.format(more, second), *_IMPORTS)
    app.judge()
