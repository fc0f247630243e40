package com.example.ledger;

import android.app.Application;

import com.example.ledger.privacy.PrivacyConsent;
import com.example.ledger.sdk.Sdks;

public class LedgerApp extends Application {

    @Override
    public void onCreate() {
        super.onCreate();
        Sdks.prepare(this);
        if (PrivacyConsent.isGranted(this)) {
            Sdks.start(this);
        }
    }
}
