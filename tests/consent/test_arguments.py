"""Calls that collect or not by what they are given."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestLaunchers:
    """A launcher asks for permissions, or starts a screen: what it is given tells."""

    def test_in_java(self, app: TwinApp) -> None:
        app.add_java(
            "MainActivity",
            java_screen(
                """
permission.launch(Manifest.permission.CAMERA); // runs
many.launch(wanted()); // runs
screen.launch(new Intent(this, HomeActivity.class)); // waits
content.launch("image/*"); // waits
own.launch(new Picture()); // waits
""",
                """
ActivityResultLauncher<String> permission = registerForActivityResult(new RequestPermission(), granted -> {});
ActivityResultLauncher<String[]> many = registerForActivityResult(new RequestMultiplePermissions(), granted -> {});
ActivityResultLauncher<Intent> screen = registerForActivityResult(new StartActivityForResult(), result -> {});
ActivityResultLauncher<String> content = registerForActivityResult(new GetContent(), result -> {});
ActivityResultLauncher<Picture> own = registerForActivityResult(new PictureContract(), result -> {});
String[] wanted() { return names; }
static class Picture {}
static class PictureContract extends ActivityResultContract<Picture, Uri> {}
""",
            ),
            "android.Manifest",
            "androidx.activity.result.ActivityResultLauncher",
        )
        app.judge()

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.add_kotlin(
            "MainActivity",
            kotlin_screen(
                """
permission.launch(Manifest.permission.CAMERA) // runs
screen.launch(Intent(this, HomeActivity::class.java)) // waits
content.launch("image/*") // waits
own.launch(Picture("a")) // waits
screen.show(this)
""",
                """
private val permission: ActivityResultLauncher<String> = registerForActivityResult(RequestPermission()) { }
private val screen = registerForActivityResult(StartActivityForResult()) { }
private val content = registerForActivityResult(GetContent()) { }
private val own = registerForActivityResult(PictureContract()) { }
class Picture(val name: String)
class PictureContract : ActivityResultContract<Picture, Uri>()
fun ActivityResultLauncher<Intent>.show(context: Context) {
    launch(Intent(context, HomeActivity::class.java).putExtra("a", 1)) // waits
}
""",
            ),
            "android.Manifest",
            "androidx.activity.result.ActivityResultLauncher",
        )
        app.judge()


def test_other_apps(app: TwinApp) -> None:
    """Parts of the system are on every device, and what an app asks of itself is no news."""
    app.start_java(
        """
try {
    getPackageManager().getApplicationInfo("com.google.android.gms", 0); // waits
    getPackageManager().getPackageInfo(getPackageName(), 0); // waits
    getPackageManager().getPackageInfo("com.tencent.mm", 0); // runs
    ActivityManager manager = (ActivityManager) getSystemService(Context.ACTIVITY_SERVICE);
    manager.getHistoricalProcessExitReasons(null, 0, 1); // waits
} catch (Exception e) { }
"""
    )


def test_other_apps_in_kotlin(app: TwinApp) -> None:
    app.start_kotlin(
        """
packageManager.getApplicationInfo("com.google.android.gms", 0) // waits
packageManager.getPackageInfo(packageName, 0) // waits
packageManager.getPackageInfo("com.tencent.mm", 0) // runs
val manager = getSystemService(Context.ACTIVITY_SERVICE) as ActivityManager
manager.getHistoricalProcessExitReasons(null, 0, 1) // waits
"""
    )


class TestDefaults:
    """The default value of a parameter is computed where the argument is left out."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Client(this, second = 1)
open(this, 1)
open(this) { }
""",
            """
class Client(context: Context, first: Any = push(context), second: Any = ads(context))
fun open(
    context: Context,
    id: Any = crashes(context),
    then: () -> Unit = { MobclickAgent.onEvent(context, "opened") }, // runs
) = then()
fun close(context: Context, id: Any = ads(context)) = id
fun push(context: Context) = JPushInterface.init(context) // runs
fun ads(context: Context) = MobileAds.initialize(context) // waits
fun crashes(context: Context) = CrashReport.initCrashReport(context) // runs
""",
        )

    def test_in_java(self, app: TwinApp) -> None:
        app.add_kotlin(
            "Client",
            """
class Client @JvmOverloads constructor(
    context: Context,
    first: Any = JPushInterface.init(context), // runs
) {
    companion object {
        @JvmStatic @JvmOverloads fun open(
            context: Context,
            id: Any = MobileAds.initialize(context), // waits
        ) = id
    }
}
""",
        )
        app.start_java("new Client(this);\nClient.open(this, 1);")
