package com.example.ledger.privacy;

import android.content.Context;
import android.content.SharedPreferences;

/** Whether the user agreed to the privacy policy. */
public final class PrivacyConsent {

    private static final String FILE = "privacy";
    private static final String KEY_AGREED = "privacy_agreed";

    private PrivacyConsent() {
    }

    public static boolean isGranted(Context context) {
        return preferences(context).getBoolean(KEY_AGREED, false);
    }

    public static void grant(Context context) {
        preferences(context).edit().putBoolean(KEY_AGREED, true).apply();
    }

    private static SharedPreferences preferences(Context context) {
        return context.getSharedPreferences(FILE, Context.MODE_PRIVATE);
    }
}
