"""A release build is not debuggable: what asks the flags of the application for that does not run in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_IMPORT = "android.content.pm.ApplicationInfo"


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def test_in_java(app: TwinApp) -> None:
    app.start_java(
        """
boolean isDebug = (getApplicationInfo().flags & ApplicationInfo.FLAG_DEBUGGABLE) != 0;
if (isDebug) MobileAds.initialize(this); // waits
if (!isDebug) JPushInterface.init(this); // runs
if ((getApplicationInfo().flags & ApplicationInfo.FLAG_SYSTEM) != 0) CrashReport.initCrashReport(this); // runs
""",
        "",
        _IMPORT,
    )


def test_in_kotlin(app: TwinApp) -> None:
    app.start_kotlin(
        """
val isDebug = applicationInfo.flags and ApplicationInfo.FLAG_DEBUGGABLE != 0
if (isDebug) MobileAds.initialize(this) // waits
if (!isDebug) JPushInterface.init(this) // runs
if (applicationInfo.flags and ApplicationInfo.FLAG_SYSTEM != 0) CrashReport.initCrashReport(this) // runs
""",
        "",
        _IMPORT,
    )
