package com.example.ledger.ui;

import android.content.ClipData;
import android.content.ClipboardManager;
import android.content.Context;
import android.view.MenuItem;
import android.widget.Toast;

import androidx.appcompat.app.AppCompatActivity;

import com.example.ledger.R;
import com.example.ledger.privacy.PrivacyConsent;

/** Takes an amount that was copied elsewhere when the user pastes it. */
public abstract class BaseActivity extends AppCompatActivity {

    @Override
    public boolean onOptionsItemSelected(MenuItem item) {
        if (item.getItemId() == android.R.id.paste && PrivacyConsent.isGranted(this)) {
            paste();
            return true;
        }
        return super.onOptionsItemSelected(item);
    }

    private void paste() {
        ClipboardManager clipboard = (ClipboardManager) getSystemService(Context.CLIPBOARD_SERVICE);
        ClipData clip = clipboard.getPrimaryClip();
        if (clip != null && clip.getItemCount() > 0) {
            String text = clip.getItemAt(0).coerceToText(this).toString();
            Toast.makeText(this, getString(R.string.pasted_amount, text), Toast.LENGTH_SHORT).show();
        }
    }
}
