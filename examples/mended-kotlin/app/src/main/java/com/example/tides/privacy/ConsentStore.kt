package com.example.tides.privacy

import android.content.Context
import androidx.core.content.edit

/** Whether the user consented to measurement and crash reports. */
class ConsentStore(context: Context) {
    private val preferences = context.getSharedPreferences("consent", Context.MODE_PRIVATE)

    var isGranted: Boolean
        get() = preferences.getBoolean(KEY, false)
        set(value) = preferences.edit { putBoolean(KEY, value) }

    private companion object {
        const val KEY = "consent_granted"
    }
}
