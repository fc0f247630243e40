"""Components that extend classes of libraries nobody knows: the manifest tells what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_IMPORTS = ("com.vendor.base.VendorApplication", "com.vendor.base.VendorActivity", "com.vendor.base.VendorService")
_SERVICE = '<activity android:name=".HomeActivity" /><service android:name=".SyncService" />'


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    made = TwinApp(tmp_path)
    made.manifest(_SERVICE)
    return made


def test_in_java(app: TwinApp) -> None:
    app.judge_java(
        """
public class App extends VendorApplication {
    @Override public void onCreate() { super.onCreate(); JPushInterface.init(this); } // runs
}
class MainActivity extends VendorActivity {
    @Override protected void onCreate(Bundle state) { startActivity(new Intent(this, HomeActivity.class)); }
}
class HomeActivity extends VendorActivity {
    @Override protected void onResume() { startService(new Intent(this, SyncService.class)); }
    public void onClick(View view) { MobileAds.initialize(this); } // waits
}
class SyncService extends VendorService {
    @Override public void onCreate() { CrashReport.initCrashReport(this); } // runs
}
class Undeclared extends VendorActivity {
    @Override protected void onCreate(Bundle state) { MobileAds.initialize(this); } // waits
}
""",
        *_IMPORTS,
    )


def test_in_kotlin(app: TwinApp) -> None:
    app.judge_kotlin(
        """
class App : VendorApplication() {
    override fun onCreate() { super.onCreate(); JPushInterface.init(this) } // runs
}
class MainActivity : VendorActivity() {
    override fun onCreate(state: Bundle?) { startActivity(Intent(this, HomeActivity::class.java)) }
}
class HomeActivity : VendorActivity() {
    override fun onResume() { startService(Intent(this, SyncService::class.java)) }
    fun onClick(view: View) { MobileAds.initialize(this) } // waits
}
class SyncService : VendorService() {
    override fun onCreate() { CrashReport.initCrashReport(this) } // runs
}
class Undeclared : VendorActivity() {
    override fun onCreate(state: Bundle?) { MobileAds.initialize(this) } // waits
}
""",
        *_IMPORTS,
    )


class TestStartupTasks:
    """Tasks of libraries that order what runs at start run because somebody makes and adds them."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class PushTask extends Task {
    PushTask() { super("push", true); }
    @Override protected void run(String name) { JPushInterface.init(null); } // runs
}
class AdsTask extends Task {
    AdsTask() { super("ads", true); }
    @Override protected void run(String name) { MobileAds.initialize(null); } // waits
}
public class App extends Application {
    @Override public void onCreate() { Runner.start(new PushTask()); }
}
""",
            "com.effective.android.anchors.task.Task",
            "com.vendor.Runner",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class PushStartup : AndroidStartup<String>() {
    override fun create(context: Context): String? { JPushInterface.init(context); return null } // runs
}
class AdsStartup : AndroidStartup<String>() {
    override fun create(context: Context): String? { MobileAds.initialize(context); return null } // waits
}
class App : Application() {
    override fun onCreate() { StartupManager.Builder().addStartup(PushStartup()).build(this).start().await() }
}
""",
            "com.rousetime.android_startup.AndroidStartup",
            "com.rousetime.android_startup.StartupManager",
        )
