"""One condition, spelled in many ways: boxed, joined on both sides, imported, of an unknown class."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


_JAVA_MEMBERS = """
boolean agreed() { return getSharedPreferences("a", 0).getBoolean("privacy_agreed", false); }
boolean online() { return Math.random() > 0.1; }
"""
_KOTLIN_MEMBERS = """
private fun agreed() = getSharedPreferences("a", 0).getBoolean("privacy_agreed", false)
private fun online() = Math.random() > 0.1
"""


class TestEquality:
    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
if (Boolean.TRUE.equals(agreed())) MobileAds.initialize(this); // waits
if (Boolean.FALSE.equals(agreed())) JPushInterface.init(this); // runs
if (Boolean.TRUE.equals(online())) JPushInterface.init(this); // runs
if (agreed() == Boolean.TRUE) MobileAds.initialize(this); // waits
if (Objects.equals(agreed(), true)) MobileAds.initialize(this); // waits
if (Objects.equals(agreed(), false)) CrashReport.initCrashReport(this); // runs
if (getSharedPreferences("a", 0).getBoolean("opened", Boolean.FALSE)) MobileAds.initialize(this); // waits
""",
            _JAVA_MEMBERS,
            "java.util.Objects",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (java.lang.Boolean.TRUE == agreed()) MobileAds.initialize(this) // waits
if (java.lang.Boolean.TRUE.equals(agreed())) MobileAds.initialize(this) // waits
if (true.equals(agreed())) MobileAds.initialize(this) // waits
if (Objects.equals(agreed(), false)) JPushInterface.init(this) // runs
""",
            _KOTLIN_MEMBERS,
            "java.util.Objects",
        )


class TestJoined:
    """Both sides run, and the value is decided as with `&&` and `||`. Numbers are another matter."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
if (agreed() & online()) MobileAds.initialize(this); // waits
if (online() & agreed()) MobileAds.initialize(this); // waits
if (agreed() | online()) JPushInterface.init(this); // runs
if (agreed() ^ true) JPushInterface.init(this); // runs
if (agreed() ^ false) MobileAds.initialize(this); // waits
boolean ready = agreed();
ready &= online();
if (ready) MobileAds.initialize(this); // waits
if ((flags() & 4) == 0) CrashReport.initCrashReport(this); // runs
""",
            _JAVA_MEMBERS + "int flags() { return getSharedPreferences(toString(), 0).getInt(toString(), 0); }",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (agreed() and online()) MobileAds.initialize(this) // waits
if (online().and(agreed())) MobileAds.initialize(this) // waits
if (agreed() or (online() and agreed())) MobileAds.initialize(this) // waits
if (agreed() or online()) JPushInterface.init(this) // runs
if (agreed() xor true) JPushInterface.init(this) // runs
if (agreed().not()) JPushInterface.init(this) // runs
if (agreed().not().not()) MobileAds.initialize(this) // waits
if ((flags() and 4) == 0) CrashReport.initCrashReport(this) // runs
""",
            _KOTLIN_MEMBERS + "private fun flags() = getSharedPreferences(toString(), 0).getInt(toString(), 0)",
        )


class TestImported:
    """`import static …Names.*` brings fields as it brings functions."""

    def test_in_java(self, app: TwinApp) -> None:
        app.add_java(
            "Names",
            """
class Names {
    static final boolean ADS = false, PUSH = true;
    static boolean agreed() { return false; }
}
""",
        )
        app.start_java(
            """
if (ADS) MobileAds.initialize(this); // waits
if (PUSH) JPushInterface.init(this); // runs
if (agreed()) MobileAds.initialize(this); // waits
""",
            "",
            "static com.example.Names.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.add_java("Names", "class Names {\n static final boolean ADS = false, PUSH = true;\n}\n")
        app.start_kotlin(
            """
if (ADS) MobileAds.initialize(this) // waits
if (PUSH) JPushInterface.init(this) // runs
""",
            "",
            "com.example.Names.*",
        )


class TestUnknownClasses:
    """A static flag of a class that is not there is judged by its name; what reads like a constant stays a key."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
if (AccountCenter.isLogin) MobileAds.initialize(this); // waits
if (privacyAgreed) MobileAds.initialize(this); // waits
if (AccountCenter.isWide) JPushInterface.init(this); // runs
SharedPreferences prefs = getSharedPreferences("a", 0);
if (prefs.getBoolean(Keys.PRIVACY_AGREED, true)) JPushInterface.init(this); // runs
if (prefs.getBoolean(Keys.privacyAgreed, false)) MobileAds.initialize(this); // waits
""",
            "",
            "org.elsewhere.AccountCenter",
            "org.elsewhere.Keys",
            "static org.elsewhere.Privacy.privacyAgreed",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (AccountCenter.isLogin) MobileAds.initialize(this) // waits
if (privacyAgreed) MobileAds.initialize(this) // waits
if (AccountCenter.isWide) JPushInterface.init(this) // runs
val prefs = getSharedPreferences("a", 0)
if (prefs.getBoolean(Keys.PRIVACY_AGREED, true)) JPushInterface.init(this) // runs
if (prefs.getBoolean(Keys.privacyAgreed, false)) MobileAds.initialize(this) // waits
""",
            "",
            "org.elsewhere.AccountCenter",
            "org.elsewhere.Keys",
            "org.elsewhere.Privacy.privacyAgreed",
        )


class TestLibraryState:
    """Nobody is logged in on a fresh install, whether a getter or a property says so."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
FirebaseAuth auth = FirebaseAuth.getInstance(); // runs
if (auth.getCurrentUser() != null) MobileAds.initialize(this); // waits
if (auth.getCurrentUser() == null) JPushInterface.init(this); // runs
""",
            "",
            "com.google.firebase.auth.FirebaseAuth",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val auth = FirebaseAuth.getInstance() // runs
val user = auth.currentUser
if (user != null) MobileAds.initialize(this) // waits
auth.currentUser?.let { MobileAds.initialize(this) } // waits
if (auth.currentUser == null) JPushInterface.init(this) // runs
""",
            "",
            "com.google.firebase.auth.FirebaseAuth",
        )
