package com.example.tides.data

import android.content.ContentProvider
import android.content.ContentValues
import android.database.Cursor
import android.net.Uri
import com.posthog.android.PostHogAndroid
import com.posthog.android.PostHogAndroidConfig

/** Holds no data: it exists because providers are created before the application. */
class SessionProvider : ContentProvider() {
    override fun onCreate(): Boolean {
        context?.let { PostHogAndroid.setup(it, PostHogAndroidConfig(apiKey = "phc_tides", host = "https://ph.example")) }
        return true
    }

    override fun query(
        uri: Uri,
        projection: Array<out String>?,
        selection: String?,
        selectionArgs: Array<out String>?,
        sortOrder: String?,
    ): Cursor? = null

    override fun getType(uri: Uri): String? = null

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun delete(uri: Uri, selection: String?, selectionArgs: Array<out String>?): Int = 0

    override fun update(uri: Uri, values: ContentValues?, selection: String?, selectionArgs: Array<out String>?): Int = 0
}
