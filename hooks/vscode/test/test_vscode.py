"""The extension in a real Visual Studio Code, in a browser: `make test-vscode`."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp
from playwright.sync_api import Page, TimeoutError, expect, sync_playwright
from support import ROOT, require_tool

_HERE = ROOT / "hooks/vscode"
_LONGEST = 180_000  # milliseconds; ends what hangs, no measure of speed
_APP = """\
package com.example

import android.app.Application

class App : Application() {
    override fun onCreate() {
        super.onCreate()
        Start.all(this)
    }
}
"""
_START = f"""\
package com.example

import android.app.Application
import com.umeng.commonsdk.UMConfigure

object Start {{
    fun all(app: Application) {{
        {START.replace("this", "app")}
    }}
}}
"""


class Code:
    """A server of Visual Studio Code with the extension, on this machine only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = [
            str(_HERE / ".tools/bin/node"),
            str(_HERE / ".tools/node_modules/code-server/out/node/entry.js"),
        ]
        self.places = ["--user-data-dir", str(folder / "user"), "--extensions-dir", str(folder / "extensions")]
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("VSCODE")},
            "XDG_CONFIG_HOME": str(folder / "configuration"),
        }
        self.port = _free_port()

    def settings(self, command: str) -> None:
        """Writes the settings of the machine and of the user."""
        user = {"security.workspace.trust.enabled": False, "workbench.startupEditor": "none", "privlint.run": "save"}
        for name, values in (("Machine", {"privlint.command": command}), ("User", user)):
            file = self.folder / "user" / name / "settings.json"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(values), "utf-8")

    def install(self) -> str:
        """Installs the extension; what that says."""
        extension = _HERE / "privlint.vsix"
        done = subprocess.run(
            [*self.program, *self.places, "--install-extension", str(extension)],
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.stdout + done.stderr

    def start(self) -> subprocess.Popen[bytes]:
        """Starts the server and waits until it answers."""
        quiet = ["--auth", "none", "--disable-telemetry", "--disable-update-check"]
        address = f"127.0.0.1:{self.port}"
        with (self.folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [*self.program, *self.places, *quiet, "--bind-addr", address],
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://{address}/healthz", timeout=5).close()
                return process
            except OSError:
                assert process.poll() is None, (self.folder / "log").read_text("utf-8")
                time.sleep(0.2)
        process.terminate()
        pytest.fail("the server does not answer")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Code]:
    code = Code(tmp_path_factory.mktemp("code"))
    assert "successfully installed" in code.install()
    code.settings(str(Path(sys.executable).parent / "privlint"))
    process = code.start()
    yield code
    process.terminate()
    process.wait()


@pytest.fixture
def page() -> Iterator[Page]:
    program = require_tool("chromium", "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        context.set_default_timeout(_LONGEST)
        expect.set_options(timeout=_LONGEST)
        yield context.new_page()
        browser.close()


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    app = SmallApp(tmp_path / "app")
    (app.root / "privlint.toml").write_text('select = ["PRV101"]\n')
    app.write("app/src/main/java/com/example/App.kt", _APP)
    app.write("app/src/main/java/com/example/Start.kt", _START)
    return app


def show(page: Page, code: Code, app: SmallApp) -> None:
    """Opens the folder."""
    page.goto(f"http://127.0.0.1:{code.port}/?folder={app.root}")
    page.wait_for_selector(".monaco-workbench")
    page.wait_for_selector(".explorer-folders-view")


def edit(page: Page, name: str, line: int) -> None:
    """Opens a file and goes to the beginning of a line."""
    found = page.locator(".quick-input-list .monaco-list-row.focused", has_text=name).first
    for _ in range(30):  # while the window is still getting ready it finds nothing, and does not look again
        page.keyboard.press("Control+p")
        page.wait_for_selector(".quick-input-widget input")
        page.keyboard.type(name)
        with contextlib.suppress(TimeoutError):
            found.wait_for(timeout=3_000)
            break
        page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator(".tab.active", has_text=name)).to_be_visible()
    page.locator(".editor-instance .view-lines").first.wait_for()
    page.keyboard.press("Control+g")
    expect(page.locator(".quick-input-widget", has_text="line").first).to_be_visible()
    page.keyboard.type(str(line))
    page.keyboard.press("Enter")
    expect(page.locator(".statusbar-item", has_text=f"Ln {line},").first).to_be_visible()


def test_the_extension_at_work(code: Code, page: Page, app: SmallApp, tmp_path: Path) -> None:
    source = app.root / "app/src/main/java/com/example/Start.kt"
    show(page, code, app)
    edit(page, "Start.kt", 8)
    page.wait_for_selector(".squiggly-error")
    page.keyboard.press("Control+Shift+m")
    problems = page.locator(".markers-panel .monaco-list-row")
    expect(problems.filter(has_text="PRV101")).to_have_count(1)
    path = [row for row in problems.all_inner_texts() if "App.kt" in row]
    assert any("com.example.App.onCreate" in row for row in path), problems.all_inner_texts()

    edit(page, "App.kt", 8)
    page.keyboard.type("// ")
    page.keyboard.press("Control+s")
    expect(problems.filter(has_text="PRV101")).to_have_count(0)
    for _ in "// ":
        page.keyboard.press("Backspace")
    page.keyboard.press("Control+s")
    expect(problems.filter(has_text="PRV101")).to_have_count(1)
    page.screenshot(path=os.environ.get("SCREENSHOT") or tmp_path / "vscode.png")

    edit(page, "Start.kt", 8)
    page.keyboard.press("F8")  # to the problem
    page.keyboard.press("Escape")
    page.keyboard.press("Control+.")
    page.locator(".action-widget .monaco-list-row", has_text="Ignore PRV101 here").click()
    page.wait_for_selector(".quick-input-widget input")
    page.keyboard.type("the kiosk asks at sign-up")
    page.keyboard.press("Enter")
    expect(page.locator(".view-line", has_text="the kiosk asks").first).to_be_visible()
    page.keyboard.press("Control+s")
    expect(problems.filter(has_text="PRV101")).to_have_count(0)
    assert "// privlint: ignore[PRV101] the kiosk asks at sign-up\n" in source.read_text("utf-8")


def test_without_the_command_it_says_how_to_get_it(code: Code, page: Page, app: SmallApp) -> None:
    code.settings(str(app.root / "no-such-command"))
    show(page, code, app)
    toast = page.locator(".notification-toast", has_text="pip install 'privlint[lsp]'")
    expect(toast).to_be_visible()
    expect(toast.get_by_role("button", name="Copy Install Command")).to_be_visible()
