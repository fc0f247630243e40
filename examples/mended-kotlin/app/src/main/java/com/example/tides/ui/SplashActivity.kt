package com.example.tides.ui

import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.widget.TextView
import androidx.lifecycle.lifecycleScope
import com.example.tides.R
import com.example.tides.net.TideClient
import com.example.tides.privacy.ConsentStore
import com.example.tides.sdk.Telemetry
import com.google.android.material.dialog.MaterialAlertDialogBuilder
import kotlinx.coroutines.launch

class SplashActivity : BaseActivity() {
    private val consent by lazy { ConsentStore(this) }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        setContentView(R.layout.activity_splash)
        lifecycleScope.launch {
            findViewById<TextView>(R.id.today).text = TideClient(applicationContext).today()
        }
        if (consent.isGranted) openMain() else askForConsent()
    }

    private fun askForConsent() {
        MaterialAlertDialogBuilder(this)
            .setTitle(R.string.consent_title)
            .setMessage(R.string.consent_text)
            .setCancelable(false)
            .setPositiveButton(R.string.consent_agree) { _, _ ->
                consent.isGranted = true
                Telemetry.start(applicationContext)
                openMain()
            }
            .setNegativeButton(R.string.consent_decline) { _, _ -> finish() }
            .setNeutralButton(R.string.consent_policy) { _, _ -> readPolicy() }
            .show()
    }

    private fun readPolicy() {
        startActivity(Intent(Intent.ACTION_VIEW, Uri.parse("https://tides.example/privacy")))
        finish()
    }

    private fun openMain() {
        startActivity(Intent(this, MainActivity::class.java))
        finish()
    }
}
