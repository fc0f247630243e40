package com.example.ledger.sdk;

import android.content.Context;

import com.bytedance.applog.AppLog;
import com.bytedance.applog.InitConfig;
import com.tencent.bugly.crashreport.CrashReport;
import com.umeng.commonsdk.UMConfigure;

/** The only class that knows which SDKs we use. */
public final class Sdks {

    private static final String UMENG_KEY = "5f3c0d1eb4b08b653e95f2a7";
    private static final String BUGLY_ID = "a1b2c3d4e5";
    private static final String APPLOG_ID = "214877";
    private static final String CHANNEL = "store";

    private static boolean started;

    private Sdks() {
    }

    /** What the vendors allow, and ask for, before the user agreed: it collects and sends nothing. */
    public static void prepare(Context context) {
        UMConfigure.preInit(context, UMENG_KEY, CHANNEL);
    }

    /** Call it only when the user has agreed. */
    public static synchronized void start(Context context) {
        if (started) {
            return;
        }
        UMConfigure.submitPolicyGrantResult(context, true);
        UMConfigure.init(context, UMENG_KEY, CHANNEL, UMConfigure.DEVICE_TYPE_PHONE, "");
        CrashReport.initCrashReport(context, BUGLY_ID, false);
        AppLog.init(context, new InitConfig(APPLOG_ID, CHANNEL));
        started = true;
    }
}
