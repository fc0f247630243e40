"""SDKs that are told "agreed", and flags that say so, where nobody was asked: PRV105."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import SmallApp

_CALLS = {
    "AMapLocationClient.updatePrivacyAgree(this, {})": "com.amap.api.location.AMapLocationClient",
    "MapsInitializer.updatePrivacyAgree(this, {})": "com.amap.api.maps.MapsInitializer",
    "UMConfigure.submitPolicyGrantResult(this, {})": "com.umeng.commonsdk.UMConfigure",
    "MobSDK.submitPolicyGrantResult({})": "com.mob.MobSDK",
    "SDKInitializer.setAgreePrivacy(this, {})": "com.baidu.mapapi.SDKInitializer",
    "LocationClient.setAgreePrivacy({})": "com.baidu.location.LocationClient",
    "TencentLocationManager.setUserAgreePrivacy({})": "com.tencent.map.geolocation.TencentLocationManager",
    "Tencent.setIsPermissionGranted({})": "com.tencent.tauth.Tencent",
    "JCollectionAuth.setAuth(this, {})": "cn.jiguang.api.utils.JCollectionAuth",
    "StatService.setAuthorizedState(this, {})": "com.baidu.mobstat.StatService",
}
_TELL = "UMConfigure.submitPolicyGrantResult(this, true)"
CALLS = pytest.mark.parametrize("call", _CALLS)


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    return SmallApp(tmp_path)


def java(app: SmallApp, code: str, members: str = "", type_name: str = "android.app.Application") -> None:
    app.java(
        "App",
        f"""import {type_name};
public class App extends Application {{
    boolean asked;
    @Override public void onCreate() {{ super.onCreate();
        {code}
    }}
    {members}
    SharedPreferences prefs() {{ return getSharedPreferences("a", 0); }}
}}
""",
    )


def kotlin(app: SmallApp, code: str, members: str = "", type_name: str = "android.app.Application") -> None:
    app.kotlin(
        "App",
        f"""import {type_name}
class App : Application() {{
    var told = false
    override fun onCreate() {{
        super.onCreate()
        {code}
    }}
    {members}
    val prefs: SharedPreferences get() = getSharedPreferences("a", 0)
}}
""",
    )


class TestTold:
    @CALLS
    def test_java(self, app: SmallApp, call: str) -> None:
        java(app, f"{call.format('true')}; // told", type_name=_CALLS[call])
        assert app.found("PRV105") == app.at("PRV105", "// told")

    @CALLS
    def test_kotlin(self, app: SmallApp, call: str) -> None:
        kotlin(app, f"{call.format('true')} // told", type_name=_CALLS[call])
        assert app.found("PRV105") == app.at("PRV105", "// told")

    @pytest.mark.parametrize(
        "code",
        [
            f"if (!told) {{ {_TELL} // told\ntold = true }}",
            f"thread {{ {_TELL} }} // told",
            f"Handler().postDelayed({{ {_TELL} }}, 3000) // told",
            "tell(true)",
            "tell()",
            "if (BuildConfig.DEBUG) log() else tell(true)",
        ],
    )
    def test_by_ways_around(self, app: SmallApp, code: str) -> None:
        members = """fun tell(agreed: Boolean = true) = UMConfigure.submitPolicyGrantResult(this, agreed) // helper
        fun log() {}"""
        kotlin(app, "kotlin.concurrent." + code if code.startswith("thread") else code, members)
        marker = "// told" if "// told" in code else "// helper"
        assert app.found("PRV105") == app.at("PRV105", marker)


class TestRightlyTold:
    @CALLS
    def test_the_stored_answer(self, app: SmallApp, call: str) -> None:
        java(app, f"{call.format('prefs().getBoolean(KEY, false)')};", 'String KEY = "x_agreed";', _CALLS[call])
        assert app.found("PRV105") == []

    @CALLS
    def test_no(self, app: SmallApp, call: str) -> None:
        kotlin(app, call.format("false"), type_name=_CALLS[call])
        assert app.found("PRV105") == []

    @pytest.mark.parametrize(
        "code",
        [
            f'if (prefs.getBoolean("privacy_agreed", false)) {_TELL}',
            f'val agreed = prefs.getBoolean("privacy_agreed", false); if (!agreed) return; {_TELL}',
            'UMConfigure.submitPolicyGrantResult(this, prefs.getBoolean("privacy_agreed", false))',
            f'prefs.getBoolean("privacy_agreed", false).takeIf {{ it }}?.let {{ {_TELL} }}',
            "Asking.show { onAgree() }",
            f'AlertDialog.Builder(this).setTitle("隐私政策").setPositiveButton("同意") {{ _, _ -> {_TELL} }}.show()',
        ],
    )
    def test_behind_the_answer(self, app: SmallApp, code: str) -> None:
        kotlin(app, code, f"fun onAgree() {{ {_TELL} }}")
        assert [item for item in app.findings("PRV105") if item.severity != "note"] == []


class TestFlags:
    @pytest.mark.parametrize(
        "code",
        [
            'prefs().edit().putBoolean("is_agree_privacy", true).apply(); // forged',
            'prefs().edit().putInt("privacy_agreed", 1).apply(); // forged',
            'new Thread(() -> prefs().edit().putBoolean("user_agreement_accepted", true).apply()).start(); // forged',
            "new Handler().postDelayed(() -> save(true), 5000); // forged",
        ],
    )
    def test_set_by_itself(self, app: SmallApp, code: str) -> None:
        java(app, code, 'void save(boolean ok) { prefs().edit().putBoolean("privacy_agreed", ok).apply(); }')
        assert app.found("PRV105") == app.at("PRV105", "// forged")

    @pytest.mark.parametrize(
        "code",
        [
            'prefs().edit().putBoolean("privacy_agreed", asked ? true : false).apply();',
            'prefs().edit().putString("agree", new java.util.Random().nextBoolean() ? "true" : "false").apply();',
            'new org.json.JSONObject().put("agree", "true");',
            """org.json.JSONObject o = new org.json.JSONObject(); o.put("id", new java.util.Random().nextInt());
               o.put("agree", "true");""",
            'new java.util.HashMap<String, String>().put("privacy_agreed", "true");',
            'prefs().edit().remove("privacy_agreed").apply();',
            'prefs().edit().putBoolean("notifications_allowed", true).apply();',
            'prefs().edit().putLong("privacy_shown_time", 5).apply();',
            'if (prefs().getInt("version", 0) > 3 && old()) prefs().edit().putBoolean("privacy_agreed", true).apply();',
        ],
    )
    def test_right(self, app: SmallApp, code: str) -> None:
        java(app, code, 'boolean old() { return prefs().getBoolean("agreed_v1", false); }')
        assert app.found("PRV105") == []
