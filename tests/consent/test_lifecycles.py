"""The lives of screens, fragments and views: which of their methods run by themselves, and which wait for the user."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


_NAMES = ("onStart", "onPostResume", "onResume", "onPause", "onStop", "onDestroy", "onAttachedToWindow")


class TestActivities:
    """Screens go through their life without being touched; keys, touches and answers are the user's."""

    def test_in_java(self, app: TwinApp) -> None:
        methods = "".join(
            f"@Override public void {name}() {{ super.{name}(); JPushInterface.init(this); }} // runs\n"
            for name in (*_NAMES, "onEnterAnimationComplete", "onContentChanged", "onLowMemory")
        )
        app.judge_java(
            f"""
public class MainActivity extends AppCompatActivity {{
    private final Object crash = first();
    private Object first() {{ CrashReport.initCrashReport(this); return null; }} // runs
    public MainActivity() {{ JPushInterface.init(this); }} // runs
    {methods}
    @Override protected void attachBaseContext(Context base) {{ JPushInterface.init(base); }} // runs
    @Override public void onCreate(Bundle state, PersistableBundle kept) {{ JPushInterface.init(this); }} // runs
    @Override protected void onPostCreate(Bundle state) {{ CrashReport.initCrashReport(this); }} // runs
    @Override public void onWindowFocusChanged(boolean has) {{ JPushInterface.init(this); }} // runs
    @Override public boolean onCreateOptionsMenu(Menu menu) {{ JPushInterface.init(this); return true; }} // runs
    @Override protected void onSaveInstanceState(Bundle state) {{ CrashReport.initCrashReport(this); }} // runs
    @Override public void onTrimMemory(int level) {{ CrashReport.initCrashReport(this); }} // runs
    @Override public boolean onOptionsItemSelected(MenuItem i) {{ MobileAds.initialize(this); return true; }} // waits
    @Override public void onBackPressed() {{ MobileAds.initialize(this); }} // waits
    @Override public boolean onKeyDown(int code, KeyEvent event) {{ MobileAds.initialize(this); return true; }} // waits
    @Override public boolean onTouchEvent(MotionEvent event) {{ MobileAds.initialize(this); return true; }} // waits
    @Override public void onUserInteraction() {{ MobileAds.initialize(this); }} // waits
    @Override public void onRequestPermissionsResult(int code, String[] names, int[] results) {{
        MobileAds.initialize(this); // waits
    }}
    @Override protected void onActivityResult(int code, int result, Intent data) {{
        MobileAds.initialize(this); // waits
    }}
    @Override protected void onNewIntent(Intent intent) {{ MobileAds.initialize(this); }} // waits
}}
"""
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        methods = "".join(
            f"override fun {name}() {{ super.{name}(); JPushInterface.init(this) }} // runs\n"
            for name in (*_NAMES, "onEnterAnimationComplete", "onContentChanged", "onLowMemory")
        )
        app.judge_kotlin(
            f"""
class MainActivity : AppCompatActivity() {{
    private val crash = CrashReport.initCrashReport(this) // runs
    init {{ JPushInterface.init(this) }} // runs
    {methods}
    override fun onCreate(state: Bundle?, kept: PersistableBundle?) {{ JPushInterface.init(this) }} // runs
    override fun onPostCreate(state: Bundle?) {{ CrashReport.initCrashReport(this) }} // runs
    override fun onWindowFocusChanged(has: Boolean) {{ JPushInterface.init(this) }} // runs
    override fun onCreateOptionsMenu(menu: Menu) = true.also {{ JPushInterface.init(this) }} // runs
    override fun onSaveInstanceState(state: Bundle) {{ CrashReport.initCrashReport(this) }} // runs
    override fun onConfigurationChanged(next: Configuration) {{ CrashReport.initCrashReport(this) }} // runs
    override fun onOptionsItemSelected(item: MenuItem): Boolean {{
        MobileAds.initialize(this) // waits
        return true
    }}
    override fun onBackPressed() {{ MobileAds.initialize(this) }} // waits
    override fun dispatchTouchEvent(event: MotionEvent) = true.also {{ MobileAds.initialize(this) }} // waits
    override fun onRequestPermissionsResult(code: Int, names: Array<String>, results: IntArray) {{
        MobileAds.initialize(this) // waits
    }}
    override fun onActivityResult(code: Int, result: Int, data: Intent?) {{
        MobileAds.initialize(this) // waits
    }}
    override fun onNewIntent(intent: Intent) {{ MobileAds.initialize(this) }} // waits
}}
""",
            "android.content.res.Configuration",
        )

    def test_other_doors(self, app: TwinApp) -> None:
        """Screens that links, shortcuts or other apps open are not automatic, however exported they are."""
        app.manifest(
            """
<activity android:name=".LinkActivity" android:exported="true">
    <intent-filter>
        <action android:name="android.intent.action.VIEW" />
        <category android:name="android.intent.category.DEFAULT" />
        <category android:name="android.intent.category.BROWSABLE" />
        <data android:scheme="example" />
    </intent-filter>
</activity>
<activity android:name=".wxapi.WXEntryActivity" android:exported="true" />
<activity android:name=".HomeActivity" />
"""
        )
        for name in ("LinkActivity", "HomeActivity"):
            app.add_java(name, java_screen("MobileAds.initialize(this); // waits").replace("MainActivity", name))
        app.judge_kotlin(kotlin_screen("JPushInterface.init(this) // runs"))

    def test_chain_of_screens_in_java(self, app: TwinApp) -> None:
        app.manifest('<activity android:name=".HomeActivity" /><activity android:name=".NextActivity" />')
        app.add_java("Home", java_screen("JPushInterface.init(this); // runs").replace("MainActivity", "HomeActivity"))
        app.add_kotlin("Next", kotlin_screen("MobileAds.initialize(this) // waits").replace("Main", "Next"))
        app.judge_java(
            java_screen(
                """
Intent intent = new Intent();
intent.setComponent(new ComponentName(getPackageName(), "com.example.HomeActivity"));
startActivity(intent);
finish();
""",
                "public void next(View view) { startActivity(new Intent(this, NextActivity.class)); }",
            )
        )

    def test_restart_in_kotlin(self, app: TwinApp) -> None:
        app.manifest('<activity android:name=".HomeActivity" /><activity android:name=".NextActivity" />')
        app.add_java("Home", java_screen("JPushInterface.init(this); // runs").replace("MainActivity", "HomeActivity"))
        app.add_java("Next", java_screen("MobileAds.initialize(this); // waits").replace("Main", "Next"))
        app.judge_kotlin(
            kotlin_screen(
                """
startActivities(arrayOf(Intent(this, HomeActivity::class.java)))
""",
                "fun next() { startActivity(Intent(this, NextActivity::class.java)) }",
            )
        )


class TestFragments:
    """A fragment lives when something that is on the screen brings it."""

    _JAVA = """
public class {name} extends Fragment {{
    @Override public View onCreateView(LayoutInflater inflater, ViewGroup group, Bundle state) {{
        {site}
        return super.onCreateView(inflater, group, state);
    }}
}}
"""
    _KOTLIN = """
class {name} : Fragment() {{
    override fun onAttach(context: Context) {{
        super.onAttach(context)
        {site}
    }}
}}
"""

    def _both(self, app: TwinApp, name: str, runs: bool, java: bool) -> None:
        call = "JPushInterface.init(getContext())" if runs else "MobileAds.initialize(getContext())"
        site = f"{call}{';' if java else ''} // {'runs' if runs else 'waits'}"
        if java:
            app.add_java(name, self._JAVA.format(name=name, site=site), "androidx.fragment.app.Fragment")
        else:
            site = site.replace("getContext()", "context")
            app.add_kotlin(name, self._KOTLIN.format(name=name, site=site), "androidx.fragment.app.Fragment")

    @pytest.mark.parametrize("java", [True, False], ids=["java", "kotlin"])
    def test_in_layouts(self, app: TwinApp, java: bool) -> None:
        app.layout("main", '<fragment android:name="com.example.First" /><include layout="@layout/part" />')
        app.layout("part", '<androidx.fragment.app.FragmentContainerView android:name="com.example.Second" />')
        app.layout("other", '<fragment class="com.example.Third" />')
        for name, runs in (("First", True), ("Second", True), ("Third", False)):
            self._both(app, name, runs, java)
        if java:
            app.judge_java(java_screen("setContentView(R.layout.main);"))
        else:
            app.judge_kotlin("class MainActivity : AppCompatActivity(R.layout.main)\n")

    @pytest.mark.parametrize("java", [True, False], ids=["java", "kotlin"])
    def test_in_graphs(self, app: TwinApp, java: bool) -> None:
        app.layout(
            "main",
            '<androidx.fragment.app.FragmentContainerView android:name="androidx.navigation.fragment.NavHostFragment" '
            'xmlns:app="http://schemas.android.com/apk/res-auto" app:navGraph="@navigation/graph" />',
        )
        app.write(
            "app/src/main/res/navigation/graph.xml",
            """
<navigation xmlns:android="http://schemas.android.com/apk/res/android"
    xmlns:app="http://schemas.android.com/apk/res-auto" app:startDestination="@id/first">
    <fragment android:id="@+id/first" android:name="com.example.First" />
    <fragment android:id="@+id/second" android:name="com.example.Second" />
</navigation>
""",
        )
        self._both(app, "First", True, java)
        self._both(app, "Second", False, java)
        if java:
            app.judge_java(java_screen("setContentView(R.layout.main);"))
        else:
            app.judge_kotlin(kotlin_screen("setContentView(R.layout.main)"))

    def test_graph_by_code_in_java(self, app: TwinApp) -> None:
        app.layout("main", "<FrameLayout />")
        app.write(
            "app/src/main/res/navigation/graph.xml",
            """
<navigation xmlns:android="http://schemas.android.com/apk/res/android"
    xmlns:app="http://schemas.android.com/apk/res-auto" app:startDestination="@id/first">
    <fragment android:id="@+id/first" android:name="com.example.First" />
    <fragment android:id="@+id/second" android:name="com.example.Second" />
    <dialog android:id="@+id/third" android:name="com.example.Third" />
</navigation>
""",
        )
        self._both(app, "First", True, True)
        self._both(app, "Second", True, True)
        self._both(app, "Third", False, True)
        app.judge_java(
            java_screen(
                """
NavHostFragment host = NavHostFragment.create(R.navigation.graph);
getSupportFragmentManager().beginTransaction().replace(R.id.content, host).commit();
host.getNavController().navigate(R.id.second);
"""
            ),
            "androidx.navigation.fragment.NavHostFragment",
        )

    def test_graph_by_code_in_kotlin(self, app: TwinApp) -> None:
        app.layout("main", "<FrameLayout />")
        app.write(
            "app/src/main/res/navigation/graph.xml",
            """
<navigation xmlns:android="http://schemas.android.com/apk/res/android"
    xmlns:app="http://schemas.android.com/apk/res-auto" app:startDestination="@id/first">
    <fragment android:id="@+id/first" android:name="com.example.First" />
    <fragment android:id="@+id/second" android:name="com.example.Second" />
    <fragment android:id="@+id/third" android:name="com.example.Third" />
</navigation>
""",
        )
        self._both(app, "First", True, False)
        self._both(app, "Second", True, False)
        self._both(app, "Third", False, False)
        app.judge_kotlin(
            kotlin_screen(
                """
val controller = findNavController(R.id.host)
controller.setGraph(R.navigation.graph)
findViewById<View>(R.id.button).setOnClickListener { controller.navigate(R.id.third) }
lifecycleScope.launch { controller.navigate(R.id.second) }
"""
            ),
            "androidx.navigation.findNavController",
            "androidx.lifecycle.lifecycleScope",
            "kotlinx.coroutines.launch",
        )

    def test_pages_in_java(self, app: TwinApp) -> None:
        self._both(app, "First", True, True)
        self._both(app, "Third", False, True)
        app.judge_java(
            """
class Pages extends FragmentStateAdapter {
    Pages(FragmentActivity activity) { super(activity); }
    @Override public int getItemCount() { return 1; }
    @Override public Fragment createFragment(int position) { return new First(); }
}
class Unused extends FragmentStateAdapter {
    Unused(FragmentActivity activity) { super(activity); }
    @Override public int getItemCount() { return 1; }
    @Override public Fragment createFragment(int position) { return new Third(); }
}
"""
            + java_screen("ViewPager2 pager = findViewById(R.id.pager);\npager.setAdapter(new Pages(this));"),
            "androidx.fragment.app.*",
            "androidx.viewpager2.adapter.FragmentStateAdapter",
            "androidx.viewpager2.widget.ViewPager2",
        )

    def test_pages_in_kotlin(self, app: TwinApp) -> None:
        self._both(app, "First", True, False)
        self._both(app, "Third", False, False)
        app.judge_kotlin(
            """
class Pages(manager: FragmentManager) : FragmentPagerAdapter(manager) {
    private val pages = listOf(First())
    override fun getCount() = pages.size
    override fun getItem(position: Int): Fragment = pages[position]
}
"""
            + kotlin_screen(
                """
findViewById<ViewPager>(R.id.pager).adapter = Pages(supportFragmentManager)
""",
                "private val later by lazy { Third() }",
            ),
            "androidx.fragment.app.*",
            "androidx.viewpager.widget.ViewPager",
        )

    def test_first_page_by_a_lazy_base_class_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
abstract class LazyFragment extends Fragment {
    private boolean isLoaded;
    @Override public void onResume() {
        super.onResume();
        if (!isLoaded && !isHidden()) { isLoaded = true; load(); }
    }
    @Override public void setUserVisibleHint(boolean visible) { if (visible) seen(); }
    protected abstract void load();
    protected void seen() { }
}
class Home extends LazyFragment {
    @Override protected void load() { JPushInterface.init(getContext()); } // runs
    @Override protected void seen() { CrashReport.initCrashReport(getContext()); } // runs
}
class Me extends LazyFragment {
    @Override protected void load() { MobileAds.initialize(getContext()); } // waits
}
"""
            + java_screen("getSupportFragmentManager().beginTransaction().add(R.id.content, new Home()).commitNow();"),
            "androidx.fragment.app.Fragment",
        )

    def test_first_page_by_a_lazy_base_class_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
abstract class LazyFragment : Fragment() {
    private var isLoaded = false
    override fun onResume() {
        super.onResume()
        if (!isLoaded && !isHidden) { isLoaded = true; load() }
    }
    override fun onHiddenChanged(hidden: Boolean) { if (!hidden) seen() }
    protected abstract fun load()
    protected open fun seen() { }
}
class Home : LazyFragment() {
    override fun load() { JPushInterface.init(context) } // runs
    override fun seen() { CrashReport.initCrashReport(context) } // runs
}
class Me : LazyFragment() {
    override fun load() { MobileAds.initialize(context) } // waits
}
"""
            + kotlin_screen("supportFragmentManager.beginTransaction().show(Home()).commitNow()"),
            "androidx.fragment.app.Fragment",
        )

    def test_user_callbacks_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Terms : DialogFragment() {
    override fun onCreateDialog(state: Bundle?): Dialog {
        JPushInterface.init(context) // runs
        return AlertDialog.Builder(context).setPositiveButton("ok") { _, _ ->
            MobileAds.initialize(context) // waits
        }.create()
    }
    override fun onDismiss(dialog: DialogInterface) { MobileAds.initialize(context) } // waits
}
"""
            + kotlin_screen('Terms().showNow(supportFragmentManager, "terms")'),
            "androidx.fragment.app.DialogFragment",
        )

    def test_user_callbacks_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Home extends Fragment {
    @Override public void onCreate(Bundle state) { super.onCreate(state); setHasOptionsMenu(true); }
    @Override public void onCreateOptionsMenu(Menu menu, MenuInflater inflater) {
        JPushInterface.init(getContext()); // runs
    }
    @Override public boolean onOptionsItemSelected(MenuItem item) {
        MobileAds.initialize(getContext()); // waits
        return true;
    }
    @Override public void onRequestPermissionsResult(int code, String[] names, int[] results) {
        MobileAds.initialize(getContext()); // waits
    }
}
"""
            + java_screen("getSupportFragmentManager().beginTransaction().add(new Home(), null).commit();"),
            "androidx.fragment.app.Fragment",
        )


class TestViews:
    """A view lives when the layout of a screen that is shown names it."""

    def test_in_java(self, app: TwinApp) -> None:
        app.layout("main", '<com.example.Banner /><view class="com.example.Strip" />')
        app.layout("other", "<com.example.Unseen />")
        app.judge_java(
            """
public class Banner extends FrameLayout {
    public Banner(Context context, AttributeSet attributes) {
        super(context, attributes);
        JPushInterface.init(context); // runs
    }
    @Override protected void onFinishInflate() { CrashReport.initCrashReport(getContext()); } // runs
    @Override protected void onAttachedToWindow() { JPushInterface.init(getContext()); } // runs
    @Override protected void onDraw(Canvas canvas) { JPushInterface.init(getContext()); } // runs
    @Override protected void onMeasure(int width, int height) { JPushInterface.init(getContext()); } // runs
    @Override public boolean onTouchEvent(MotionEvent e) { MobileAds.initialize(getContext()); return true; } // waits
    @Override public boolean performClick() { MobileAds.initialize(getContext()); return true; } // waits
}
class Strip extends View {
    Strip(Context context, AttributeSet attributes) { super(context, attributes); }
    @Override protected void onLayout(boolean c, int l, int t, int r, int b) {
        JPushInterface.init(getContext()); // runs
    }
}
class Unseen extends View {
    Unseen(Context context) { super(context); MobileAds.initialize(context); } // waits
}
"""
            + java_screen("setContentView(R.layout.main);"),
            "android.graphics.Canvas",
            "android.util.AttributeSet",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.layout("main", "<com.example.Banner />")
        app.layout("other", "<com.example.Unseen />")
        app.judge_kotlin(
            """
class Banner @JvmOverloads constructor(context: Context, attributes: AttributeSet? = null) :
    FrameLayout(context, attributes) {
    init { JPushInterface.init(context) } // runs
    override fun onFinishInflate() { CrashReport.initCrashReport(context) } // runs
    override fun onSizeChanged(w: Int, h: Int, ow: Int, oh: Int) { JPushInterface.init(context) } // runs
    override fun onTouchEvent(event: MotionEvent) = true.also { MobileAds.initialize(context) } // waits
}
class Unseen(context: Context) : View(context) {
    init { MobileAds.initialize(context) } // waits
}
"""
            + kotlin_screen("setContentView(R.layout.main)"),
            "android.util.AttributeSet",
        )
