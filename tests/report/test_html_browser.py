"""The HTML report in a real browser: it loads nothing, nobody complains, and everything works by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from reports import hostile, several
from support import EXAMPLES, require_npm, require_tool

from privlint import api
from privlint.config import Settings
from privlint.report import render
from privlint.report.style import Style

pytestmark = pytest.mark.xdist_group("browser")  # one browser for all


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = require_tool("chromium", "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports of an example, of the small report of these tests, and of hostile names."""
    folder = tmp_path_factory.mktemp("html")
    source = folder / "source"
    pages = {
        "example": api.check(EXAMPLES / "leaky-kotlin", Settings()),
        "several": several(source / "several"),
        "hostile": hostile(source / "hostile"),
    }
    for name, report in pages.items():
        (folder / f"{name}.html").write_text(render("html", report, Style()), "utf-8")
    return folder


class _Opened:
    """A page, and what the browser had to say about it."""

    def __init__(self, context: BrowserContext, file: Path) -> None:
        context.set_default_timeout(300_000)  # ends what hangs; no measure of speed
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(file.as_uri())


#: Opens a report by its name, with options of Playwright's contexts.
Open = Callable[..., _Opened]


@pytest.fixture
def open_report(browser: Browser, reports: Path) -> Iterator[Open]:
    """Opens reports, and closes them in the end."""
    contexts: list[BrowserContext] = []

    def opened(name: str, **options: Any) -> _Opened:
        contexts.append(browser.new_context(offline=True, **options))
        return _Opened(contexts[-1], reports / f"{name}.html")

    yield opened
    for context in contexts:
        context.close()


def _shown(page: Page) -> int:
    return page.locator("article:visible").count()


@pytest.mark.parametrize("name", ["example", "several", "hostile"])
def test_loads_only_itself(name: str, open_report: Open) -> None:
    opened = open_report(name)
    opened.page.get_by_text("Open all paths").click()
    assert (len(opened.requests), opened.complaints) == (1, [])


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["example", "several", "hostile"])
def test_a_phone_needs_no_scrolling_sideways(name: str, lang: str, open_report: Open) -> None:
    page = open_report(name, viewport={"width": 400, "height": 800}).page
    page.check(f"#language-{lang}")
    page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == 400


@pytest.mark.parametrize(
    ("name", "lang", "scheme"),
    [("example", "en", "dark"), ("example", "zh", "light"), ("several", "en", "light"), ("several", "zh", "dark")],
)
def test_everybody_can_read_it(name: str, lang: str, scheme: Any, open_report: Open) -> None:
    axe = require_npm("axe-core", "axe.min.js")
    page = open_report(name, color_scheme=scheme, bypass_csp=True).page
    page.check(f"#language-{lang}")
    page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    page.add_script_tag(path=axe)
    violations = page.evaluate("axe.run().then(result => result.violations)")
    assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in violations] == []


def test_search_and_filters(open_report: Open) -> None:
    page = open_report("example").page
    every = _shown(page)
    page.get_by_label("Search").fill("amplitude() INITIALIZER")
    assert _shown(page) == 1
    assert page.locator("output").inner_text() == f"1 / {every}"
    assert page.locator("section.rule:visible").count() == 1
    page.get_by_label("Search").press("Escape")
    page.wait_for_function(f"document.querySelector('.shown').textContent === '{every}'")
    page.get_by_label("Severity").select_option("warning")
    assert 0 < _shown(page) < every
    page.get_by_label("Rule").select_option("PRV103")
    assert _shown(page) == 0
    page.get_by_text("Show all").click()
    page.locator("select[name=sdk]").select_option("sentry")
    assert _shown(page) == 1
    page.get_by_label("Category").select_option("permission-abuse")
    assert _shown(page) == 0


def test_the_summary_leads_to_its_findings(open_report: Open) -> None:
    page = open_report("example").page
    page.get_by_role("link", name="Forced, frequent, excessive permission requests").click()
    page.wait_for_function("document.querySelector('.shown').textContent === '1'")
    assert "requestPermissions" in page.locator("article:visible h4").inner_text()


def test_language_by_keyboard(open_report: Open) -> None:
    page = open_report("several").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.locator("h1").inner_text().startswith("隐私合规检查报告")
    assert page.locator("select[name=severity] option").first.inner_text() == "全部"
    assert not page.get_by_text("Privacy report").is_visible()


def test_paths_open_by_keyboard_and_hold_their_source(open_report: Open) -> None:
    page = open_report("several").page
    trace = page.locator("article.warning details.trace").first
    assert trace.get_attribute("open") is None
    trace.locator("summary").focus()
    page.keyboard.press("Enter")
    trace.locator(".source").first.wait_for()
    assert "class App : Application" in trace.inner_text()
    assert trace.locator("a.again").count() == 0


def test_a_link_to_a_finding_opens_its_path(open_report: Open) -> None:
    page = open_report("several").page
    anchor = page.locator("article.warning").first.get_attribute("id")
    page.get_by_label("Severity").select_option("error")
    page.evaluate("name => { location.hash = name; }", anchor)
    assert page.locator("article.warning").first.is_visible()


def test_without_a_script_all_is_there_but_the_filters(open_report: Open) -> None:
    page = open_report("example", java_script_enabled=False).page
    assert page.locator("article:visible").count() == page.locator("article").count() > 0
    assert page.locator("form:visible").count() == 0
    page.locator("article summary").first.click()
    page.check("#language-zh")
    assert page.locator("h1").inner_text().startswith("隐私合规检查报告")


def test_paper_shows_closed_paths_too(open_report: Open) -> None:
    page = open_report("several", java_script_enabled=False).page
    page.emulate_media(media="print")
    step = page.locator("article.warning details.trace li").first
    assert step.evaluate("each => each.getBoundingClientRect().height") > 0
    assert page.locator("fieldset:visible").count() == 0


def test_paper_is_no_phone(open_report: Open) -> None:
    """A4 without its margins is about as narrow as one; and all text shrinks alike."""
    page = open_report("several", viewport={"width": 680, "height": 900}).page
    page.emulate_media(media="print")
    assert page.locator("table").first.evaluate("each => getComputedStyle(each).display") == "table"
    sizes = [
        float(page.locator(part).first.evaluate("each => getComputedStyle(each).fontSize").removesuffix("px"))
        for part in (".what a", ".what .muted")
    ]
    assert sizes[0] > sizes[1] > 9
