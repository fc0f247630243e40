"""Dialogs, sheets and pages of the project that ask, in the shapes that real apps give them."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestDialogs:
    """A dialog with a listener of its own."""

    def test_two_answers(self, app: TwinApp) -> None:
        app.judge_java("""
class PrivacyDialog extends Dialog {
    public interface seekPrivacy { void agree(); void noAgree(); }
    private seekPrivacy cb;
    public PrivacyDialog(Context c, seekPrivacy cb) { super(c); this.cb = cb;
        setContentView(R.layout.dialog); initView(); }
    private void initView() {
        TextView yes = findViewById(R.id.succsebtn);
        yes.setOnClickListener(new View.OnClickListener() { @Override public void onClick(View v) {
            cb.agree(); dismiss(); } });
        findViewById(R.id.cancel).setOnClickListener(v -> { cb.noAgree(); dismiss(); });
    }
}
class MainActivity extends Activity {
    protected void onCreate(Bundle s) { super.onCreate(s);
        if (!SPUtil.agreed(this)) {
            PrivacyDialog d = new PrivacyDialog(this, new PrivacyDialog.seekPrivacy() {
            @Override public void agree() { SPUtil.save(MainActivity.this); initSdk(); goMain(); }
            @Override public void noAgree() { finish(); }
            });
            d.show();
            JPushInterface.init(null); // runs
        } else { initSdk(); goMain(); }
    }
    void initSdk() {
        MobileAds.initialize(null); // waits
    }
    void goMain() { startActivity(new Intent(this, HomeActivity.class)); finish(); }
}
class HomeActivity extends Activity { protected void onCreate(Bundle s) { super.onCreate(s);
        MobileAds.initialize(null); // waits
    } }
class SPUtil { static boolean agreed(Context c) {
        return "1".equals(c.getSharedPreferences("c", 0).getString("uminit", "")); }
    static void save(Context c) {
        c.getSharedPreferences("c", 0).edit().putString("uminit", "1").commit(); } }
""")

    def test_builder(self, app: TwinApp) -> None:
        app.judge_java(
            """
class TermsDialog extends DialogFragment {
    interface OnAgree { void agreed(TermsDialog d); }
    private Builder b;
    static class Builder { OnAgree agree; Runnable cancel; String title; final Activity a;
        Builder(Activity a) { this.a = a; }
        Builder setTitle(String t) { title = t; return this; }
        Builder setAgreeListener(OnAgree l) { agree = l; return this; }
        Builder setCancelListener(Runnable r) { cancel = r; return this; }
        TermsDialog build() { TermsDialog d = new TermsDialog(); d.b = this; return d; } }
    @Override public View onCreateView(LayoutInflater i, ViewGroup g, Bundle s) {
        View v = i.inflate(R.layout.t, g, false);
        v.findViewById(R.id.a).setOnClickListener(x -> { if (b.agree != null) b.agree.agreed(this); });
        JPushInterface.init(null); // runs
        return v; }
}
class MainActivity extends FragmentActivity { protected void onCreate(Bundle s) { super.onCreate(s);
        new TermsDialog.Builder(this).setTitle("t").setAgreeListener(d -> { d.dismiss();
            MobileAds.initialize(null); // waits
        }).setCancelListener(() -> {
            MobileAds.initialize(null); // waits
        }).build().show(getSupportFragmentManager(), "x"); } }
""",
            "androidx.fragment.app.*",
        )

    def test_listener_of_both_buttons(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen("""
DialogInterface.OnClickListener l = (dialog, which) -> {
    switch (which) {
        case DialogInterface.BUTTON_POSITIVE:
        getSharedPreferences("a",0).edit().putBoolean("k", true).apply();
        break;
        case DialogInterface.BUTTON_NEGATIVE:
        finish();
    }
};
new AlertDialog.Builder(this).setPositiveButton("Agree", l).setNegativeButton("No", l).show();
if (getSharedPreferences("a",0).getBoolean("k", false)) MobileAds.initialize(null); // waits
JPushInterface.init(null); // runs
""")
        )


class TestPieces:
    """Sheets, pages and contracts."""

    def test_sheet(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class ConsentSheet(private val onAgree: () -> Unit, private val onReject: () -> Unit = {}) :
BottomSheetDialogFragment() {
    var onShown: ((String) -> Unit)? = null
    override fun onViewCreated(view: View, s: Bundle?) { super.onViewCreated(view, s)
        onShown?.invoke("x")
        view.findViewById<Button>(R.id.ok).setOnClickListener { onAgree.invoke(); dismiss() }
        view.findViewById<Button>(R.id.no).setOnClickListener { onReject(); dismiss() }
    }
    companion object { fun show(a: AppCompatActivity, onAgree: () -> Unit) = ConsentSheet(onAgree).apply { onShown = {
            JPushInterface.init(null) // runs
            } }.show(a.supportFragmentManager, "c") }
}
class MainActivity : AppCompatActivity() { override fun onCreate(s: Bundle?) { super.onCreate(s)
        ConsentSheet.show(this) {
            MobileAds.initialize(null) // waits
        } } }
""",
            "com.google.android.material.bottomsheet.BottomSheetDialogFragment",
        )

    def test_pages(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class PageAdapter(private val onAgree: (Boolean) -> Unit) : RecyclerView.Adapter<PageAdapter.Holder>() {
    class Holder(v: View) : RecyclerView.ViewHolder(v)
    override fun onCreateViewHolder(p: ViewGroup, t: Int) = Holder(View(p.context))
    override fun getItemCount() = 3
    override fun onBindViewHolder(h: Holder, i: Int) {
        JPushInterface.init(null) // runs
        h.itemView.findViewById<View>(R.id.agree).setOnClickListener { onAgree(true) } }
}
class MainActivity : AppCompatActivity() { override fun onCreate(s: Bundle?) { super.onCreate(s)
        findViewById<RecyclerView>(R.id.list).adapter = PageAdapter { ok -> if (ok) {
            MobileAds.initialize(null) // waits
            } } } }
""",
            "androidx.recyclerview.widget.RecyclerView",
        )

    def test_own_contract(self, app: TwinApp) -> None:
        app.manifest('<activity android:name=".ConsentActivity" />')
        app.judge_kotlin(
            """
class MainActivity : AppCompatActivity() {
    private val contract = object : ActivityResultContract<Unit, Boolean>() {
        override fun createIntent(c: Context, i: Unit) = Intent(c, ConsentActivity::class.java)
        override fun parseResult(code: Int, i: Intent?) = code == RESULT_OK }
    private val launcher = registerForActivityResult(contract) { ok -> if (ok) {
            MobileAds.initialize(null) // waits
        } }
    override fun onCreate(s: Bundle?) { super.onCreate(s)
        if (getPreferences(0).getBoolean("k", false)) {
            MobileAds.initialize(null) // waits
        } else { launcher.launch(Unit) } } }
class ConsentActivity : AppCompatActivity() { override fun onCreate(s: Bundle?) { super.onCreate(s) } }
class App : Application() { override fun onCreate() { super.onCreate()
        JPushInterface.init(null) // runs
    } }
""",
            "androidx.activity.result.contract.ActivityResultContract",
        )


class TestCompose:
    """A composition that shows the question or the app."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class MainActivity : ComponentActivity() { override fun onCreate(s: Bundle?) { super.onCreate(s)
        val prefs = getSharedPreferences("a", 0)
        setContent {
            var accepted by remember { mutableStateOf(prefs.getBoolean("k", false)) }
            var step by rememberSaveable { mutableStateOf(0) }
            if (!accepted) { ConsentDialog(onAccept = { prefs.edit().putBoolean("k", true).apply();
            accepted = true }, onDecline = { finish() })
            JPushInterface.init(null) // runs
            } else { Home() }
            LaunchedEffect(accepted) { if (accepted) {
            MobileAds.initialize(null) // waits
            } }
            if (step > 0) {
            MobileAds.initialize(null) // waits
            }
        } } }
@Composable fun ConsentDialog(onAccept: () -> Unit, onDecline: () -> Unit) {
    AlertDialog(onDismissRequest = onDecline, confirmButton = { TextButton(onClick = onAccept) {
            Text("OK") } }) }
@Composable fun Home() { SideEffect {
        MobileAds.initialize(null) // waits
    } }
""",
            "androidx.activity.ComponentActivity",
            "androidx.activity.compose.setContent",
            "androidx.compose.runtime.*",
            "androidx.compose.material3.*",
            "androidx.compose.runtime.saveable.rememberSaveable",
        )
