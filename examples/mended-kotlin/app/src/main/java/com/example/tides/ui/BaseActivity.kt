package com.example.tides.ui

import android.content.ClipboardManager
import android.view.MenuItem
import android.widget.Toast
import androidx.appcompat.app.AppCompatActivity
import com.example.tides.R
import com.example.tides.privacy.ConsentStore

/** Looks up a harbour whose name was copied elsewhere when the user pastes it. */
abstract class BaseActivity : AppCompatActivity() {
    override fun onOptionsItemSelected(item: MenuItem): Boolean {
        if (item.itemId != android.R.id.paste || !ConsentStore(this).isGranted) return super.onOptionsItemSelected(item)
        paste()
        return true
    }

    private fun paste() {
        val clip = getSystemService(ClipboardManager::class.java).primaryClip ?: return
        if (clip.itemCount > 0) {
            val name = clip.getItemAt(0).coerceToText(this)
            Toast.makeText(this, getString(R.string.copied_harbour, name), Toast.LENGTH_SHORT).show()
        }
    }
}
