package com.example.ledger.ui;

import android.Manifest;
import android.content.pm.PackageManager;
import android.os.Bundle;
import android.text.TextUtils;
import android.widget.TextView;

import androidx.annotation.NonNull;
import androidx.annotation.Nullable;
import androidx.core.app.ActivityCompat;

import com.example.ledger.R;
import com.example.ledger.data.Contacts;

public class MainActivity extends BaseActivity {

    private static final int REQUEST_CONTACTS = 1;

    @Override
    protected void onCreate(@Nullable Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.activity_main);
        findViewById(R.id.split).setOnClickListener(view -> ActivityCompat.requestPermissions(
                this, new String[]{Manifest.permission.READ_CONTACTS}, REQUEST_CONTACTS));
    }

    @Override
    public void onRequestPermissionsResult(int code, @NonNull String[] permissions, @NonNull int[] results) {
        super.onRequestPermissionsResult(code, permissions, results);
        if (code == REQUEST_CONTACTS && results.length > 0 && results[0] == PackageManager.PERMISSION_GRANTED) {
            showNames();
        }
    }

    private void showNames() {
        TextView names = findViewById(R.id.names);
        names.setText(TextUtils.join("\n", Contacts.names(this)));
    }
}
