"""`gradle-export` with the real Android plugin: what a release build merges reaches the findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from gradle.android import make_build
from gradle.building import GRADLE_OPTS
from support import Cli, require_tool

from privlint import api, fullcheck
from privlint.config import Settings
from privlint.findings import Finding

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("gradle")]

_WAY = ":app -> com.vendor:core:1.0 -> com.vendor:ads:1.2"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory, gradle_home: Path, cli: Cli) -> Path:
    """A build that `privlint gradle-export` has exported."""
    program = require_tool("gradle", "gradle")
    folder = make_build(tmp_path_factory.mktemp("android"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADLE_USER_HOME", str(gradle_home))
        patch.setenv("GRADLE_OPTS", GRADLE_OPTS)
        done = cli("gradle-export", folder, "--gradle", program, "--", "--offline", "--no-daemon")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "2 files in" in done.stderr
    return folder


def _finding(build: Path, rule: str) -> Finding:
    report = api.check(build, Settings(select=(rule,)))
    assert not report.remarks
    assert not report.skipped
    (finding,) = report.findings
    return finding


@pytest.mark.parametrize("rule", ["PRV104", "PRV301", "PRV601"], ids=["provider", "permission", "receiver"])
def test_what_an_archive_merges_is_found_with_its_way_in(build: Path, rule: str) -> None:
    finding = _finding(build, rule)
    assert _WAY in finding.message.en
    assert (finding.path, finding.line, finding.variants) == ("app/build.gradle", 12, ("release",))


def test_what_the_application_removes_does_not_start(build: Path) -> None:
    (application,) = fullcheck.read(build, Settings()).applications
    (variant,) = application.variants
    assert variant.manifest.is_complete
    assert "com.vendor.ads.RemovedProvider" not in {item.name for item in variant.manifest.components}
    assert "com.example.MainActivity" in {item.name for item in variant.manifest.components}


def test_placeholders_are_those_of_the_variant(build: Path) -> None:
    (application,) = fullcheck.read(build, Settings()).applications
    providers = [item for item in application.variants[0].manifest.components if item.kind == "provider"]
    assert [item.authorities for item in providers] == ["com.example.applovininitprovider"]
