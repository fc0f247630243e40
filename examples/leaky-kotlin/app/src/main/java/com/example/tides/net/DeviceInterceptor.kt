package com.example.tides.net

import android.content.Context
import android.provider.Settings
import okhttp3.Interceptor
import okhttp3.Response

/** Tells the server which device is asking. */
class DeviceInterceptor(private val context: Context) : Interceptor {
    private val deviceId: String by lazy {
        Settings.Secure.getString(context.contentResolver, Settings.Secure.ANDROID_ID)
    }

    override fun intercept(chain: Interceptor.Chain): Response {
        val request = chain.request().newBuilder().header("X-Device", deviceId).build()
        return chain.proceed(request)
    }
}
