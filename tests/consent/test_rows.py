"""Rows of the app's own database: code behind them waits for somebody to store one."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_IMPORTS = ("android.database.Cursor", "android.database.sqlite.*")


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


_JAVA = """
class Store extends SQLiteOpenHelper {
    Store(Context context) { super(context, "s.db", null, 1); }
    @Override public void onCreate(SQLiteDatabase db) { CREATED }
    @Override public void onUpgrade(SQLiteDatabase db, int from, int to) { }
}
public class App extends Application {
    @Override public void onCreate() {
        super.onCreate();
        Store store = new Store(this);
        SQLiteDatabase db = store.getReadableDatabase();
        MORE
        Cursor cursor = db.query("users", null, null, null, null, null, null);
        while (cursor.moveToNext()) {
            MobileAds.initialize(this); // MARKER
        }
        Cursor raw = db.rawQuery("SELECT * FROM users", null);
        if (raw.moveToFirst()) MobileAds.initialize(this); // MARKER
        if (raw.getCount() == 0) JPushInterface.init(this); // runs
        Cursor number = db.rawQuery("SELECT COUNT(*) FROM users", null);
        if (number.moveToFirst()) CrashReport.initCrashReport(this); // runs
    }
    void never() { MobileAds.initialize(this); } // waits
}
"""


def _java(created: str, more: str = "", marker: str = "waits") -> str:
    return _JAVA.replace("CREATED", created).replace("MORE", more).replace("MARKER", marker)


_KOTLIN = """
class Store(context: Context) : SQLiteOpenHelper(context, "s.db", null, 1) {
    override fun onCreate(db: SQLiteDatabase) { CREATED }
    override fun onUpgrade(db: SQLiteDatabase, from: Int, to: Int) { }
}
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        val db = Store(this).writableDatabase
        MORE
        db.query("users", null, null, null, null, null, null).use { cursor ->
            while (cursor.moveToNext()) {
                MobileAds.initialize(this) // MARKER
            }
            if (cursor.count == 0) JPushInterface.init(this) // runs
        }
        db.rawQuery("SELECT MAX(id) FROM users", null).use {
            if (it.moveToFirst()) CrashReport.initCrashReport(this) // runs
        }
    }
    fun never() { MobileAds.initialize(this) } // waits
}
"""


def _kotlin(created: str, more: str = "", marker: str = "waits") -> str:
    return _KOTLIN.replace("CREATED", created).replace("MORE", more).replace("MARKER", marker)


class TestNothingStored:
    """Creating a table stores nothing."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(_java('db.execSQL("CREATE TABLE users (id INTEGER)");'), *_IMPORTS)

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(_kotlin('db.execSQL("CREATE TABLE users (id INTEGER)")'), *_IMPORTS)


class TestStored:
    """Code that runs by itself stores a row, in some way."""

    @pytest.mark.parametrize(
        ("created", "more"),
        [
            ("", 'db.insert("users", null, new ContentValues());'),
            ('db.execSQL("INSERT INTO users VALUES (1)");', ""),
            ("", "db.execSQL(getString(3));"),
            ("", 'SQLiteDatabase.openDatabase("users.db", null, 0);'),
        ],
    )
    def test_in_java(self, app: TwinApp, created: str, more: str) -> None:
        app.judge_java(_java(created, more, "runs"), *_IMPORTS)

    @pytest.mark.parametrize(
        ("created", "more"),
        [
            ("", 'db.insertOrThrow("users", null, ContentValues())'),
            ('db.execSQL("INSERT INTO users VALUES (1)")', ""),
            ("", 'File(getDatabasePath("s.db").path).exists()'),
        ],
    )
    def test_in_kotlin(self, app: TwinApp, created: str, more: str) -> None:
        app.judge_kotlin(_kotlin(created, more, "runs"), *_IMPORTS, "java.io.File")
