"""Settings that keep an SDK quiet: in a configuration, in the code that configures it, said before it starts."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_ASKING = (
    "cn.jiguang.api.utils.JCollectionAuth",
    "com.baidu.location.LocationClient",
    "com.baidu.mapapi.SDKInitializer",
    "com.baidu.mobstat.StatService",
)


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestConfigurations:
    """An object with settings, however it is built and handed on."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
InitConfig c = new InitConfig("1", "x").setAutoStart(false).setLogEnable(true);
AppLog.init(this, c); // waits
InitConfig d = new InitConfig("1", "x");
d.setAutoStart(true);
AppLog.init(this, d); // runs
AppLog.init(this, new InitConfig("1", "x").setAutoStart(false)); // waits
AppLog.init(this, new InitConfig("1", "x")); // runs
AppLog.init(this, config(false)); // waits
AppLog.init(this, config(true)); // runs
AppLog.start(); // runs
InitConfig e = new InitConfig("1", "x");
e.setAutoStart(getSharedPreferences("a", 0).getBoolean("agreed", false));
AppLog.init(this, e); // waits
e = shared;
AppLog.init(this, shared); // waits
""",
            """
InitConfig config(boolean auto) { InitConfig c = new InitConfig("1", "x"); c.setAutoStart(auto);
    return c; }
final InitConfig shared = config(false);
""",
            "com.bytedance.applog.AppLog",
            "com.bytedance.applog.InitConfig",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val c = InitConfig("1", "x").apply { setAutoStart(false) }
AppLog.init(this, c) // waits
AppLog.init(this, InitConfig("1", "x").also { it.setAutoStart(false) }) // waits
AppLog.init(this, InitConfig("1", "x").apply { setAutoStart(true) }) // runs
with(InitConfig("2", "y")) { setAutoStart(false)
    AppLog.init(this@App, this) // waits
}
AppLog.init(this, config(auto = false)) // waits
AppLog.init(this, config()) // runs
val agreed = getSharedPreferences("a", 0).getBoolean("agreed", false)
AppLog.init(this, InitConfig("1", "x").apply { isAutoStart = agreed }) // waits
AppLog.init(this, holder.config) // waits
AppLog.start() // runs
""",
            """
private fun config(auto: Boolean = true): InitConfig { val c = InitConfig("1", "x")
    c.setAutoStart(auto)
    return c }
object holder { val config by lazy { InitConfig("1", "x").apply { setAutoStart(false) } } }
""",
            "com.bytedance.applog.AppLog",
            "com.bytedance.applog.InitConfig",
        )


class TestConfiguringCode:
    """Code that is handed the options."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
SentryAndroid.init(this, options -> { // waits
        options.setDsn("x");
        options.setEnabled(false);
});
SentryAndroid.init(this, new Sentry.OptionsConfiguration<SentryAndroidOptions>() { // waits
        @Override public void configure(SentryAndroidOptions options) { options.setEnabled(false); }
});
SentryAndroid.init(this, options -> options.setDsn("x")); // runs
SentryAndroid.init(this, options -> { // runs
        options.setEnabled(true); });
""",
            """

""",
            "io.sentry.android.core.SentryAndroid",
            "io.sentry.android.core.SentryAndroidOptions",
            "io.sentry.Sentry",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
SentryAndroid.init(this) { options -> // waits
    options.dsn = "x"
    options.isEnabled = false
}
SentryAndroid.init(this) { // waits
    it.isEnabled = agreed()
}
SentryAndroid.init(this) { options -> options.dsn = "x" } // runs
""",
            """
fun agreed() = getSharedPreferences("a", 0).getBoolean("agreed", false)
""",
            "io.sentry.android.core.SentryAndroid",
        )


class TestNames:
    """Settings by name: arguments of a constructor, properties."""

    def test_arguments(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val quiet = Amplitude(Configuration(apiKey = "k", context = this, optOut = true)) // waits
quiet.track("x") // waits
val loud = Amplitude(Configuration("k", this)) // runs
loud.track("y") // runs
val agreed = getSharedPreferences("a", 0).getBoolean("agreed", false)
val third = Amplitude(Configuration(apiKey = "k", context = this, optOut = !agreed)) // waits
val fourth = Amplitude(Configuration("k", this).apply { optOut = false }) // runs
""",
            """

""",
            "com.amplitude.android.Amplitude",
            "com.amplitude.android.Configuration",
        )

    def test_properties(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val config = PostHogAndroidConfig(apiKey = "k", host = "h").apply { optOut = true }
PostHogAndroid.setup(this, config) // waits
PostHogAndroid.setup(this, PostHogAndroidConfig("k")) // runs
""",
            """

""",
            "com.posthog.android.PostHogAndroid",
            "com.posthog.android.PostHogAndroidConfig",
        )


class TestSaidBefore:
    """What is said to the SDK counts for what comes behind it."""

    def test_before(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
OneSignal.consentRequired = true
OneSignal.initWithContext(this, "id") // waits
JPushInterface.init(this) // runs
""",
            """

""",
            "com.onesignal.OneSignal",
        )

    def test_too_late(self, app: TwinApp) -> None:
        app.start_java(
            """
OneSignal.initWithContext(this, "id"); // runs
OneSignal.setConsentRequired(true);
MobclickAgent.setDebugMode(true); // waits
""",
            """

""",
            "com.onesignal.OneSignal",
        )

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
FirebaseAnalytics.getInstance(this).setAnalyticsCollectionEnabled(false); // waits
Tracker.log(this);
JPushInterface.init(this); // runs
FirebaseAnalytics.getInstance(this).setAnalyticsCollectionEnabled(true); // runs
""",
            """
static class Tracker { static void log(Context c) {
        FirebaseAnalytics.getInstance(c).logEvent("x", null); // waits
    } }
""",
            "com.google.firebase.analytics.FirebaseAnalytics",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val fa = FirebaseAnalytics.getInstance(this) // waits
fa.setAnalyticsCollectionEnabled(false)
fa.logEvent("x", null) // waits
FirebaseCrashlytics.getInstance().setCrashlyticsCollectionEnabled(agreed())
FirebaseCrashlytics.getInstance().log("x") // waits
JPushInterface.init(this) // runs
""",
            """
fun agreed() = getSharedPreferences("a", 0).getBoolean("agreed", false)
""",
            "com.google.firebase.analytics.FirebaseAnalytics",
            "com.google.firebase.crashlytics.FirebaseCrashlytics",
        )


class TestSdks:
    """Configurations of other SDKs."""

    def test_consent_is_required(self, app: TwinApp) -> None:
        app.start_java(
            """
CountlyConfig config = new CountlyConfig(this, "k", "u");
config.setRequiresConsent(true);
Countly.sharedInstance().init(config); // waits
Countly.sharedInstance().init(new CountlyConfig(this, "k", "u").setRequiresConsent(false)); // runs
CountlyConfig chain = new CountlyConfig(this, "k", "u").setLoggingEnabled(true).setRequiresConsent(true);
Countly.sharedInstance().init(chain); // waits
""",
            """

""",
            "ly.count.android.sdk.*",
        )

    def test_opt_out(self, app: TwinApp) -> None:
        app.start_java(
            """
Matomo matomo = Matomo.getInstance(this); // runs
TrackerBuilder builder = TrackerBuilder.createDefault("u", 1); // runs
Tracker tracker = builder.build(matomo); // waits
tracker.setOptOut(true);
TrackHelper.track().screen("/x").with(tracker); // waits
JPushInterface.init(this); // runs
""",
            """

""",
            "org.matomo.sdk.Tracker",
            "org.matomo.sdk.TrackerBuilder",
            "org.matomo.sdk.Matomo",
            "org.matomo.sdk.extra.TrackHelper",
        )

    def test_collection_off(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val c = CdpAutotrackConfiguration("a", "b").setDataCollectionEnabled(false)
GrowingAutotracker.startWithConfiguration(this, c) // waits
val d = CdpAutotrackConfiguration("a", "b").setDataCollectionEnabled(true)
GrowingAutotracker.startWithConfiguration(this, d) // runs
GrowingAutotracker.get().setDataCollectionEnabled(true) // runs
""",
            """

""",
            "com.growingio.android.sdk.autotrack.CdpAutotrackConfiguration",
            "com.growingio.android.sdk.autotrack.GrowingAutotracker",
        )

    def test_disabled(self, app: TwinApp) -> None:
        app.start_java(
            """
SAConfigOptions o = new SAConfigOptions("u");
o.disableSDK(true);
SensorsDataAPI.startWithConfigOptions(this, o); // waits
SAConfigOptions p = new SAConfigOptions("u").enableLog(true);
SensorsDataAPI.startWithConfigOptions(this, p); // runs
SAConfigOptions q = new SAConfigOptions("u");
q.setAutoTrackEventType(1).enableLog(true).disableSDK(!getSharedPreferences("a", 0).getBoolean("agreed", false));
SensorsDataAPI.startWithConfigOptions(this, q); // waits
""",
            """

""",
            "com.sensorsdata.analytics.android.sdk.*",
        )


class TestArguments:
    """Arguments of the start itself."""

    def test_tracking_consent(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val config = Configuration.Builder("a", "b").build()
Datadog.initialize(this, config, TrackingConsent.PENDING) // waits
Datadog.initialize(this, config, TrackingConsent.NOT_GRANTED) // waits
Datadog.initialize(this, config, TrackingConsent.GRANTED) // runs
Datadog.initialize(context = this, trackingConsent = TrackingConsent.PENDING, configuration = config) // waits
Datadog.initialize(this, config, if (agreed()) TrackingConsent.GRANTED else TrackingConsent.PENDING) // waits
Datadog.initialize(this, config, consent()) // waits
""",
            """
fun agreed() = getSharedPreferences("a", 0).getBoolean("agreed", false)
fun consent(): TrackingConsent { if (agreed()) return TrackingConsent.GRANTED
    return TrackingConsent.NOT_GRANTED }
""",
            "com.datadog.android.Datadog",
            "com.datadog.android.core.configuration.Configuration",
            "com.datadog.android.privacy.TrackingConsent",
        )

    def test_opt_out_by_default(self, app: TwinApp) -> None:
        app.start_java(
            """
MixpanelAPI a = MixpanelAPI.getInstance(this, "t", true, true); // waits
MixpanelAPI b = MixpanelAPI.getInstance(this, "t", false); // runs
boolean agreed = getSharedPreferences("a", 0).getBoolean("agreed", false);
MixpanelAPI c = MixpanelAPI.getInstance(this, "t", !agreed, true); // waits
MixpanelAPI d = MixpanelAPI.getInstance(this, "t", false, true); // runs
""",
            """

""",
            "com.mixpanel.android.mpmetrics.MixpanelAPI",
        )

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
HonorPushClient.getInstance().init(this, false); // waits
HonorPushClient.getInstance().init(this, true); // runs
JCollectionAuth.setAuth(this, false); // waits
UMConfigure.preInit(this, "k", "c"); // waits
UMConfigure.init(this, "k", "c", 1, ""); // runs
AppsFlyerLib.getInstance().init("k", null, this); // waits
AppsFlyerLib.getInstance().start(this); // runs
AMapLocationClient.updatePrivacyAgree(this, false); // waits
MobSDK.submitPolicyGrantResult(false, null); // waits
""",
            """

""",
            "com.hihonor.push.sdk.HonorPushClient",
            "cn.jiguang.api.utils.JCollectionAuth",
            "com.appsflyer.AppsFlyerLib",
            "com.mob.MobSDK",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
HonorPushClient.getInstance().init(this, false) // waits
val agreed = getSharedPreferences("a", 0).getBoolean("agreed", false)
HonorPushClient.getInstance().init(applicationContext, agreed) // waits
HonorPushClient.getInstance().init(this, true) // runs
JCollectionAuth.setAuth(this, false) // waits
AppsFlyerLib.getInstance().init("k", null, this) // waits
AppsFlyerLib.getInstance().start(this) // runs
""",
            """

""",
            "com.hihonor.push.sdk.HonorPushClient",
            "cn.jiguang.api.utils.JCollectionAuth",
            "com.appsflyer.AppsFlyerLib",
        )

    def test_calls_that_switch_off(self, app: TwinApp) -> None:
        app.start_java(
            """
FacebookSdk.setAutoInitEnabled(false);
FacebookSdk.setAutoLogAppEventsEnabled(false);
JPushInterface.init(this); // runs
FacebookSdk.setAdvertiserIDCollectionEnabled(false); // waits
""",
            """

""",
            "com.facebook.FacebookSdk",
        )


class TestPartsOfAConfiguration:
    """What is built of an object with settings has them."""

    _IMPORTS = (
        "io.fabric.sdk.android.Fabric",
        "com.crashlytics.android.Crashlytics",
        "com.crashlytics.android.core.CrashlyticsCore",
    )

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Fabric.with(this, kit(!agreed())); // waits
Fabric.with(this, kit(true)); // waits
Fabric.with(this, kit(false)); // runs
""",
            """
boolean agreed() { return getSharedPreferences("a", 0).getBoolean("reports", false); }
Crashlytics kit(boolean off) {
    return new Crashlytics.Builder().core(new CrashlyticsCore.Builder().disabled(off).build()).build();
}
""",
            *self._IMPORTS,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Fabric.with(this, kit(!agreed())) // waits
Fabric.with(this, kit(true)) // waits
Fabric.with(this, kit(false)) // runs
""",
            """
fun agreed() = getSharedPreferences("a", 0).getBoolean("reports", false)
fun kit(off: Boolean): Crashlytics {
    val core = CrashlyticsCore.Builder().disabled(off).build()
    return Crashlytics.Builder().core(core).build()
}
""",
            *self._IMPORTS,
        )


class TestUpload:
    """An argument that switches the upload off."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Glean.INSTANCE.initialize(this, false, new Configuration(), info); // waits
Glean.INSTANCE.initialize(this, agreed(), new Configuration(), info); // waits
Glean.INSTANCE.initialize(this, true, new Configuration(), info); // runs
""",
            'boolean agreed() { return getSharedPreferences("a", 0).getBoolean("usage", false); }',
            "mozilla.telemetry.glean.Glean",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Glean.initialize(applicationContext = this, uploadEnabled = false, configuration = Configuration()) // waits
Glean.initialize(this, agreed(), Configuration()) // waits
Glean.initialize(this, true, Configuration()) // runs
""",
            'fun agreed() = getSharedPreferences("a", 0).getBoolean("usage", false)',
            "mozilla.telemetry.glean.Glean",
        )


class TestAnswers:
    """An SDK that was told that the user did not agree (yet), before it starts."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
StatService.setAuthorizedState(this, false);
StatService.start(this); // waits
JCollectionAuth.setAuth(this, getSharedPreferences("s", 0).getBoolean("agreed", false));
JPushInterface.init(this); // waits
LocationClient.setAgreePrivacy(false);
new LocationClient(this).start(); // waits
AMapLocationClient.updatePrivacyAgree(this, getSharedPreferences("s", 0).getBoolean("first", true));
new AMapLocationClient(this); // runs
""",
            "",
            *_ASKING,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Stats.tell(this, false)
Stats.start(this)
SDKInitializer.setAgreePrivacy(this, false)
SDKInitializer.initialize(this) // waits
JPushInterface.init(this) // runs
""",
            """
}
object Stats {
    fun tell(context: Context, agreed: Boolean) = StatService.setAuthorizedState(context, agreed)
    fun start(context: Context) = StatService.start(context) // waits
""",
            *_ASKING,
        )


class TestManifests:
    """The manifest may keep an SDK quiet, until running code says something else."""

    _OFF = '<meta-data android:name="firebase_analytics_collection_enabled" android:value="false" />'
    _ON = '<meta-data android:name="firebase_analytics_collection_enabled" android:value="true" />'
    _IMPORT = "com.google.firebase.analytics.FirebaseAnalytics"

    def test_in_java(self, app: TwinApp) -> None:
        app.manifest(self._OFF)
        app.start_java(
            """
FirebaseAnalytics.getInstance(this).logEvent("start", null); // waits
JPushInterface.init(this); // runs
new View(this).setOnClickListener(view -> agree());
""",
            "void agree() { FirebaseAnalytics.getInstance(this).setAnalyticsCollectionEnabled(true); }",
            self._IMPORT,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.manifest(self._OFF)
        app.start_kotlin(
            'FirebaseAnalytics.getInstance(this).logEvent("start", null) // waits\nJPushInterface.init(this) // runs',
            "",
            self._IMPORT,
        )

    def test_said_otherwise(self, app: TwinApp) -> None:
        app.manifest(self._OFF)
        app.start_kotlin(
            """
FirebaseAnalytics.getInstance(this).logEvent("start", null) // runs
FirebaseAnalytics.getInstance(this).setAnalyticsCollectionEnabled(true) // runs
if (false) MobileAds.initialize(this) // waits
""",
            "",
            self._IMPORT,
        )

    def test_not_off(self, app: TwinApp) -> None:
        app.manifest(self._ON)
        app.start_kotlin(
            """
FirebaseAnalytics.getInstance(this).logEvent("start", null) // runs
if (false) MobileAds.initialize(this) // waits
""",
            "",
            self._IMPORT,
        )
