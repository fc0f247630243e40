package com.example.tides.startup

import android.content.Context
import androidx.startup.Initializer
import com.amplitude.android.Amplitude
import com.amplitude.android.Configuration

class AmplitudeInitializer : Initializer<Amplitude> {
    override fun create(context: Context): Amplitude =
        Amplitude(Configuration(apiKey = "7c1e5a90d3b84f62", context = context))

    override fun dependencies(): List<Class<out Initializer<*>>> = emptyList()
}
