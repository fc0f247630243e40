"""Who asks the user, and what has to wait for the answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestSuspension:
    """Waiting in a function holds up its callers, unless something else than the user ends it."""

    def test_for_the_user(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class MainActivity : AppCompatActivity() {
    private val prefs by lazy { getSharedPreferences("a", 0) }
    override fun onCreate(s: Bundle?) {
        super.onCreate(s)
        lifecycleScope.launch {
            if (!prefs.getBoolean("ok", false)) askUser()
            MobileAds.initialize(null) // waits
        }
        lifecycleScope.launch {
            withContext(Dispatchers.Main) { askUser() }
            MobileAds.initialize(null) // waits
        }
        lifecycleScope.launch {
            coroutineScope { launch { askUser() }
            JPushInterface.init(null) // runs
            }
        }
        lifecycleScope.launch {
            val job = async { askUser() }
            JPushInterface.init(null) // runs
        }
        lifecycleScope.launch {
            prefs.getString("x", null)?.let { askUser() }
            JPushInterface.init(null) // runs
        }
        lifecycleScope.launch {
            ensure()
            MobileAds.initialize(null) // waits
        }
        lifecycleScope.launch {
            delayed()
            JPushInterface.init(null) // runs
        }
    }
    private suspend fun ensure() { if (prefs.getBoolean("ok", false)) return
        askUser() }
    private suspend fun delayed() { if (!prefs.getBoolean("ok", false)) return
        askUser() }
    private suspend fun askUser() = suspendCancellableCoroutine<Unit> { c ->
        AlertDialog.Builder(this).setPositiveButton("Agree") {
            d, _ -> c.resume(Unit) {} }.setOnCancelListener { finish() }.show()
    }
}
""",
            "androidx.lifecycle.*",
            "kotlinx.coroutines.*",
            "kotlin.coroutines.*",
        )

    def test_for_something_else(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class MainActivity : AppCompatActivity() {
    override fun onCreate(s: Bundle?) {
        super.onCreate(s)
        lifecycleScope.launch {
            fetch()
            JPushInterface.init(null) // runs
            load()
            JPushInterface.init(null) // runs
            ask()
            MobileAds.initialize(null) // waits
        }
    }
    private suspend fun fetch() = suspendCancellableCoroutine<String> { c ->
        OkHttpClient().newCall(Request.Builder().build()).enqueue(object : Callback {
            override fun onResponse(call: Call, r: Response) { c.resume("x") }
            override fun onFailure(call: Call, e: IOException) { c.resumeWithException(e) } }) }
    private suspend fun load() = suspendCoroutine<Int> { c -> Thread { c.resume(1) }.start() }
    private suspend fun ask() = suspendCoroutine<Int> {
        c -> findViewById<View>(R.id.ok).setOnClickListener { c.resume(1) } }
}
""",
            "androidx.lifecycle.*",
            "kotlinx.coroutines.*",
            "kotlin.coroutines.*",
            "okhttp3.*",
            "java.io.IOException",
        )

    def test_blocking(self, app: TwinApp) -> None:
        app.judge_java(
            """
public class App extends Application {
    static final CompletableFuture<Boolean> agreed = new CompletableFuture<>();
    static final BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
    static final Semaphore gate = new Semaphore(0);
    public void onCreate() { super.onCreate();
        Executors.newSingleThreadExecutor().execute(() -> {
            try { gate.acquire(); } catch (InterruptedException e) { return; }
            MobileAds.initialize(null); // waits
        });
        new Thread(() -> { agreed.join();
            MobileAds.initialize(null); // waits
        }).start();
        new Thread(() -> { try { if (answers.take()) {
            MobileAds.initialize(null); // waits
            } } catch (Exception e) { }
        }).start();
        agreed.thenAccept(ok -> { if (ok) {
            MobileAds.initialize(null); // waits
            } });
        new Thread(() -> { waitForAnswer();
            MobileAds.initialize(null); // waits
        }).start();
        JPushInterface.init(null); // runs
    }
    private void waitForAnswer() { try { gate.acquire(); } catch (InterruptedException e) {
            throw new RuntimeException(e); } }
}
class MainActivity extends Activity { protected void onCreate(Bundle s) { super.onCreate(s);
        findViewById(R.id.agree).setOnClickListener(v -> { App.gate.release(); App.agreed.complete(true);
            App.answers.add(true); }); } }
""",
            "java.util.concurrent.*",
        )


class TestConsentPlatforms:
    """Platforms that keep the answer."""

    def test_user_messaging_platform(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Manager(c: Context) {
    private val info = UserMessagingPlatform.getConsentInformation(c)
    val canRequestAds: Boolean get() = info.canRequestAds()
    fun interface Done { fun done(e: String?) }
    fun gather(d: Done) { info.requestConsentInfoUpdate(null, null, { d.done(null) }, { d.done("x") }) }
}
"""
            + kotlin_screen("""
val info = UserMessagingPlatform.getConsentInformation(this)
info.requestConsentInfoUpdate(this, ConsentRequestParameters.Builder().build(), {
        if (info.consentStatus == ConsentInformation.ConsentStatus.OBTAINED) {
            MobileAds.initialize(null) // waits
        }
        if (info.consentStatus == ConsentInformation.ConsentStatus.REQUIRED) {
            JPushInterface.init(null) // runs
        }
        if (info.privacyOptionsRequirementStatus == ConsentInformation.PrivacyOptionsRequirementStatus.REQUIRED) {
            JPushInterface.init(null) // runs
        }
        if (info.isConsentFormAvailable) {
            JPushInterface.init(null) // runs
        }
        UserMessagingPlatform.loadAndShowConsentFormIfRequired(this) { error ->
            if (info.canRequestAds()) {
            MobileAds.initialize(null) // waits
            }
            JPushInterface.init(null) // runs
        }
    }, {
        JPushInterface.init(null) // runs
})
if (info.canRequestAds()) MobileAds.initialize(null) // waits
val m = Manager(this)
if (m.canRequestAds) MobileAds.initialize(null) // waits
m.gather { err -> if (m.canRequestAds) {
        MobileAds.initialize(null) // waits
    } }
"""),
            "com.google.android.ump.*",
        )

    def test_its_predecessor(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen("""
ConsentInformation info = ConsentInformation.getInstance(this);
info.requestConsentInfoUpdate(new String[] {"pub"}, new ConsentInfoUpdateListener() {
        @Override public void onConsentInfoUpdated(ConsentStatus status) {
            switch (status) { case PERSONALIZED:
            MobileAds.initialize(null); // waits
            break; case NON_PERSONALIZED: break; case UNKNOWN:
            JPushInterface.init(null); // runs
            break; }
            if (status == ConsentStatus.PERSONALIZED) {
            MobileAds.initialize(null); // waits
            }
        }
        @Override public void onFailedToUpdateConsentInfo(String e) { }
});
if (info.getConsentStatus() == ConsentStatus.PERSONALIZED) MobileAds.initialize(null); // waits
"""),
            "com.google.ads.consent.*",
        )

    def test_others(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Didomi.getInstance().onReady {
    if (Didomi.getInstance().getUserStatus().purposes.consent.enabled.contains("a")) {
        JPushInterface.init(null) // runs
    }
    if (!Didomi.getInstance().shouldConsentBeCollected()) {
        MobileAds.initialize(null) // waits
    }
}
if (ot.getConsentStatusForGroupId("C0002") == 1) MobileAds.initialize(null) // waits
Usercentrics.isReady({ status -> if (!status.shouldCollectConsent) {
            MobileAds.initialize(null) // waits
        } else {
            JPushInterface.init(null) // runs
        } }, { })
""",
            """
val ot = OTPublishersHeadlessSDK(this)
""",
            "io.didomi.sdk.Didomi",
            "com.onetrust.otpublishers.headless.Public.OTPublishersHeadlessSDK",
            "com.usercentrics.sdk.Usercentrics",
        )


class TestConsentStrings:
    """Strings in which platforms keep purposes."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
SharedPreferences p = PreferenceManager.getDefaultSharedPreferences(this);
String s = p.getString("IABTCF_PurposeConsents", "");
if (s.length() > 0 && s.charAt(0) == '1') MobileAds.initialize(null); // waits
if (s.startsWith("1")) MobileAds.initialize(null); // waits
if (TextUtils.isEmpty(s)) JPushInterface.init(null); // runs
""",
            """

""",
            "android.text.TextUtils",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val p = PreferenceManager.getDefaultSharedPreferences(this)
val purposes = p.getString("IABTCF_PurposeConsents", "") ?: ""
if (purposes.isNotEmpty() && purposes[0] == '1') MobileAds.initialize(null) // waits
if (has(purposes, 1)) MobileAds.initialize(null) // waits
if (p.getInt("IABTCF_gdprApplies", 0) == 1) MobileAds.initialize(null) // waits
else JPushInterface.init(null) // runs
""",
            """
private fun has(input: String, index: Int) = input.length >= index && input[index - 1] == '1'
""",
        )


class TestDialogLibraries:
    """Buttons of dialogs that libraries show."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen("""
new XPopup.Builder(this).asConfirm("隐私政策", "内容", new OnConfirmListener() {
        @Override public void onConfirm() {
            MobileAds.initialize(null); // waits
        }
    }, new OnCancelListener() { @Override public void onCancel() {
            MobileAds.initialize(null); // waits
        } }, false).show();
new MaterialDialog.Builder(this).title("隐私").positiveText("同意").onPositive((dialog, which) -> {
        MobileAds.initialize(null); // waits
}).show();
new QMUIDialog.MessageDialogBuilder(this).setTitle("隐私")
.addAction("取消", (d, i) -> d.dismiss())
.addAction("同意", new QMUIDialogAction.ActionListener() {
        @Override public void onClick(QMUIDialog d, int i) {
            MobileAds.initialize(null); // waits
        }
}).create().show();
new CommonDialog(this).setOnAgreeListener(() -> {
        MobileAds.initialize(null); // waits
}).show();
JPushInterface.init(null); // runs
"""),
            "com.lxj.xpopup.XPopup",
            "com.lxj.xpopup.interfaces.*",
            "com.afollestad.materialdialogs.MaterialDialog",
            "com.qmuiteam.qmui.widget.dialog.*",
            "com.company.CommonDialog",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen("""
XPopup.Builder(this).asConfirm("隐私政策", "内容", "取消", "同意", {
        MobileAds.initialize(null) // waits
    }, { finish() }, false).show()
MaterialDialog(this).show { title(text = "隐私")
    positiveButton(text = "同意") {
        MobileAds.initialize(null) // waits
    }
    negativeButton { finish() } }
PrivacyDialog.show(this) { agreed -> if (agreed) {
        MobileAds.initialize(null) // waits
    } }
MessageDialog.show("隐私", "x", "同意").setOkButton { d, v ->
    MobileAds.initialize(null) // waits
    false }
JPushInterface.init(null) // runs
"""),
            "com.lxj.xpopup.XPopup",
            "com.afollestad.materialdialogs.MaterialDialog",
            "com.company.PrivacyDialog",
            "com.kongzue.dialogx.dialogs.MessageDialog",
        )
