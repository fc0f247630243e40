"""Screens that listen for several buttons themselves, and ask which of them was pressed by comparing views."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def test_in_java(app: TwinApp) -> None:
    code = java_screen(
        """
refuse = Views.find(this, R.id.refuse);
accept = Views.find(this, R.id.accept);
refuse.setOnClickListener(this);
accept.setOnClickListener(this);
if (getSharedPreferences("s", 0).getBoolean("analytics", false)) MobileAds.initialize(this); // waits
if (getSharedPreferences("s", 0).getBoolean("asked", false)) JPushInterface.init(this); // runs
""",
        """
private View refuse, accept;
@Override public void onClick(View view) {
    SharedPreferences.Editor editor = getSharedPreferences("s", 0).edit();
    if (refuse == view) editor.putBoolean("analytics", false);
    else if (view == accept) editor.putBoolean("analytics", true);
    editor.putBoolean("asked", true).apply();
}
static class Views {
    static View find(Activity activity, int id) { return activity.findViewById(id); }
}
""",
    ).replace("AppCompatActivity {", "AppCompatActivity implements View.OnClickListener {", 1)
    app.add_java("MainActivity", code)
    app.judge()


def test_in_kotlin(app: TwinApp) -> None:
    code = kotlin_screen(
        """
refuse = findViewById(R.id.refuse)
accept = findViewById(R.id.accept)
refuse.setOnClickListener(this)
accept.setOnClickListener(this)
if (getSharedPreferences("s", 0).getBoolean("analytics", false)) MobileAds.initialize(this) // waits
if (getSharedPreferences("s", 0).getBoolean("asked", false)) JPushInterface.init(this) // runs
""",
        """
private lateinit var refuse: View
private lateinit var accept: View
override fun onClick(view: View) {
    val editor = getSharedPreferences("s", 0).edit()
    if (view === accept) editor.putBoolean("analytics", true)
    if (view != accept) editor.putBoolean("asked", true)
    editor.apply()
}
""",
    ).replace("AppCompatActivity() {", "AppCompatActivity(), View.OnClickListener {", 1)
    app.add_kotlin("MainActivity", code)
    app.judge()
