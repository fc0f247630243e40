"""Which calls start other apps by themselves, and which parts are there to be started."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import SmallApp

from privlint import api
from privlint.config import Settings
from privlint.findings import Finding

_RECEIVER = """
<receiver android:name=".Wake" android:exported="false">
    <intent-filter><action android:name="android.intent.action.MY_PACKAGE_REPLACED" /></intent-filter>
</receiver>
"""


def found(app: SmallApp, code: str = "PRV602") -> list[Finding]:
    return [item for item in api.check(app.root, Settings()).findings if item.code == code]


@pytest.mark.parametrize(
    "code",
    [
        'Intent i = new Intent(); i.setClassName("net.other", "net.other.S"); c.startService(i);',
        'c.startActivity(c.getPackageManager().getLaunchIntentForPackage("net.other"));',
        'Intent i = c.getPackageManager().getLaunchIntentForPackage("net.other"); if (i != null) c.startActivity(i);',
        'c.bindService(new Intent("net.other.BIND").setPackage("net.other"), null, 1);',
        'for (String p : new String[] {"net.other"}) { c.sendBroadcast(new Intent("W").setPackage(p)); }',
        "c.startService(intent());",
        'wake(c, "net.other");',
        "wake(c, Names.OTHER);",
    ],
)
def test_java(code: str, tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.manifest(_RECEIVER)
    app.java(
        "Wake",
        f"""
public class Wake extends BroadcastReceiver {{
    @Override public void onReceive(Context c, Intent in) {{ {code} }}
    private Intent intent() {{ return new Intent().setComponent(new ComponentName("net.other", "net.other.S")); }}
    private void wake(Context c, String name) {{
        ComponentName part = new ComponentName(name, name + ".S");
        Intent i = new Intent();
        i.setComponent(part);
        c.startService(i);
    }}
}}
class Names {{ static final String OTHER = "net.other"; }}
""",
    )
    (item,) = found(app)
    assert "net.other" in item.message.en
    assert item.severity == "warning"
    assert item.trace


@pytest.mark.parametrize(
    "code",
    [
        'c.startService(Intent().setClassName("net.other", "net.other.S"))',
        'c.sendBroadcast(Intent("W").apply { `package` = "net.other" })',
        'c.sendBroadcast(Intent("W").apply { component = ComponentName("net.other", "net.other.R") })',
        'c.packageManager.getLaunchIntentForPackage("net.other")?.let { c.startActivity(it) }',
        'listOf("net.other").forEach { wake(c, it) }',
        'val i = Intent("W"); i.setPackage(OTHER); c.startForegroundService(i)',
    ],
)
def test_kotlin(code: str, tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.manifest(_RECEIVER)
    app.kotlin(
        "Wake",
        f"""
private const val OTHER = "net.other"
class Wake : BroadcastReceiver() {{
    override fun onReceive(c: Context, intent: Intent) {{ {code} }}
    private fun wake(c: Context, name: String) {{
        c.startService(Intent().apply {{ component = ComponentName(name, name + ".S") }})
    }}
}}
""",
    )
    (item,) = found(app)
    assert "net.other" in item.message.en


@pytest.mark.parametrize(
    "code",
    [
        'startService(new Intent().setClassName("com.example", "com.example.S"));',
        'startService(new Intent().setClassName(getPackageName(), "com.example.S"));',
        'sendBroadcast(new Intent("W").setPackage("com.android.systemui"));',
        'bindService(new Intent("W").setPackage("com.google.android.gms"), null, 1);',
        'findViewById(1).setOnClickListener(v -> startActivity(new Intent("W").setPackage("net.other")));',
        'new Intent("W").setPackage("net.other");',
        "startService(new Intent(this, MainActivity.class));",
    ],
)
def test_not_another_app_or_not_by_itself(code: str, tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.java(
        "MainActivity",
        f"public class MainActivity extends Activity {{ @Override protected void onCreate(Bundle b) {{ {code} }} }}",
    )
    assert found(app) == []


@pytest.mark.parametrize(("is_loop", "count"), [(True, 1), (False, 0)])
def test_whatever_a_query_finds(is_loop: bool, count: int, tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.manifest(_RECEIVER)
    rows = 'c.getPackageManager().queryIntentServices(new Intent("W"), 0)'
    head = f"for (ResolveInfo r : {rows})" if is_loop else f"ResolveInfo r = {rows}.get(0);"
    app.java(
        "Wake",
        f"""
import android.content.pm.ResolveInfo;
public class Wake extends BroadcastReceiver {{
    @Override public void onReceive(Context c, Intent in) {{
        {head} {{
            Intent i = new Intent("W");
            i.setPackage(r.serviceInfo.packageName);
            c.startService(i);
        }}
    }}
}}
""",
    )
    assert len(found(app)) == count


_SERVICE = """
public class Door extends Service {{
    @Override public IBinder onBind(Intent i) {{ return {answer}; }}
    @Override public int onStartCommand(Intent i, int f, int id) {{ {work} return START_STICKY; }}
}}
"""
_PROVIDER = """
import android.database.Cursor
import android.net.Uri
class Door : ContentProvider() {{
    override fun onCreate() = true
    override fun query(u: Uri, p: Array<String>?, s: String?, a: Array<String>?, o: String?): Cursor? = {answer}
    override fun getType(u: Uri): String? = null
    override fun insert(u: Uri, v: ContentValues?): Uri? = null
    override fun delete(u: Uri, s: String?, a: Array<String>?) = 0
    override fun update(u: Uri, v: ContentValues?, s: String?, a: Array<String>?) = 0
}}
"""


@pytest.mark.parametrize(("answer", "count"), [("null", 1), ("new Binder()", 0)])
@pytest.mark.parametrize(("work", "is_idle"), [("", True), ('android.util.Log.d("a", "b");', True), ("sync();", False)])
def test_services(answer: str, count: int, work: str, is_idle: bool, tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.manifest('<service android:name=".Door" android:exported="true" />')
    app.java("Door", _SERVICE.format(answer=answer, work=work))
    assert len(found(app)) == (count if is_idle else 0)
    assert len(found(app, "PRV603")) == 1 - len(found(app))


@pytest.mark.parametrize(
    ("attributes", "answer", "count"),
    [
        ('android:exported="true"', "null", 1),
        ('android:exported="true"', "rows()", 0),
        ('android:exported="true" android:permission="com.example.P"', "null", 0),
        ('android:exported="false"', "null", 0),
    ],
)
def test_providers(attributes: str, answer: str, count: int, tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.manifest(f'<provider android:name=".Door" android:authorities="com.example.door" {attributes} />')
    app.kotlin("Door", _PROVIDER.format(answer=answer))
    assert len(found(app)) == count


def test_sdks_that_wake_each_other(tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.kotlin(
        "App",
        """
import cn.jpush.android.api.JPushInterface
class App : Application() { override fun onCreate() { JPushInterface.init(this) } }
""",
    )
    (item,) = found(app)
    assert item.severity == "note"
    assert "setLinkMergeEnable" in item.message.en


@pytest.mark.parametrize(("value", "count"), [("true", 1), ("false", 0)])
def test_sdks_that_are_told_to(value: str, count: int, tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.java(
        "App",
        f"""
import com.tencent.android.tpush.XGPushConfig;
public class App extends Application {{
    @Override public void onCreate() {{ XGPushConfig.enablePullUpOtherApp(this, {value}); }}
}}
""",
    )
    assert [item.severity for item in found(app)] == ["warning"] * count
