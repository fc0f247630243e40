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
        findViewById<Button>(R.id.nearest).setOnClickListener {
            requestPermissions(arrayOf(Manifest.permission.ACCESS_COARSE_LOCATION), REQUEST_LOCATION)
        }
    }

    override fun onRequestPermissionsResult(code: Int, permissions: Array<String>, results: IntArray) {
        super.onRequestPermissionsResult(code, permissions, results)
        if (code == REQUEST_LOCATION && results.firstOrNull() == PackageManager.PERMISSION_GRANTED) {
            findViewById<TextView>(R.id.harbour).text = Harbours.nearest(this)
        }
    }

    private companion object {
        const val REQUEST_LOCATION = 1
    }
}
