package com.example.ledger.ui;

import android.content.ClipData;
import android.content.ClipboardManager;
import android.content.Context;
import android.widget.Toast;

import androidx.appcompat.app.AppCompatActivity;

import com.example.ledger.R;

/** Offers an amount that was copied elsewhere. */
public abstract class BaseActivity extends AppCompatActivity {

    @Override
    protected void onResume() {
        super.onResume();
        ClipboardManager clipboard = (ClipboardManager) getSystemService(Context.CLIPBOARD_SERVICE);
        ClipData clip = clipboard.getPrimaryClip();
        if (clip != null && clip.getItemCount() > 0) {
            String text = clip.getItemAt(0).coerceToText(this).toString();
            Toast.makeText(this, getString(R.string.pasted_amount, text), Toast.LENGTH_SHORT).show();
        }
    }
}
