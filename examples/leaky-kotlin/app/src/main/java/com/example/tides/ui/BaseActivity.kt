package com.example.tides.ui

import android.content.ClipboardManager
import android.widget.Toast
import androidx.appcompat.app.AppCompatActivity
import com.example.tides.R

/** Offers to look up a harbour whose name was copied elsewhere. */
abstract class BaseActivity : AppCompatActivity() {
    override fun onResume() {
        super.onResume()
        val clip = getSystemService(ClipboardManager::class.java).primaryClip ?: return
        if (clip.itemCount > 0) {
            val name = clip.getItemAt(0).coerceToText(this)
            Toast.makeText(this, getString(R.string.copied_harbour, name), Toast.LENGTH_SHORT).show()
        }
    }
}
