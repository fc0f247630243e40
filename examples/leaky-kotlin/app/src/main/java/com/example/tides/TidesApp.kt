package com.example.tides

import android.app.Application
import com.example.tides.sdk.Telemetry

class TidesApp : Application() {
    override fun onCreate() {
        super.onCreate()
        Telemetry.start(this)
    }
}
