"""A variable of a build script that is assigned again has the value that it was given last."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_SCRIPT = """\
plugins { id 'com.android.application' }
def ads = "true"
def push = "false"
def maybe = "true"
ads = "false"
push = "true"
if (project.hasProperty("fast")) { maybe = "false" }
android { namespace 'com.example'
compileSdk 34
defaultConfig {
buildConfigField "boolean", "ADS", ads
buildConfigField "boolean", "PUSH", push
buildConfigField "boolean", "MAYBE", maybe
} }
"""


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    app = TwinApp(tmp_path)
    app.write("app/build.gradle", _SCRIPT)
    return app


def test_in_java(app: TwinApp) -> None:
    app.start_java(
        """
if (BuildConfig.ADS) MobileAds.initialize(this); // waits
if (BuildConfig.PUSH) JPushInterface.init(this); // runs
if (BuildConfig.MAYBE) CrashReport.initCrashReport(this); // runs
"""
    )


def test_in_kotlin(app: TwinApp) -> None:
    app.start_kotlin(
        """
if (BuildConfig.ADS) MobileAds.initialize(this) // waits
if (BuildConfig.PUSH) JPushInterface.init(this) // runs
if (BuildConfig.MAYBE) CrashReport.initCrashReport(this) // runs
"""
    )
