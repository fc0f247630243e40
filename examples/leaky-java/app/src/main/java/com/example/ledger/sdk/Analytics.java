package com.example.ledger.sdk;

import android.content.Context;

import com.umeng.commonsdk.UMConfigure;

/** The only class that knows which analytics SDK we use. */
public final class Analytics {

    private static final String KEY = "5f3c0d1eb4b08b653e95f2a7";
    private static final String CHANNEL = "store";

    private static boolean started;

    private Analytics() {
    }

    public static synchronized void start(Context context) {
        if (started) {
            return;
        }
        UMConfigure.preInit(context, KEY, CHANNEL);
        UMConfigure.init(context, KEY, CHANNEL, UMConfigure.DEVICE_TYPE_PHONE, "");
        started = true;
    }
}
