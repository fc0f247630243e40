"""What texts of rejections speak of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privlint.knowledge import loader
from privlint.knowledge.recognition import Frame, Recognised, Recogniser


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(loader.load())


def ids(found: tuple[tuple[str, str], ...]) -> list[str]:
    return [id for id, _ in found]


def test_a_stack_trace(recogniser: Recogniser) -> None:
    found = recogniser.recognise(
        "java.lang.Throwable: x\n"
        "\tat android.telephony.TelephonyManager.getDeviceId(TelephonyManager.java:1934)\n"
        "\tat cn.jiguang.bb.a.b(Unknown Source:12)\n"
        "\tat com.example.Outer$Inner.<init>(Outer.kt:7)\n"
        "\tat com.example.App.onCreate(App.java)\n"
        "\tat com.lib.Obfuscated.a(SourceFile:3)\n"
    )
    assert found.frames == (
        Frame("android.telephony.TelephonyManager", "getDeviceId", "TelephonyManager.java", 1934),
        Frame("cn.jiguang.bb.a", "b"),
        Frame("com.example.Outer.Inner", "<init>", "Outer.kt", 7),
        Frame("com.example.App", "onCreate", "App.java"),
        Frame("com.lib.Obfuscated", "a"),
    )
    assert found.sdks == (("jpush", "cn.jiguang.bb.a.b"),)
    assert ids(found.apis) == ["android.telephony.TelephonyManager#getDeviceId"]
    assert found.unknown == ()
    assert [recogniser.is_foreign(frame) for frame in found.frames] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("text", "sdk", "data"),
    [
        ("未经用户同意收集 Android ID (com.umeng.commonsdk…)", "umeng-analytics", "android_id"),
        ("穿山甲SDK存在违规收集IMEI的问题", "csj-pangle-cn", "imei"),
        ("Your app transmits the advertising id through com.appsflyer:af-android-sdk:6.3.2", "appsflyer", "oaid_gaid"),
        ("极光推送在用户同意前读取了已安装应用列表", "jpush", "installed_apps"),
    ],
)
def test_sentences(recogniser: Recogniser, text: str, sdk: str, data: str) -> None:
    found = recogniser.recognise(text)
    assert sdk in ids(found.sdks)
    assert data in ids(found.data_types)
    assert data not in found.wide


def test_a_word_of_several_kinds(recogniser: Recogniser) -> None:
    found = recogniser.recognise("应用在后台收集位置信息")
    assert {"location_precise", "location_coarse"} <= found.wide
    assert recogniser.recognise("android.location.Location").data_types == ()


def test_the_name_of_an_sdk_tells_no_kind_of_data(recogniser: Recogniser) -> None:
    assert recogniser.recognise("极光推送").data_types == ()


def test_permissions(recogniser: Recogniser) -> None:
    text = "declares android.permission.CAMERA, READ_PHONE_STATE and com.example.permission.OWN, not OTHER_THING"
    found = recogniser.recognise(text, ["com.vendor.OTHER_ONE"])
    assert set(found.permissions) == {"CAMERA", "READ_PHONE_STATE"}
    assert found.unknown == ("com.example.permission.OWN",)
    assert found.data_types == ()


def test_names_of_apis(recogniser: Recogniser) -> None:
    found = recogniser.recognise(
        "TelephonyManager.getImei and getInstalledPackages() were called; get, start, init too"
    )
    assert set(ids(found.apis)) == {
        "android.telephony.TelephonyManager#getImei",
        "android.content.pm.PackageManager#getInstalledPackages",
    }


def test_common_words_are_no_sdks(recogniser: Recogniser) -> None:
    text = "We adjust the branch, send a batch of events for this segment, and take flight."
    assert recogniser.recognise(text).sdks == ()


def test_what_nobody_knows(recogniser: Recogniser) -> None:
    found = recogniser.recognise("com.unheard.of.Thing crashed in App.java, see example.com and kotlin.Unit")
    assert found.unknown == ("com.unheard.of.Thing", "example.com")
    assert recogniser.recognise("") == Recognised()


@settings(max_examples=150)
@given(st.text(st.characters() | st.sampled_from("a.$(:)<>_ \n中"), max_size=300))
def test_any_text_is_taken(recogniser: Recogniser, text: str) -> None:
    found = recogniser.recognise(text)
    assert all(frame.owner and frame.line >= 0 for frame in found.frames)


@pytest.mark.parametrize("text", ["a." * 60_000, "a.b(" * 40_000, "$" * 100_000, "com.x:" * 20_000, "(" * 100_000])
def test_long_texts_take_no_more_than_their_length(recogniser: Recogniser, text: str) -> None:
    recogniser.recognise(text)
