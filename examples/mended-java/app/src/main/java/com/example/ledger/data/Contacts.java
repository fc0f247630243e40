package com.example.ledger.data;

import android.content.Context;
import android.database.Cursor;
import android.provider.ContactsContract;

import java.util.ArrayList;
import java.util.List;

/** Names to split a bill with. */
public final class Contacts {

    private Contacts() {
    }

    public static List<String> names(Context context) {
        List<String> names = new ArrayList<>();
        String[] columns = {ContactsContract.Contacts.DISPLAY_NAME};
        try (Cursor cursor = context.getContentResolver()
                .query(ContactsContract.Contacts.CONTENT_URI, columns, null, null, null)) {
            while (cursor != null && cursor.moveToNext()) {
                names.add(cursor.getString(0));
            }
        }
        return names;
    }
}
