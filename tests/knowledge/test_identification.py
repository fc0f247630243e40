"""Which SDK a dependency is."""

from __future__ import annotations

import pytest

from privlint.knowledge import loader
from privlint.knowledge.identification import SdkNames


@pytest.fixture(scope="module")
def names() -> SdkNames:
    """The built-in rules."""
    return SdkNames(loader.load())


@pytest.mark.parametrize(
    ("coordinate", "sdk"),
    [
        ("io.sentry:sentry-android", "sentry"),
        ("io.sentry:sentry-anything", "sentry"),
        ("com.mob.sdk:MobSDK", "mobtech"),
        ("cn.sharesdk:ShareSDK", "mobtech"),
        ("com.faceunity:core", "faceunity"),
        ("cn.authing:guard", "authing-guard"),
        ("com.example:nothing", ""),
    ],
)
def test_coordinates(names: SdkNames, coordinate: str, sdk: str) -> None:
    assert names.of_coordinate(*coordinate.split(":")) == sdk


def test_the_longest_pattern_says_most(names: SdkNames) -> None:
    assert names.of_coordinate("com.google.firebase", "firebase-analytics") == "firebase-analytics"


@pytest.mark.parametrize(
    ("plugin", "sdk"),
    [
        ("com.mob.sdk", "mobtech"),
        ("io.sentry.android.gradle", "sentry"),
        ("com.huawei.agconnect", "agconnect"),
        ("com.google.firebase.crashlytics", "firebase-crashlytics"),
        ("com.android.application", ""),
    ],
)
def test_plugins(names: SdkNames, plugin: str, sdk: str) -> None:
    assert names.of_plugin(plugin) == sdk


def test_archives_by_name_before_packages(names: SdkNames) -> None:
    assert names.of_archive("Msc.jar", ["com.umeng.analytics"]) == "iflytek"
    assert names.of_archive("MSC.jar", []) == "iflytek"


def test_archives_by_most_packages(names: SdkNames) -> None:
    assert names.of_archive("x.jar", ["io.sentry.a", "io.sentry.b", "com.mob.tools", "java.util"]) == "sentry"
    assert names.of_archive("x.jar", ["com.example"]) == ""
