"""The name of the app's own package: it is there, and the same everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def test_in_java(app: TwinApp) -> None:
    app.start_java(
        """
String icons = getSharedPreferences("s", 0).getString("icons", getPackageName());
if (icons == null) icons = "";
if (icons.equals(getPackageName())) JPushInterface.init(this); // runs
else MobileAds.initialize(this); // waits
"""
    )


def test_in_kotlin(app: TwinApp) -> None:
    app.start_kotlin(
        """
val icons = getSharedPreferences("s", 0).getString("icons", packageName) ?: ""
if (icons == packageName) JPushInterface.init(this) // runs
else MobileAds.initialize(this) // waits
if (packageName == "") MobileAds.initialize(this) // waits
"""
    )
