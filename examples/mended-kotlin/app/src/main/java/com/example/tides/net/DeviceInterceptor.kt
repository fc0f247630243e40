package com.example.tides.net

import android.content.Context
import android.provider.Settings
import com.example.tides.privacy.ConsentStore
import okhttp3.Interceptor
import okhttp3.Response

/** Tells the server which device is asking, once the user has consented. */
class DeviceInterceptor(private val context: Context) : Interceptor {
    private val consent = ConsentStore(context)

    private val deviceId: String by lazy {
        Settings.Secure.getString(context.contentResolver, Settings.Secure.ANDROID_ID)
    }

    override fun intercept(chain: Interceptor.Chain): Response {
        if (!consent.isGranted) return chain.proceed(chain.request())
        val request = chain.request().newBuilder().header("X-Device", deviceId).build()
        return chain.proceed(request)
    }
}
