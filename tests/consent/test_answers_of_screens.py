"""Screens and dialogs that ask, and who hears the answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestListeners:
    """Listeners behind listeners, and listeners in static fields."""

    def test_two_interfaces(self, app: TwinApp) -> None:
        app.judge_java("""
interface OnAgreeListener { void onAgree(); }
interface PrivacyCallback { void onPrivacy(boolean ok); }
class PrivacyDialog extends Dialog implements View.OnClickListener {
    private OnAgreeListener listener;
    PrivacyDialog(Context c) { super(c); }
    void setOnAgreeListener(OnAgreeListener l) { listener = l; }
    protected void onCreate(Bundle b) { super.onCreate(b);
        findViewById(R.id.tv_agree).setOnClickListener(this);
        findViewById(R.id.tv_no).setOnClickListener(this); }
    public void onClick(View v) { if (v.getId() == R.id.tv_agree) {
            if (listener != null) listener.onAgree(); } dismiss(); }
}
class Presenter { final PrivacyCallback cb; Presenter(PrivacyCallback cb) { this.cb = cb; }
    void show(Context c) { PrivacyDialog d = new PrivacyDialog(c);
        d.setOnAgreeListener(() -> cb.onPrivacy(true)); d.show(); } }
class MainActivity extends Activity implements PrivacyCallback {
    protected void onCreate(Bundle s) { super.onCreate(s); new Presenter(this).show(this);
        JPushInterface.init(null); // runs
    }
    public void onPrivacy(boolean ok) { if (ok) {
            MobileAds.initialize(null); // waits
        } }
}
""")

    def test_static_field(self, app: TwinApp) -> None:
        app.manifest('<activity android:name=".ConsentActivity" />')
        app.judge_java("""
class ConsentActivity extends Activity {
    interface Listener { void onAgreed(); }
    static Listener sListener;
    static void start(Context c, Listener l) { sListener = l;
        c.startActivity(new Intent(c, ConsentActivity.class)); }
    protected void onCreate(Bundle b) { super.onCreate(b);
        JPushInterface.init(null); // runs
        findViewById(R.id.ok).setOnClickListener(v -> { if (sListener != null) sListener.onAgreed();
            finish(); }); }
}
class MainActivity extends Activity {
    protected void onCreate(Bundle s) { super.onCreate(s);
        ConsentActivity.start(this, new ConsentActivity.Listener() { public void onAgreed() {
            MobileAds.initialize(null); // waits
            } });
    }
}
""")


class TestResults:
    """The answer comes back as a result."""

    def test_in_java(self, app: TwinApp) -> None:
        app.manifest('<activity android:name=".ConsentActivity" />')
        app.judge_java("""
class ConsentActivity extends Activity { protected void onCreate(Bundle s) { super.onCreate(s);
        JPushInterface.init(null); // runs
        findViewById(R.id.ok).setOnClickListener(v -> { setResult(RESULT_OK, new Intent()); finish(); }); } }
class MainActivity extends Activity {
    protected void onCreate(Bundle s) { super.onCreate(s);
        startActivityForResult(new Intent(this, ConsentActivity.class), 7);
    }
    protected void onActivityResult(int code, int result, Intent data) {
        super.onActivityResult(code, result, data); if (code == 7 && result == RESULT_OK) {
            MobileAds.initialize(null); // waits
        } }
}
""")

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.manifest('<activity android:name=".ConsentActivity" />')
        app.judge_kotlin(
            """
class ConsentActivity : AppCompatActivity() { override fun onCreate(s: Bundle?) { super.onCreate(s)
        JPushInterface.init(null) // runs
        findViewById<View>(R.id.ok).setOnClickListener { setResult(RESULT_OK); finish() } } }
class MainActivity : AppCompatActivity() {
    private val ask = registerForActivityResult(ActivityResultContracts.StartActivityForResult()) {
        r -> if (r.resultCode == RESULT_OK) {
            MobileAds.initialize(null) // waits
        } }
    override fun onCreate(s: Bundle?) { super.onCreate(s)
        ask.launch(Intent(this, ConsentActivity::class.java))
    }
}
""",
            "androidx.activity.result.contract.ActivityResultContracts",
        )

    def test_of_a_fragment(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class TermsSheet : BottomSheetDialogFragment() {
    override fun onViewCreated(v: View, s: Bundle?) { super.onViewCreated(v, s)
        JPushInterface.init(null) // runs
        v.findViewById<View>(R.id.agree).setOnClickListener {
            setFragmentResult("terms", bundleOf("ok" to true)); dismiss() } }
}
class MainActivity : AppCompatActivity() {
    override fun onCreate(s: Bundle?) { super.onCreate(s)
        supportFragmentManager.setFragmentResultListener("terms", this) { _, b -> if (b.getBoolean("ok")) {
            MobileAds.initialize(null) // waits
            } }
        TermsSheet().show(supportFragmentManager, "t")
    }
}
""",
            "androidx.fragment.app.*",
            "com.google.android.material.bottomsheet.BottomSheetDialogFragment",
            "androidx.core.os.bundleOf",
        )


class TestEvents:
    """The answer is announced."""

    def test_event_bus(self, app: TwinApp) -> None:
        app.judge_java(
            """
class AgreedEvent { }
class StartEvent { }
class MainActivity extends Activity {
    protected void onCreate(Bundle s) { super.onCreate(s);
        EventBus.getDefault().register(this);
        EventBus.getDefault().post(new StartEvent());
        findViewById(R.id.agree).setOnClickListener(v -> EventBus.getDefault().post(new AgreedEvent()));
    }
    @Subscribe public void onAgreed(AgreedEvent e) {
        MobileAds.initialize(null); // waits
    }
    @Subscribe public void onStart(StartEvent e) {
        JPushInterface.init(null); // runs
    }
}
""",
            "org.greenrobot.eventbus.EventBus",
            "org.greenrobot.eventbus.Subscribe",
        )

    def test_broadcast(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class MainActivity : AppCompatActivity() {
    private val agreed = object : BroadcastReceiver() { override fun onReceive(c: Context, i: Intent) {
            MobileAds.initialize(null) // waits
        } }
    private val started = object : BroadcastReceiver() { override fun onReceive(c: Context, i: Intent) {
            JPushInterface.init(null) // runs
        } }
    override fun onCreate(s: Bundle?) { super.onCreate(s)
        LocalBroadcastManager.getInstance(this).registerReceiver(agreed, IntentFilter("com.example.AGREED"))
        LocalBroadcastManager.getInstance(this).registerReceiver(started, IntentFilter("com.example.STARTED"))
        LocalBroadcastManager.getInstance(this).sendBroadcast(Intent("com.example.STARTED"))
        findViewById<View>(R.id.agree).setOnClickListener {
            LocalBroadcastManager.getInstance(this).sendBroadcast(Intent("com.example.AGREED")) }
    }
}
""",
            "androidx.localbroadcastmanager.content.LocalBroadcastManager",
        )


class TestNavigation:
    """The answer opens the next screen, or starts the app anew."""

    def test_next_screen(self, app: TwinApp) -> None:
        app.manifest('<activity android:name=".HomeActivity" /><activity android:name=".PrivacyActivity" />')
        app.judge_kotlin(
            """
class MainActivity : AppCompatActivity() { override fun onCreate(s: Bundle?) { super.onCreate(s)
        if (!getSharedPreferences("a",0).getBoolean("k", false)) {
            startActivity(Intent(this, PrivacyActivity::class.java)); finish(); return }
        MobileAds.initialize(null) // waits
        startActivity(Intent(this, HomeActivity::class.java)) } }
class PrivacyActivity : AppCompatActivity() { override fun onCreate(s: Bundle?) { super.onCreate(s)
        JPushInterface.init(null) // runs
        findViewById<View>(R.id.agree).setOnClickListener { getSharedPreferences("a",0).edit {
            putBoolean("k", true) }
            startActivity(Intent(this, HomeActivity::class.java)); finish() } } }
class HomeActivity : AppCompatActivity() { override fun onCreate(s: Bundle?) { super.onCreate(s)
        MobileAds.initialize(null) // waits
    } }
""",
            "androidx.core.content.edit",
        )

    def test_restart(self, app: TwinApp) -> None:
        app.judge_java("""
class MainActivity extends Activity { protected void onCreate(Bundle s) { super.onCreate(s);
        if (!((App) getApplication()).prefs().getBoolean("k", false)) { show(); return; }
        MobileAds.initialize(null); // waits
    }
    void show() { new AlertDialog.Builder(this).setPositiveButton("Agree", (d, w) -> {
            ((App) getApplication()).prefs().edit().putBoolean("k", true).commit();
            Intent i = getPackageManager().getLaunchIntentForPackage(getPackageName());
            i.addFlags(Intent.FLAG_ACTIVITY_CLEAR_TASK); startActivity(i);
            android.os.Process.killProcess(android.os.Process.myPid()); }).show(); }
}
class App extends Application { SharedPreferences prefs() { return getSharedPreferences("a",0); }
    public void onCreate() { super.onCreate(); if (prefs().getBoolean("k", false)) {
            MobileAds.initialize(null); // waits
        } else {
            JPushInterface.init(null); // runs
        } } }
""")

    def test_recreated_screen(self, app: TwinApp) -> None:
        app.judge_kotlin("""
class MainActivity : AppCompatActivity() { override fun onCreate(s: Bundle?) { super.onCreate(s)
        val p = getSharedPreferences("a",0)
        if (p.getBoolean("k", false).not()) {
            JPushInterface.init(null) // runs
            AlertDialog.Builder(this).setPositiveButton("ok") {
            _, _ -> p.edit().putBoolean("k", true).apply(); recreate() }.setNegativeButton("no") {
            _, _ -> finish() }.show()
        } else {
            MobileAds.initialize(null) // waits
        } } }
""")

    def test_gate_in_another_component(self, app: TwinApp) -> None:
        app.judge_kotlin("""
class App : Application() { override fun onCreate() { super.onCreate()
        JPushInterface.init(null) // runs
    } }
class MainActivity : AppCompatActivity() { override fun onCreate(s: Bundle?) { super.onCreate(s)
        if (getSharedPreferences("a",0).getBoolean("k", false)) {
            MobileAds.initialize(null) // waits
        } } }
""")


class TestChoices:
    """Only the choice that says yes counts."""

    def test_both_buttons_go_on(self, app: TwinApp) -> None:
        app.judge_java("""
class MainActivity extends Activity { protected void onCreate(Bundle s) { super.onCreate(s);
        SharedPreferences p = getSharedPreferences("a",0);
        if (!p.getBoolean("onboarding_over", false)) {
            findViewById(R.id.accept).setOnClickListener(v -> {
            p.edit().putBoolean("crash", true).putBoolean("onboarding_over", true).apply(); recreate(); });
            findViewById(R.id.refuse).setOnClickListener(v -> {
            p.edit().putBoolean("onboarding_over", true).apply(); recreate(); });
            JPushInterface.init(null); // runs
            return; }
        if (p.getBoolean("crash", false)) {
            MobileAds.initialize(null); // waits
        } } }
""")

    def test_check_box(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen("""
val p = getSharedPreferences("a",0)
findViewById<CheckBox>(R.id.c).setOnCheckedChangeListener {
    _, isChecked -> p.edit().putBoolean("agree", isChecked).apply() }
if (p.getBoolean("agree", false)) MobileAds.initialize(null) // waits
else JPushInterface.init(null) // runs
""")
        )

    def test_check_box_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen("""
SharedPreferences p = getSharedPreferences("a",0);
CheckBox box = findViewById(R.id.c);
box.setOnCheckedChangeListener((b, isChecked) -> p.edit().putBoolean("agree", isChecked).apply());
if (p.getBoolean("agree", false)) MobileAds.initialize(null); // waits
JPushInterface.init(null); // runs
""")
        )
