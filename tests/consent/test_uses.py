"""Every use of a sensitive API is found, whatever consent says, and from where it is reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import SmallApp

from privlint import consent, fullcheck
from privlint.config import Settings
from privlint.consent.model import Entry, SiteUse
from privlint.consent.uses import Uses
from privlint.sources import Sources

_JAVA = {
    "MainActivity": """
import android.telephony.TelephonyManager;
public class MainActivity extends Activity {
    @Override protected void onResume() {
        super.onResume();
        if (Privacy.isAgreed(this)) new Phone(this).report();
        findViewById(1).setOnClickListener(v -> { new Phone(this).paste(); });
    }
}
class Privacy { static boolean isAgreed(Context c) {
    return c.getSharedPreferences("p", 0).getBoolean("privacy_agreed", false); } }
class Phone {
    private final TelephonyManager manager;
    private final ClipboardManager board;
    Phone(Context context) {
        manager = (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
        board = context.getSystemService(ClipboardManager.class);
    }
    void report() {
        while (true) { send(manager.getImei()); SystemClock.sleep(1000); }
    }
    void paste() { send(board.getPrimaryClip()); }
    void unused() { send(manager.getSubscriberId()); }
    void send(Object value) { }
    static class Other { String getDeviceId() { return ""; } }
    void harmless() { new Other().getDeviceId(); }
}
""",
    "UploadService": """
public class UploadService extends Service {
    @Override public int onStartCommand(Intent intent, int flags, int id) {
        new Handler().postDelayed(new Runnable() { @Override public void run() { list(); } }, 100);
        return START_STICKY;
    }
    void list() { getPackageManager().getInstalledPackages(0); }
    @Override public IBinder onBind(Intent intent) { return null; }
}
""",
}
_KOTLIN = {
    "MainActivity": """
import android.telephony.TelephonyManager
class MainActivity : Activity() {
    override fun onResume() {
        super.onResume()
        if (Privacy.isAgreed(this)) Phone(this).report()
        findViewById<View>(1).setOnClickListener { Phone(this).paste() }
    }
}
object Privacy { fun isAgreed(c: Context) = c.getSharedPreferences("p", 0).getBoolean("privacy_agreed", false) }
class Phone(context: Context) {
    private val manager by lazy { context.getSystemService(TelephonyManager::class.java) }
    private val board = context.getSystemService(Context.CLIPBOARD_SERVICE) as ClipboardManager
    fun report() {
        while (true) { send(manager.imei); SystemClock.sleep(1000) }
    }
    fun paste() = send(board.primaryClip)
    fun unused() { send(manager.subscriberId) }
    fun send(value: Any?) { }
    class Other { val deviceId = "" }
    fun harmless() { Other().deviceId }
}
""",
    "UploadService": """
class UploadService : Service() {
    override fun onStartCommand(intent: Intent?, flags: Int, id: Int): Int {
        Handler().postDelayed({ list() }, 100)
        return START_STICKY
    }
    fun list() { packageManager.getInstalledPackages(0) }
    override fun onBind(intent: Intent?): IBinder? = null
}
""",
}
_DECLARED = '<service android:name=".UploadService" />'


@pytest.fixture(params=["Java", "Kotlin"])
def uses(request: pytest.FixtureRequest, tmp_path: Path) -> Uses:
    app = SmallApp(tmp_path)
    app.manifest(_DECLARED)
    for name, code in (_JAVA if request.param == "Java" else _KOTLIN).items():
        (app.java if request.param == "Java" else app.kotlin)(name, code)
    project = fullcheck.read(tmp_path, Settings())
    (application,) = project.applications
    return consent.Uses(application, project.facts, project.catalogue, project.engine(), Sources(tmp_path))


def _use(uses: Uses, member: str) -> SiteUse:
    (found,) = [use for use in uses.all if use.site.member == member]
    return found


def _entry(uses: Uses, member: str) -> Entry:
    (found,) = uses.entries(_use(uses, member))
    return found


def test_all_uses_are_found_and_nothing_else(uses: Uses) -> None:
    found = {use.site.member for use in uses.all}
    assert found == {"getImei", "getPrimaryClip", "getSubscriberId", "getInstalledPackages"}


def test_a_use_behind_a_gate_has_an_entry(uses: Uses) -> None:
    entry = _entry(uses, "getImei")
    assert (entry.component, entry.method, entry.trigger) == ("activity", "onResume", "automatic")
    assert [hop.symbol for hop in entry.trace] == [
        "com.example.MainActivity.onResume",
        "com.example.Phone.report",
        "com.example.Phone.report",
    ]


def test_a_use_in_a_loop_that_waits_is_told(uses: Uses) -> None:
    assert _use(uses, "getImei").is_polled
    assert not _use(uses, "getPrimaryClip").is_polled


def test_a_click_is_an_action_of_the_user(uses: Uses) -> None:
    assert _entry(uses, "getPrimaryClip").trigger == "user"


def test_a_message_that_posts_itself_again_is_told(tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.java(
        "MainActivity",
        """
public class MainActivity extends Activity {
    private final Handler handler = new Handler();
    private final Runnable poll = new Runnable() {
        @Override public void run() { read(); handler.postDelayed(this, 1000); }
    };
    @Override protected void onResume() { super.onResume(); handler.post(poll); }
    void read() { getSystemService(ClipboardManager.class).getPrimaryClip(); }
}
""",
    )
    project = fullcheck.read(tmp_path, Settings())
    (application,) = project.applications
    found = consent.Uses(application, project.facts, project.catalogue, project.engine(), Sources(tmp_path))
    assert _entry(found, "getPrimaryClip").repeater == "postDelayed"


def test_a_template_method_leads_to_the_screen_that_has_it(tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.kotlin(
        "BaseActivity",
        """
abstract class BaseActivity : Activity() {
    override fun onCreate(state: Bundle?) { super.onCreate(state); initData() }
    abstract fun initData()
}
""",
    )
    app.java(
        "MainActivity",
        """
public class MainActivity extends BaseActivity {
    @Override public void initData() { getSystemService(ClipboardManager.class).getPrimaryClip(); }
}
""",
    )
    project = fullcheck.read(tmp_path, Settings())
    (application,) = project.applications
    found = consent.Uses(application, project.facts, project.catalogue, project.engine(), Sources(tmp_path))
    entry = _entry(found, "getPrimaryClip")
    assert (entry.component, entry.method, entry.trigger) == ("activity", "onCreate", "automatic")


def test_what_nothing_calls_has_no_entry(uses: Uses) -> None:
    assert uses.entries(_use(uses, "getSubscriberId")) == ()


def test_a_service_is_an_entry(uses: Uses) -> None:
    entry = _entry(uses, "getInstalledPackages")
    assert (entry.component, entry.method, entry.trigger) == ("service", "onStartCommand", "automatic")


def test_a_component_that_no_manifest_declares_is_no_entry(uses: Uses, tmp_path: Path) -> None:
    SmallApp(tmp_path).manifest("")
    project = fullcheck.read(tmp_path, Settings())
    (application,) = project.applications
    without = consent.Uses(application, project.facts, project.catalogue, project.engine(), Sources(tmp_path))
    assert without.entries(_use(without, "getInstalledPackages")) == ()


_NAMESAKES = {
    "Kotlin": """
interface Dao { fun getImei(): String; suspend fun getSubscriberId(vararg names: String): String }
class SyncWork(private val dao: Dao, private val other: Missing) {
    suspend fun run() { dao.getImei(); dao.getSubscriberId("a") }
}
""",
    "Java": """
interface Dao { String getImei(); String getSubscriberId(String... names); }
class SyncWork {
    private final Dao dao;
    SyncWork(Dao dao) { this.dao = dao; }
    void run() { dao.getImei(); dao.getSubscriberId("a"); }
}
""",
}


@pytest.mark.parametrize("language", ["Java", "Kotlin"])
def test_a_namesake_of_the_apps_own_is_no_use(language: str, tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    (app.java if language == "Java" else app.kotlin)("SyncWork", _NAMESAKES[language])
    project = fullcheck.read(tmp_path, Settings())
    (application,) = project.applications
    found = consent.Uses(application, project.facts, project.catalogue, project.engine(), Sources(tmp_path))
    assert found.all == ()
