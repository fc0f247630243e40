package com.example.ledger.ui;

import android.Manifest;
import android.content.pm.PackageManager;
import android.os.Bundle;
import android.text.TextUtils;
import android.widget.TextView;

import androidx.annotation.Nullable;
import androidx.core.content.ContextCompat;

import com.example.ledger.R;
import com.example.ledger.data.Contacts;

public class MainActivity extends BaseActivity {

    @Override
    protected void onCreate(@Nullable Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.activity_main);
        findViewById(R.id.split).setOnClickListener(view -> showNames());
    }

    private void showNames() {
        int permission = ContextCompat.checkSelfPermission(this, Manifest.permission.READ_CONTACTS);
        if (permission != PackageManager.PERMISSION_GRANTED) {
            return;
        }
        TextView names = findViewById(R.id.names);
        names.setText(TextUtils.join("\n", Contacts.names(this)));
    }
}
