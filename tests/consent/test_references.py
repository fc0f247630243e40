"""References to functions of libraries: they run when and where somebody calls them."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestFunctionsOfLibraries:
    """`Sdk::start` is a call of it that waits for its caller."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Consumer<Context> push = JPushInterface::init; // runs
push.accept(this);
new Handler().post(com.mob.MobSDK::init); // runs
new View(this).setOnClickListener(MobileAds::initialize); // waits
Consumer<Context> later = CrashReport::initCrashReport; // waits
new View(this).setOnClickListener(v -> later.accept(this));
""",
            "",
            "java.util.function.Consumer",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val push: (Context) -> Unit = JPushInterface::init // runs
push(this)
listOf(this).forEach(com.mob.MobSDK::init) // runs
View(this).setOnClickListener(MobileAds::initialize) // waits
val later = CrashReport::initCrashReport // waits
View(this).setOnClickListener { later(this) }
"""
        )


class TestConstants:
    """A constant says what a query reads, whatever else is called like it."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
getContentResolver().query(ContactsContract.Contacts.CONTENT_URI, null, null, null, null); // runs
getContentResolver().query(Uri.parse("content://com.example.own/rows"), null, null, null, null); // waits
""",
            "",
            "android.net.Uri",
            "android.provider.ContactsContract",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
contentResolver.query(ContactsContract.Contacts.CONTENT_URI, null, null, null, null) // runs
contentResolver.query(Uri.parse("content://com.example.own/rows"), null, null, null, null) // waits
""",
            "",
            "android.net.Uri",
            "android.provider.ContactsContract",
        )


class TestReflection:
    """A text that says what is read counts where a method is called by reflection too."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
try {
    Class<?> properties = Class.forName("android.os.SystemProperties");
    java.lang.reflect.Method get = properties.getMethod("get", String.class);
    get.invoke(properties, "ro.serialno"); // runs
    get.invoke(properties, "ro.product.model"); // waits
} catch (Exception e) {
}
"""
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val properties = Class.forName("android.os.SystemProperties")
val read = properties.getMethod("get", String::class.java)
read.invoke(properties, "ro.serialno") // runs
read.invoke(properties, "ro.product.model") // waits
"""
        )
