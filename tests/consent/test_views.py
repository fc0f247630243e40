"""What is on the screen: layouts, views, lists, Compose, and callbacks of libraries."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestLayouts:
    """A layout that code inflates makes its views and fragments, one that nobody inflates makes none."""

    def test_in_java(self, app: TwinApp) -> None:
        app.layout("main", '<com.example.Banner /><fragment android:name="com.example.HomeFragment" />')
        app.layout("idle", "<com.example.AdView />")
        app.judge_java(
            """
class Banner extends FrameLayout {
    Banner(Context context, AttributeSet attributes) {
        super(context, attributes);
        JPushInterface.init(context); // runs
    }
    @Override protected void onAttachedToWindow() {
        CrashReport.initCrashReport(getContext()); // runs
    }
    @Override public boolean onTouchEvent(MotionEvent event) {
        MobileAds.initialize(getContext()); // waits
        return true;
    }
}
class AdView extends FrameLayout {
    AdView(Context context, AttributeSet attributes) {
        super(context, attributes);
        MobileAds.initialize(context); // waits
    }
}
class HomeFragment extends Fragment {
    @Override public void onCreate(Bundle state) {
        JPushInterface.init(getContext()); // runs
    }
}
"""
            + java_screen("setContentView(R.layout.main);"),
            "android.util.AttributeSet",
            "androidx.fragment.app.Fragment",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.layout("activity_main", '<com.example.Banner android:id="@+id/banner" />')
        app.layout("activity_idle", "<com.example.AdView />")
        app.judge_kotlin(
            """
class Banner @JvmOverloads constructor(
    context: Context,
    attributes: AttributeSet? = null,
) : FrameLayout(context, attributes) {
    init { JPushInterface.init(context) } // runs
    override fun onTouchEvent(event: MotionEvent): Boolean {
        MobileAds.initialize(context) // waits
        return true
    }
}
class AdView(context: Context, attributes: AttributeSet?) : FrameLayout(context, attributes) {
    init { MobileAds.initialize(context) } // waits
}
"""
            + kotlin_screen(
                "setContentView(binding.root)",
                "private val binding by lazy { ActivityMainBinding.inflate(layoutInflater) }",
            ),
            "android.util.AttributeSet",
            "com.example.databinding.ActivityMainBinding",
        )


class TestLists:
    """An adapter binds what is shown; a click on it is an action of the user."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Rows extends RecyclerView.Adapter<RecyclerView.ViewHolder> {
    @Override public void onBindViewHolder(RecyclerView.ViewHolder holder, int position) {
        JPushInterface.init(holder.itemView.getContext()); // runs
        holder.itemView.setOnClickListener(view -> MobileAds.initialize(view.getContext())); // waits
    }
    @Override public int getItemCount() { return 1; }
}
class IdleRows extends RecyclerView.Adapter<RecyclerView.ViewHolder> {
    @Override public void onBindViewHolder(RecyclerView.ViewHolder holder, int position) {
        MobileAds.initialize(holder.itemView.getContext()); // waits
    }
}
"""
            + java_screen("((RecyclerView) findViewById(R.id.list)).setAdapter(new Rows());"),
            "androidx.recyclerview.widget.RecyclerView",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Rows(private val onRow: (Int) -> Unit) : RecyclerView.Adapter<RecyclerView.ViewHolder>() {
    override fun onBindViewHolder(holder: RecyclerView.ViewHolder, position: Int) {
        JPushInterface.init(holder.itemView.context) // runs
        holder.itemView.setOnClickListener { onRow(position) }
    }
    override fun getItemCount() = 1
}
"""
            + kotlin_screen(
                """
val list = findViewById<RecyclerView>(R.id.list)
list.adapter = Rows { MobileAds.initialize(this) } // waits
"""
            ),
            "androidx.recyclerview.widget.RecyclerView",
        )


class TestCompose:
    """Composable functions run when they are shown, effects with them, clicks are actions of the user."""

    def test_effects_and_clicks(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
@Composable fun Home(onDone: () -> Unit) {
    val context = LocalContext.current
    var agreed by remember { mutableStateOf(false) }
    LaunchedEffect(Unit) { JPushInterface.init(context) } // runs
    Column {
        Button(onClick = { MobileAds.initialize(context) }) { Text("go") } // waits
        Button(onClick = { agreed = true; onDone() }) { Text("agree") }
        if (agreed) Ads(context)
        else Terms(context)
    }
}
@Composable private fun Ads(context: Context) {
    MobileAds.initialize(context) // waits
}
@Composable private fun Terms(context: Context) {
    CrashReport.initCrashReport(context) // runs
}
class MainActivity : ComponentActivity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContent {
            Home(onDone = { MobileAds.initialize(this) }) // waits
        }
    }
}
""",
            "androidx.activity.ComponentActivity",
            "androidx.activity.compose.setContent",
            "androidx.compose.foundation.layout.Column",
            "androidx.compose.material3.*",
            "androidx.compose.runtime.*",
            "androidx.compose.ui.platform.LocalContext",
        )


class TestLibraryCallbacks:
    """A library calls back by itself, unless its name says that the user does."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
client.newCall(request).enqueue(new Callback() {
    @Override public void onResponse(Call call, Response response) {
        JPushInterface.init(App.this); // runs
    }
    @Override public void onFailure(Call call, IOException error) {
        CrashReport.initCrashReport(App.this); // runs
    }
});
task.addOnCompleteListener(done -> JPushInterface.init(this)); // runs
ConnectivityManager network = (ConnectivityManager) getSystemService(CONNECTIVITY_SERVICE);
network.registerDefaultNetworkCallback(new ConnectivityManager.NetworkCallback() {
    @Override public void onAvailable(Network found) {
        CrashReport.initCrashReport(App.this); // runs
    }
});
Callback unused = new Callback() {
    @Override public void onResponse(Call call, Response response) {
        MobileAds.initialize(App.this); // waits
    }
    @Override public void onFailure(Call call, IOException error) { }
};
Thread.setDefaultUncaughtExceptionHandler((thread, error) -> JPushInterface.init(this)); // runs
""",
            """
private OkHttpClient client = new OkHttpClient();
private Request request;
private Task<Void> task;
""",
            "android.net.*",
            "com.google.android.gms.tasks.Task",
            "java.io.IOException",
            "okhttp3.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
client.newCall(request).enqueue(object : Callback {
    override fun onResponse(call: Call, response: Response) {
        JPushInterface.init(this@App) // runs
    }
    override fun onFailure(call: Call, e: IOException) = Unit
})
task.addOnSuccessListener { CrashReport.initCrashReport(this) } // runs
getSystemService(ConnectivityManager::class.java).registerDefaultNetworkCallback(callback)
""",
            """
private val client = OkHttpClient()
private val callback = object : ConnectivityManager.NetworkCallback() {
    override fun onAvailable(network: Network) {
        JPushInterface.init(this@App) // runs
    }
}
private val unused = object : ConnectivityManager.NetworkCallback() {
    override fun onAvailable(network: Network) {
        MobileAds.initialize(this@App) // waits
    }
}
lateinit var request: Request
lateinit var task: Task<Unit>
""",
            "android.net.*",
            "com.google.android.gms.tasks.Task",
            "java.io.IOException",
            "okhttp3.*",
        )
