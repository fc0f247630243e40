package com.example.tides.ui

import android.Manifest
import android.content.pm.PackageManager
import android.os.Bundle
import android.widget.Button
import android.widget.TextView
import com.example.tides.R
import com.example.tides.data.Harbours

class MainActivity : BaseActivity() {
    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        setContentView(R.layout.activity_main)
        findViewById<Button>(R.id.nearest).setOnClickListener { showNearest() }
    }

    private fun showNearest() {
        val permission = checkSelfPermission(Manifest.permission.ACCESS_COARSE_LOCATION)
        if (permission != PackageManager.PERMISSION_GRANTED) return
        findViewById<TextView>(R.id.harbour).text = Harbours.nearest(this)
    }
}
