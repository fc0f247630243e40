"""A project whose analysis is given: tests of the command line need its output, not its insight."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import samples
from click.testing import CliRunner, Result

from privlint import consent, frontend, workspace
from privlint.consent.model import ApplicationResult, Exposure
from privlint.knowledge import loader
from privlint.workspace.model import Application, Workspace

Invoke = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the file that the sample exposures point at."""
    source = tmp_path / "project" / samples.APP
    source.parent.mkdir(parents=True)
    lines = [
        "package com.example",
        "",
        "class App : Application() {",
        "    override fun onCreate() {",
        "        Tracker.init(this)",
        "    }",
        "}",
    ]
    source.write_text("\n".join(lines) + "\n", "utf-8")
    return tmp_path / "project"


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Exposure]:
    """The exposures that the analysis reports; tests change the list."""
    exposures = [samples.exposure()]
    applications: list[Application] = [samples.application()]

    def analyse(root: Path, application: Application, variant: Any, *_: Any) -> ApplicationResult:
        return ApplicationResult(application.path, variant.name, tuple(exposures), ())

    monkeypatch.setattr(loader, "load", lambda folders=(): samples.catalogue())
    monkeypatch.setattr(workspace, "load", lambda root, **_: Workspace(str(root), tuple(applications), []))
    monkeypatch.setattr(frontend, "read_sources", lambda *_, **__: ({}, []))
    monkeypatch.setattr(consent, "analyse", analyse)
    return exposures


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Runs a command line in this process; the exit code is that of the command."""
    import click

    from privlint.cli import run

    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LC_CTYPE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    # Results that tests make up are no results of the files.
    monkeypatch.setattr("privlint.cli.check.open_database", lambda: None)

    @click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    @click.pass_context
    def command(context: click.Context, arguments: tuple[str, ...]) -> None:
        context.exit(run.run(arguments))

    def call(*arguments: object) -> Result:
        return CliRunner().invoke(command, ["--", *map(str, arguments)], catch_exceptions=False)

    return call
