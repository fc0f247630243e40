package com.example.tides.data

import android.annotation.SuppressLint
import android.content.Context
import android.location.LocationManager

object Harbours {
    /** The harbour nearest to the last known place; needs the location permission. */
    @SuppressLint("MissingPermission")
    fun nearest(context: Context): String? {
        val locations = context.getSystemService(LocationManager::class.java)
        val here = locations.getLastKnownLocation(LocationManager.NETWORK_PROVIDER) ?: return null
        return if (here.latitude > 54.0) "Husum" else "Brest"
    }
}
