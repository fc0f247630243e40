package com.example.tides.sdk

import android.content.Context
import com.appsflyer.AppsFlyerLib

/** Where our installs come from. */
object Telemetry {
    private const val KEY = "K2x9vQpT7mLw"

    fun start(context: Context) {
        AppsFlyerLib.getInstance().apply {
            init(KEY, null, context)
            start(context)
        }
    }
}
