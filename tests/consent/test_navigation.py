"""Navigation: of a graph, the start and what running code goes to is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen

_COMPOSE = (
    "androidx.activity.compose.*",
    "androidx.compose.material3.*",
    "androidx.compose.runtime.*",
    "androidx.navigation.*",
    "androidx.navigation.compose.*",
    "androidx.navigation3.runtime.*",
    "androidx.navigation3.ui.NavDisplay",
    "kotlinx.serialization.Serializable",
)
_SCREENS = """
@Composable fun Home(context: Context, open: () -> Unit = {}) {
    JPushInterface.init(context) // runs
    Button(onClick = open) { }
}
@Composable fun Next(context: Context) {
    CrashReport.initCrashReport(context) // runs
}
@Composable fun Detail(context: Context) {
    MobileAds.initialize(context) // waits
}
"""
_XML = 'xmlns:android="http://schemas.android.com/apk/res/android" xmlns:app="http://schemas.android.com/apk/res-auto"'
_GRAPH = f"""
<navigation {_XML} android:id="@+id/main" app:startDestination="@id/first">
    <fragment android:id="@+id/first" android:name="com.example.FirstFragment">
        <action android:id="@+id/action_next" app:destination="@id/next" />
    </fragment>
    <fragment android:id="@+id/next" android:name="com.example.NextFragment" />
    <fragment android:id="@+id/more" android:name="com.example.MoreFragment" />
</navigation>
"""
_HOST = (
    f'<fragment {_XML} android:name="androidx.navigation.fragment.NavHostFragment" app:navGraph="@navigation/main" />'
)


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestRoutes:
    """Destinations of Compose are known by a text or by a type."""

    def test_texts(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _SCREENS
            + """
object Routes { const val NEXT = "next" }
sealed class Screen(val route: String) { object Home : Screen("home") }
fun NavController.openDetail(id: String) = navigate("detail/$id")
fun NavGraphBuilder.nextScreen(context: Context) { composable(route = Routes.NEXT) { Next(context) } }
@Composable fun Main(context: Context, nav: NavHostController = rememberNavController()) {
    NavHost(nav, startDestination = Screen.Home.route) {
        composable(Screen.Home.route) {
            Home(context, open = { nav.openDetail("1") })
            LaunchedEffect(Unit) { nav.navigate(Routes.NEXT) { popUpTo(Screen.Home.route) { inclusive = true } } }
        }
        nextScreen(context)
        composable("detail/{id}") { Detail(context) }
    }
}
"""
            + kotlin_screen("setContent { Main(this) }"),
            *_COMPOSE,
        )

    def test_types_and_nested_graphs(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _SCREENS
            + """
@Serializable object Start
@Serializable object Inner
@Serializable data class Item(val id: Int)
@Composable fun Main(context: Context) {
    val nav = rememberNavController()
    NavHost(nav, startDestination = Start) {
        navigation<Start>(startDestination = Inner) {
            composable<Inner> { Home(context) { nav.navigate(Item(1)) } }
            composable<Item> { Detail(context) }
        }
        navigation(startDestination = "help", route = "more") { composable("help") { Detail(context) } }
        composable("next") { Next(context) }
    }
    SideEffect { nav.navigate("next") }
}
"""
            + kotlin_screen("setContent { Main(this) }"),
            *_COMPOSE,
        )

    def test_back_stack(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _SCREENS
            + """
data object HomeKey : NavKey
data object NextKey : NavKey
data class DetailKey(val id: String) : NavKey
fun EntryProviderScope<NavKey>.nextEntry(context: Context) { entry<NextKey> { Next(context) } }
@Composable fun Main(context: Context) {
    val stack = rememberNavBackStack(HomeKey)
    LaunchedEffect(Unit) { stack.add(NextKey) }
    NavDisplay(backStack = stack, onBack = { stack.removeLastOrNull() }, entryProvider = entryProvider {
        entry<HomeKey> { Home(context) { stack.add(DetailKey("1")) } }
        nextEntry(context)
        entry<DetailKey> { Detail(context) }
    })
}
"""
            + kotlin_screen("setContent { Main(this) }"),
            *_COMPOSE,
        )

    def test_entries_by_hand(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _SCREENS
            + """
object HomeKey
object DetailKey
@Composable fun Main(context: Context) {
    val stack = remember { mutableStateListOf<Any>(HomeKey) }
    NavDisplay(stack, entryProvider = { key ->
        when (key) {
            is HomeKey -> NavEntry(key) { Home(context) { stack.add(DetailKey) } }
            is DetailKey -> NavEntry(key) { Detail(context) }
            else -> error(key)
        }
    })
}
"""
            + kotlin_screen("setContent { Main(this); Next(this) }"),
            *_COMPOSE,
        )

    @pytest.mark.parametrize(
        ("goes", "trigger"),
        [
            ("", ""),
            ('nav.navigate("home")', ""),
            ("nav.navigate(chosen())", "unknown"),
            ("nav.navigate(intent.data!!)", "unknown"),
            ('nav.navigate("detail/$chosen")', "automatic"),
        ],
    )
    @pytest.mark.parametrize("start", ['"home"', "chosen()"])
    def test_nobody_goes_there(self, app: TwinApp, start: str, goes: str, trigger: str) -> None:
        """What running code does not go to is for the user; at an unknown time if code goes nobody knows where."""
        app.add_kotlin(
            "App",
            _SCREENS
            + f"""
@Composable fun Main(context: Context, intent: Intent) {{
    val nav = rememberNavController()
    NavHost(nav, startDestination = {start}) {{
        composable("home") {{ Home(context) }}
        composable("detail/{{id}}") {{ Detail(context) }}
    }}
    SideEffect {{ {goes} }}
}}
fun chosen(): String = Build.MODEL
"""
            + kotlin_screen("setContent { Main(this, intent) }"),
            *_COMPOSE,
        )
        line = app.line("MobileAds.initialize")[1]
        found = [finding.trigger for finding in app.findings("PRV101", "PRV102") if finding.line == line]
        expected = trigger or ("unknown" if start == "chosen()" else "")
        assert found == [expected] if expected else not found


class TestGraphsInXml:
    """Fragments of a navigation graph begin when a host starts with them, or code goes there."""

    def _app(self, app: TwinApp) -> None:
        app.write("app/src/main/res/navigation/main.xml", _GRAPH)
        app.layout("main", _HOST)
        app.layout("empty", "")

    def test_in_java(self, app: TwinApp) -> None:
        self._app(app)
        app.judge_java(
            """
class FirstFragment extends Fragment {
    @Override public void onViewCreated(View view, Bundle state) {
        JPushInterface.init(getContext()); // runs
        view.findViewById(R.id.button).setOnClickListener(it -> Navigation.findNavController(it).navigate(R.id.more));
        NavHostFragment.findNavController(this).navigate(R.id.action_next);
    }
}
class NextFragment extends Fragment {
    @Override public void onResume() {
        super.onResume();
        JPushInterface.init(getContext()); // runs
    }
}
class MoreFragment extends Fragment {
    @Override public void onResume() {
        super.onResume();
        MobileAds.initialize(getContext()); // waits
    }
}
"""
            + java_screen("setContentView(R.layout.main);"),
            "androidx.fragment.app.Fragment",
            "androidx.navigation.Navigation",
            "androidx.navigation.fragment.NavHostFragment",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        self._app(app)
        app.judge_kotlin(
            """
class FirstFragment : Fragment() {
    override fun onViewCreated(view: View, state: Bundle?) {
        JPushInterface.init(requireContext()) // runs
        view.findViewById<View>(R.id.button).setOnClickListener { findNavController().navigate(R.id.more) }
        findNavController().navigate(FirstFragmentDirections.actionNext())
    }
}
class NextFragment : Fragment() {
    override fun onResume() {
        super.onResume()
        JPushInterface.init(requireContext()) // runs
    }
}
class MoreFragment : Fragment() {
    override fun onResume() {
        super.onResume()
        MobileAds.initialize(requireContext()) // waits
    }
}
"""
            + kotlin_screen("""
setContentView(R.layout.empty)
val host = supportFragmentManager.findFragmentById(R.id.host) as NavHostFragment
host.navController.setGraph(R.navigation.main)
"""),
            "androidx.fragment.app.Fragment",
            "androidx.navigation.fragment.NavHostFragment",
            "androidx.navigation.fragment.findNavController",
        )
