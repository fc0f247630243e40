package com.example.ledger;

import android.app.Application;

import com.example.ledger.sdk.Analytics;
import com.umeng.commonsdk.UMConfigure;

public class LedgerApp extends Application {

    @Override
    public void onCreate() {
        super.onCreate();
        UMConfigure.submitPolicyGrantResult(this, true);
        Analytics.start(this);
    }
}
