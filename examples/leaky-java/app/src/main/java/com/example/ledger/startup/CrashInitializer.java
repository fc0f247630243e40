package com.example.ledger.startup;

import android.content.Context;

import androidx.annotation.NonNull;
import androidx.startup.Initializer;

import com.tencent.bugly.crashreport.CrashReport;

import java.util.Collections;
import java.util.List;

/** Starts crash reports as early as possible, so that crashes of the start-up are seen too. */
public class CrashInitializer implements Initializer<Boolean> {

    private static final String APP_ID = "a1b2c3d4e5";

    @NonNull
    @Override
    public Boolean create(@NonNull Context context) {
        CrashReport.initCrashReport(context, APP_ID, false);
        return true;
    }

    @NonNull
    @Override
    public List<Class<? extends Initializer<?>>> dependencies() {
        return Collections.emptyList();
    }
}
