"""Arrays and lists that are written down once: what stands in one place does not run for another."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_SERVICES_JAVA = """
}
interface Service { void start(Context context); }
class Push implements Service { public void start(Context c) { JPushInterface.init(c); } } // runs
class Ads implements Service { public void start(Context c) { MobileAds.initialize(c); } } // waits
class Crashes implements Service { public void start(Context c) { CrashReport.initCrashReport(c); }
"""
_SERVICES_KOTLIN = """
}
interface Service { fun start(context: Context) }
class Push : Service { override fun start(context: Context) { JPushInterface.init(context) } } // runs
class Ads : Service { override fun start(context: Context) { MobileAds.initialize(context) } } // waits
class Crashes : Service { override fun start(context: Context) { CrashReport.initCrashReport(context) }
"""


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def test_in_java(app: TwinApp) -> None:
    app.start_java(
        """
services = new Service[] { new Push(), new Ads() };
of(getSharedPreferences("s", 0).getInt("service", 0)).start(this);
""",
        f"""
private Service[] services;
private Service of(int kind) {{
    switch (kind) {{
        case 1: return services[1];
        default: return services[0];
    }}
}}
{_SERVICES_JAVA}
""",
    )


def test_in_kotlin(app: TwinApp) -> None:
    app.start_kotlin(
        'of(getSharedPreferences("s", 0).getInt("service", 0)).start(this)',
        f"""
private val services = arrayOf(Push(), Ads())
private fun of(kind: Int) = when (kind) {{
    1 -> services[1]
    else -> services[0]
}}
{_SERVICES_KOTLIN}
""",
    )


def test_what_is_put_in_later_in_java(app: TwinApp) -> None:
    app.start_java(
        "services[0] = new Push();\nservices[0].start(this);\nother();",
        f"""
private final Service[] services = new Service[] {{ new Crashes(), new Crashes() }};
private void other() {{ if (false) new Ads().start(this); }}
{_SERVICES_JAVA.replace("initCrashReport(c); }", "initCrashReport(c); } // runs")}
""",
    )


def test_what_is_put_in_later_in_kotlin(app: TwinApp) -> None:
    app.start_kotlin(
        "services[0] = Push()\nservices[0].start(this)\nif (false) Ads().start(this)",
        f"""
private val services = arrayOf<Service>(Crashes(), Crashes())
{_SERVICES_KOTLIN.replace("initCrashReport(context) }", "initCrashReport(context) } // runs")}
""",
    )
