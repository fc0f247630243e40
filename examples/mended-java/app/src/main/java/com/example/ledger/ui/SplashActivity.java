package com.example.ledger.ui;

import android.content.Intent;
import android.net.Uri;
import android.os.Bundle;

import androidx.annotation.Nullable;
import androidx.appcompat.app.AlertDialog;

import com.example.ledger.R;
import com.example.ledger.net.ApiClient;
import com.example.ledger.net.SettingsCallback;
import com.example.ledger.privacy.PrivacyConsent;
import com.example.ledger.sdk.Sdks;

public class SplashActivity extends BaseActivity {

    @Override
    protected void onCreate(@Nullable Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.activity_splash);
        ApiClient.get(this).fetchSettings(new SettingsCallback());
        if (PrivacyConsent.isGranted(this)) {
            openMain();
        } else {
            askForConsent();
        }
    }

    private void askForConsent() {
        new AlertDialog.Builder(this)
                .setTitle(R.string.privacy_title)
                .setMessage(R.string.privacy_text)
                .setCancelable(false)
                .setPositiveButton(R.string.privacy_agree, (dialog, which) -> {
                    PrivacyConsent.grant(this);
                    Sdks.start(getApplicationContext());
                    openMain();
                })
                .setNegativeButton(R.string.privacy_disagree, (dialog, which) -> finish())
                .setNeutralButton(R.string.privacy_read, (dialog, which) -> readPolicy())
                .show();
    }

    private void readPolicy() {
        startActivity(new Intent(Intent.ACTION_VIEW, Uri.parse("https://ledger.example/privacy")));
        finish();
    }

    private void openMain() {
        startActivity(new Intent(this, MainActivity.class));
        finish();
    }
}
