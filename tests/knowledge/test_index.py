"""Look-ups."""

from __future__ import annotations

import pytest

from privlint.knowledge import loader
from privlint.knowledge.index import SiteIndex
from privlint.knowledge.names import properties_written, property_read


@pytest.fixture(scope="module")
def index() -> SiteIndex:
    return SiteIndex(loader.load())


@pytest.mark.parametrize(
    ("member", "name"),
    [
        ("getDeviceId", "deviceId"),
        ("getSSID", "ssid"),
        ("getURLText", "urlText"),
        ("getX", "x"),
        ("getLine1Number", "line1Number"),
        ("getSHA1", "sha1"),
        ("isEnabled", "isEnabled"),
        ("getaway", ""),
        ("get", ""),
        ("issue", ""),
        ("init", ""),
        ("setFoo", ""),
    ],
)
def test_properties_that_are_read(member: str, name: str) -> None:
    assert property_read(member) == name


def test_properties_that_are_written() -> None:
    assert properties_written("setAutoInitEnabled") == ("autoInitEnabled", "isAutoInitEnabled")
    assert properties_written("setup") == ()


def test_calls_come_with_the_most_specific_first(index: SiteIndex) -> None:
    conditions = [len(site.arguments) for site in index.calls("io.sentry.Sentry", "init")]
    assert conditions == sorted(conditions, reverse=True)
    assert len(set(conditions)) > 1


def test_sites_of_a_whole_class_come_last(index: SiteIndex) -> None:
    owner = "com.baidu.mobads.sdk.api.MobadsPermissionSettings"
    assert index.calls(owner, "anything")[-1].kind == "harmless"
    assert index.calls(owner, "setPermissionLocation")[0].kind == "consent"


def test_references(index: SiteIndex) -> None:
    [site] = index.references["android.os.Build"]["SERIAL"]
    assert (site.worth, site.data_types) == ("strict", ("serial",))
    assert index.references["android.os.Build"]["MODEL"][0].worth == "low"


def test_names(index: SiteIndex) -> None:
    assert any(site.owner == "android.telephony.TelephonyManager" for site in index.by_member["getImei"])
    assert "init" not in index.by_member
    assert "launch" not in index.by_member
    assert "getDeviceId" in index.java_members("deviceId")
    assert "getSSID" in index.java_members("ssid")
    assert index.java_members("analytics")[0] == "analytics"
    assert index.java_setters("isAutoInitEnabled") == ("setAutoInitEnabled",)


def test_kotlin_extension_properties(index: SiteIndex) -> None:
    [site] = index.calls("com.google.firebase.ktx.Firebase", "analytics")
    assert site.sdk == "firebase-analytics"
    assert index.return_types["com.google.firebase.Firebase"]["messaging"].endswith(".FirebaseMessaging")


def test_literals(index: SiteIndex) -> None:
    mac = index.literal("/sys/class/net/wlan0/address")
    assert mac is not None
    assert mac.data_types == ("mac",)
    contacts = index.literal("content://com.android.contacts/data")
    assert contacts is not None
    assert contacts.data_types == ("contacts",)
    assert index.literal("content://com.example/data") is None
    assert index.literal("") is None


def test_sdk_of_class(index: SiteIndex) -> None:
    assert index.sdk_of_class("com.google.firebase.messaging.FirebaseMessaging") == "firebase-messaging"
    assert index.sdk_of_class("com.google.firebase.Firebase") == "firebase-common"
    assert index.sdk_of_class("com.example.App") == ""


def test_known_classes(index: SiteIndex) -> None:
    assert "Settings" in index.known_classes["android.provider"]
    assert "JPushInterface" in index.known_classes["cn.jpush.android.api"]
