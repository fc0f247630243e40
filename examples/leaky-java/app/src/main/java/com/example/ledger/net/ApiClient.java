package com.example.ledger.net;

import android.content.Context;

import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;

public final class ApiClient {

    private static final String BASE = "https://ledger.example/api/";

    private static volatile ApiClient instance;

    private final OkHttpClient http;

    private ApiClient(Context context) {
        http = new OkHttpClient.Builder()
                .addInterceptor(new DeviceHeaderInterceptor(context))
                .build();
    }

    public static ApiClient get(Context context) {
        if (instance == null) {
            synchronized (ApiClient.class) {
                if (instance == null) {
                    instance = new ApiClient(context.getApplicationContext());
                }
            }
        }
        return instance;
    }

    public void fetchSettings(Callback callback) {
        Request request = new Request.Builder().url(BASE + "settings").build();
        http.newCall(request).enqueue(callback);
    }
}
