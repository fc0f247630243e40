package com.example.tides.net

import android.content.Context
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import okhttp3.OkHttpClient
import okhttp3.Request

class TideClient(context: Context) {
    private val http = OkHttpClient.Builder()
        .addInterceptor(DeviceInterceptor(context))
        .build()

    suspend fun today(): String = withContext(Dispatchers.IO) {
        val request = Request.Builder().url("https://tides.example/today").build()
        http.newCall(request).execute().use { it.body?.string().orEmpty() }
    }
}
