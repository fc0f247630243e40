package com.example.ledger.net;

import android.content.Context;
import android.provider.Settings;

import androidx.annotation.NonNull;

import com.example.ledger.privacy.PrivacyConsent;

import java.io.IOException;

import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Tells the server which device is asking, once the user has agreed. */
final class DeviceHeaderInterceptor implements Interceptor {

    private final Context context;

    DeviceHeaderInterceptor(Context context) {
        this.context = context;
    }

    @NonNull
    @Override
    public Response intercept(@NonNull Chain chain) throws IOException {
        Request.Builder request = chain.request().newBuilder();
        if (PrivacyConsent.isGranted(context)) {
            request.header("X-Device", deviceId());
        }
        return chain.proceed(request.build());
    }

    private String deviceId() {
        return Settings.Secure.getString(context.getContentResolver(), Settings.Secure.ANDROID_ID);
    }
}
