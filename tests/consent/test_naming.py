"""The address of contacts or calendars in an intent reads nothing; handed to a resolver, or anywhere else, it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_IMPORTS = ("android.net.Uri", "android.provider.*")


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def test_java(app: TwinApp) -> None:
    app.start_java(
        """
Intent pick = new Intent(Intent.ACTION_PICK, ContactsContract.Contacts.CONTENT_URI); // waits
Uri.Builder builder = CalendarContract.Events.CONTENT_URI.buildUpon(); // waits
ContentUris.appendId(builder, 1);
pick.setData(builder.build());
Uri one = ContentUris.withAppendedId(ContactsContract.Contacts.CONTENT_URI, 1); // waits
startActivity(new Intent(Intent.ACTION_VIEW, one));
Uri both = ContactsContract.Contacts.CONTENT_URI; // runs
startActivity(new Intent(Intent.ACTION_VIEW, both));
getContentResolver().query(both, null, null, null, null);
Loader.load(CalendarContract.Events.CONTENT_URI); // runs
kept = CalendarContract.Instances.CONTENT_URI; // runs
""",
        "private Uri kept;",
        *_IMPORTS,
    )


def test_kotlin(app: TwinApp) -> None:
    app.start_kotlin(
        """
val pick = Intent(Intent.ACTION_PICK, ContactsContract.Contacts.CONTENT_URI) // waits
val view = Intent(Intent.ACTION_VIEW)
view.data = ContentUris.withAppendedId(CalendarContract.Events.CONTENT_URI, 1) // waits
Loader.load(ContactsContract.Contacts.CONTENT_URI) // runs
""",
        "",
        *_IMPORTS,
    )
