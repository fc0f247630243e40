"""Parts of a screen of Compose that are not there at first: hidden, folded, or on a later page. (Compose is Kotlin.)"""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, kotlin_screen

_IMPORTS = (
    "androidx.activity.compose.setContent",
    "androidx.compose.animation.*",
    "androidx.compose.foundation.pager.*",
    "androidx.compose.material3.*",
    "androidx.compose.runtime.*",
    "androidx.compose.ui.platform.LocalContext",
)


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def _judge(app: TwinApp, content: str) -> None:
    screen = f"@Composable fun Screen() {{\nval context = LocalContext.current\n{content}\n}}\n"
    app.judge_kotlin(screen + kotlin_screen("setContent { Screen() }"), *_IMPORTS)


def test_hidden(app: TwinApp) -> None:
    """What an argument hides is not composed; what the argument may show is."""
    _judge(
        app,
        """
var open by remember { mutableStateOf(false) }
var late by remember { mutableStateOf(false) }
LaunchedEffect(Unit) { late = true }
AnimatedVisibility(visible = open) { MobileAds.initialize(context) } // waits
AnimatedVisibility(open) { MobileAds.initialize(context) } // waits
AnimatedVisibility(visible = late) { JPushInterface.init(context) } // runs
DropdownMenu(expanded = open, onDismissRequest = { open = false }) { MobileAds.initialize(context) } // waits
Button(onClick = { open = true }) { CrashReport.initCrashReport(context) } // runs
""",
    )


def test_pages(app: TwinApp) -> None:
    """A pager begins with its first page."""
    _judge(
        app,
        """
HorizontalPager(state = rememberPagerState { 3 }) { page ->
    when (page) {
        0 -> JPushInterface.init(context) // runs
        1 -> MobileAds.initialize(context) // waits
        else -> MobileAds.initialize(context) // waits
    }
}
""",
    )


@pytest.mark.parametrize(
    "pager",
    [
        "val state = rememberPagerState(initialPage = 1) { 3 }\nHorizontalPager(state = state)",
        "val state = rememberPagerState { 3 }\nLaunchedEffect(Unit) { state.animateScrollToPage(1) }\n"
        "HorizontalPager(state = state)",
        "HorizontalPager(pageCount = 3)",
    ],
)
def test_later_pages(app: TwinApp, pager: str) -> None:
    """Another page is shown where the state says so, and any page where nobody knows."""
    _judge(
        app,
        f"""
{pager} {{ page ->
    if (page == 1) JPushInterface.init(context) // runs
}}
Button(onClick = {{ MobileAds.initialize(context) }}) {{ }} // waits
""",
    )
