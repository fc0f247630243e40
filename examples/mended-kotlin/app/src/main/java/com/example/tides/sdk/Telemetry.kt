package com.example.tides.sdk

import android.content.Context
import com.amplitude.android.Amplitude
import com.amplitude.android.Configuration
import com.appsflyer.AppsFlyerLib
import com.posthog.android.PostHogAndroid
import com.posthog.android.PostHogAndroidConfig
import io.sentry.android.core.SentryAndroid

/** Everything that measures or reports. Start it only when the user has consented. */
object Telemetry {
    private const val APPSFLYER_KEY = "K2x9vQpT7mLw"

    private var amplitude: Amplitude? = null

    @Synchronized
    fun start(context: Context) {
        if (amplitude != null) return
        SentryAndroid.init(context)
        AppsFlyerLib.getInstance().apply {
            init(APPSFLYER_KEY, null, context)
            start(context)
        }
        PostHogAndroid.setup(context, PostHogAndroidConfig(apiKey = "phc_tides", host = "https://ph.example"))
        amplitude = Amplitude(Configuration(apiKey = "7c1e5a90d3b84f62", context = context))
    }
}
