package com.example.ledger.net;

import android.content.Context;
import android.provider.Settings;

import androidx.annotation.NonNull;

import java.io.IOException;

import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Tells the server which device is asking. */
final class DeviceHeaderInterceptor implements Interceptor {

    private final Context context;

    DeviceHeaderInterceptor(Context context) {
        this.context = context;
    }

    @NonNull
    @Override
    public Response intercept(@NonNull Chain chain) throws IOException {
        String id = Settings.Secure.getString(context.getContentResolver(), Settings.Secure.ANDROID_ID);
        Request request = chain.request().newBuilder().header("X-Device", id).build();
        return chain.proceed(request);
    }
}
