"""Answers: what runs when the user says yes waits, what runs without an answer does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestButtons:
    """A button waits for the user, whatever the code behind it is written as."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen(
                """
new AlertDialog.Builder(this)
    .setPositiveButton("Agree", (dialog, which) -> MobileAds.initialize(this)) // waits
    .setNegativeButton("Decline", new DialogInterface.OnClickListener() {
        @Override public void onClick(DialogInterface dialog, int which) {
            JPushInterface.init(MainActivity.this); // waits
        }
    })
    .show();
findViewById(R.id.agree).setOnClickListener(this::agree);
findViewById(R.id.later).setOnClickListener(listener);
CrashReport.initCrashReport(this); // runs
""",
                """
private final View.OnClickListener listener = view -> JPushInterface.init(this); // waits
private void agree(View view) {
    MobileAds.initialize(this); // waits
}
""",
            )
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen(
                """
AlertDialog.Builder(this).apply {
    setPositiveButton("Agree") { _, _ -> MobileAds.initialize(this@MainActivity) } // waits
    setNegativeButton("Decline", object : DialogInterface.OnClickListener {
        override fun onClick(dialog: DialogInterface, which: Int) {
            JPushInterface.init(this@MainActivity) // waits
        }
    })
}.show()
findViewById<View>(R.id.agree).setOnClickListener(::agree)
findViewById<View>(R.id.later).setOnClickListener(listener)
CrashReport.initCrashReport(this) // runs
""",
                """
private val listener = View.OnClickListener { JPushInterface.init(this) } // waits
private fun agree(view: View) {
    MobileAds.initialize(this) // waits
}
""",
            )
        )

    def test_screen_that_listens_itself_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
public class MainActivity extends AppCompatActivity implements View.OnClickListener {
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        findViewById(R.id.agree).setOnClickListener(this);
        ask();
        open();
    }
    @Override public void onClick(View view) {
        if (view.getId() == R.id.agree) MobileAds.initialize(this); // waits
        open();
    }
    private void ask() {
        new AlertDialog.Builder(this).setPositiveButton("Agree", this::agreed).show();
    }
    private void agreed(DialogInterface dialog, int which) {
        JPushInterface.init(this); // waits
    }
    private void open() {
        CrashReport.initCrashReport(this); // runs
    }
}
"""
        )

    def test_screen_that_listens_itself_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class MainActivity : AppCompatActivity(), View.OnClickListener {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        findViewById<View>(R.id.agree).setOnClickListener(this)
        open()
    }
    override fun onClick(view: View) {
        when (view.id) {
            R.id.agree -> MobileAds.initialize(this) // waits
        }
        open()
    }
    private fun open() {
        CrashReport.initCrashReport(this) // runs
    }
}
"""
        )


class TestWhatAnAnswerWrites:
    """A flag counts as given when code that runs without consent writes it, refusals included."""

    def test_in_java(self, app: TwinApp) -> None:
        for name, button in (("A", "setPositiveButton"), ("B", "setNegativeButton")):
            app.add_java(
                f"Dialog{name}",
                f"""
class Dialog{name} {{
    static void show(Context context) {{
        new AlertDialog.Builder(context).{button}("x", (dialog, which) ->
            context.getSharedPreferences("a", 0).edit().putBoolean("{name}", true).apply()).show();
    }}
}}
""",
            )
        app.judge_java(
            java_screen("""
DialogA.show(this);
DialogB.show(this);
if (getSharedPreferences("a", 0).getBoolean("A", false)) MobileAds.initialize(this); // waits
if (getSharedPreferences("a", 0).getBoolean("B", false)) JPushInterface.init(this); // runs
""")
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen(
                """
AlertDialog.Builder(this)
    .setPositiveButton("Agree") { _, _ -> flags.edit().putBoolean("yes", true).apply() }
    .setNegativeButton("Decline") { _, _ -> flags.edit().putBoolean("no", true).apply() }
    .setOnCancelListener { flags.edit().putBoolean("closed", true).apply() }
    .show()
if (flags.getBoolean("yes", false)) MobileAds.initialize(this) // waits
if (flags.getBoolean("no", false)) JPushInterface.init(this) // runs
if (flags.getBoolean("closed", false)) CrashReport.initCrashReport(this) // runs
""",
                'private val flags by lazy { getSharedPreferences("a", 0) }',
            )
        )

    def test_answer_in_memory(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
object Session {
    var isOpen = false
    var hasStarted = false
}
"""
            + kotlin_screen("""
findViewById<View>(R.id.agree).setOnClickListener { Session.isOpen = true }
Session.hasStarted = true
if (Session.isOpen) MobileAds.initialize(this) // waits
if (Session.hasStarted) JPushInterface.init(this) // runs
""")
        )


class TestOwnCallbacks:
    """Interfaces and wrappers of the program: their code runs when somebody calls it."""

    def test_interface_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
interface Answer { void onYes(); void onNo(); default void onShown() { } }
class Terms extends Dialog {
    private final Answer answer;
    Terms(Context context, Answer answer) { super(context); this.answer = answer; }
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        answer.onShown();
        findViewById(R.id.yes).setOnClickListener(view -> { dismiss(); answer.onYes(); });
        findViewById(R.id.no).setOnClickListener(view -> answer.onNo());
    }
}
"""
            + java_screen("""
new Terms(this, new Answer() {
    @Override public void onYes() {
        MobileAds.initialize(MainActivity.this); // waits
    }
    @Override public void onNo() {
        JPushInterface.init(MainActivity.this); // waits
    }
    @Override public void onShown() {
        CrashReport.initCrashReport(MainActivity.this); // runs
    }
}).show();
""")
        )

    def test_functions_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Terms(context: Context, private val onYes: () -> Unit) : Dialog(context) {
    var onNo: (() -> Unit)? = null
    var onShown: () -> Unit = {}
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        onShown()
        findViewById<View>(R.id.yes).setOnClickListener { onYes() }
        findViewById<View>(R.id.no).setOnClickListener { onNo?.invoke() }
    }
}
"""
            + kotlin_screen(
                """
val terms = Terms(this) { MobileAds.initialize(this) } // waits
terms.onNo = { JPushInterface.init(this) } // waits
terms.onShown = ::shown
terms.show()
""",
                """
private fun shown() {
    CrashReport.initCrashReport(this) // runs
}
""",
            )
        )

    def test_setter_and_builder_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Question {
    private Runnable done, asked;
    static Question of(Context context) { return new Question(); }
    Question onDone(Runnable code) { this.done = code; return this; }
    Question onAsked(Runnable code) { this.asked = code; return this; }
    void ask(View view) {
        view.setOnClickListener(clicked -> { if (done != null) done.run(); });
        if (asked != null) asked.run();
    }
}
"""
            + java_screen("""
Question.of(this)
    .onDone(() -> MobileAds.initialize(this)) // waits
    .onAsked(() -> JPushInterface.init(this)) // runs
    .ask(findViewById(R.id.yes));
""")
        )

    def test_wrapper_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
object Dialogs {
    fun ask(activity: Activity, text: String, onNo: () -> Unit = {}, onYes: () -> Unit) =
        AlertDialog.Builder(activity).setMessage(text)
            .setPositiveButton("ok") { dialog, _ -> dialog.dismiss(); onYes() }
            .setNegativeButton("no") { _, _ -> onNo() }
            .create().show()
    fun ready(activity: Activity, onReady: (Boolean) -> Unit) = onReady(false)
}
"""
            + kotlin_screen("""
Dialogs.ask(this, "terms", onNo = { JPushInterface.init(this) }) { // waits
    MobileAds.initialize(this) // waits
}
Dialogs.ready(this) { yes ->
    if (yes) MobileAds.initialize(this) // waits
    else CrashReport.initCrashReport(this) // runs
}
""")
        )

    def test_screen_as_listener_of_a_fragment(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Terms : DialogFragment() {
    interface Listener { fun onAnswer(agreed: Boolean) }
    private var listener: Listener? = null
    override fun onAttach(context: Context) {
        super.onAttach(context)
        listener = context as? Listener
    }
    override fun onCreateDialog(state: Bundle?): Dialog {
        JPushInterface.init(requireContext()) // runs
        return AlertDialog.Builder(requireContext())
            .setPositiveButton("ok") { _, _ -> listener?.onAnswer(true) }
            .create()
    }
}
class MainActivity : AppCompatActivity(), Terms.Listener {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        Terms().show(supportFragmentManager, "terms")
    }
    override fun onAnswer(agreed: Boolean) {
        if (agreed) MobileAds.initialize(this) // waits
    }
}
""",
            "androidx.fragment.app.DialogFragment",
        )


class TestSystemPrompts:
    """The answer to a permission prompt is an action of the user; having asked is none."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen(
                """
ActivityCompat.requestPermissions(this, new String[] {Manifest.permission.CAMERA}, 1); // runs
JPushInterface.init(this); // runs
""",
                """
@Override public void onRequestPermissionsResult(int code, String[] names, int[] results) {
    MobileAds.initialize(this); // waits
}
@Override protected void onActivityResult(int code, int result, Intent data) {
    CrashReport.initCrashReport(this); // waits
}
""",
            ),
            "android.Manifest",
            "androidx.core.app.ActivityCompat",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen(
                """
permission.launch(Manifest.permission.CAMERA) // runs
JPushInterface.init(this) // runs
""",
                """
private val permission = registerForActivityResult(ActivityResultContracts.RequestPermission()) { granted ->
    if (granted) MobileAds.initialize(this) // waits
    else CrashReport.initCrashReport(this) // waits
}
""",
            ),
            "android.Manifest",
            "androidx.activity.result.contract.ActivityResultContracts",
        )


class TestConsentPlatforms:
    """A consent platform has not gathered consent on a fresh install."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen("""
ConsentInformation information = UserMessagingPlatform.getConsentInformation(this);
information.requestConsentInfoUpdate(this, null, () -> {
    if (information.canRequestAds()) MobileAds.initialize(this); // waits
    JPushInterface.init(this); // runs
}, error -> { });
"""),
            "com.google.android.ump.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen("""
val information = UserMessagingPlatform.getConsentInformation(this)
information.requestConsentInfoUpdate(this, null, {
    if (information.canRequestAds()) MobileAds.initialize(this) // waits
    UserMessagingPlatform.loadAndShowConsentFormIfRequired(this) {
        if (information.canRequestAds()) MobileAds.initialize(this) // waits
    }
}, { JPushInterface.init(this) }) // runs
"""),
            "com.google.android.ump.*",
        )


class TestWaiting:
    """Code behind a suspension runs when the answer is there."""

    def test_deferred_answer(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen(
                """
findViewById<View>(R.id.yes).setOnClickListener { answer.complete(true) }
lifecycleScope.launch {
    JPushInterface.init(this@MainActivity) // runs
    if (answer.await()) MobileAds.initialize(this@MainActivity) // waits
}
lifecycleScope.launch {
    if (ask()) CrashReport.initCrashReport(this@MainActivity) // waits
}
""",
                """
private val answer = CompletableDeferred<Boolean>()
private suspend fun ask(): Boolean = suspendCancellableCoroutine { continuation ->
    AlertDialog.Builder(this).setPositiveButton("ok") { _, _ -> continuation.resume(true) }.show()
}
""",
            ),
            "androidx.lifecycle.lifecycleScope",
            "kotlinx.coroutines.*",
            "kotlin.coroutines.resume",
        )
