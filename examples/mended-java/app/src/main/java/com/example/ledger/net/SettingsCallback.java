package com.example.ledger.net;

import android.util.Log;

import androidx.annotation.NonNull;

import java.io.IOException;

import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

public final class SettingsCallback implements Callback {

    @Override
    public void onFailure(@NonNull Call call, @NonNull IOException error) {
        Log.w("Settings", "not loaded", error);
    }

    @Override
    public void onResponse(@NonNull Call call, @NonNull Response response) {
        response.close();
    }
}
