"""PRV104: which components of SDKs start by themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import samples

from privlint.checks import registry
from privlint.checks.context import Analysed, Context
from privlint.consent.model import ApplicationResult
from privlint.findings import Finding
from privlint.knowledge.model import Sdk
from privlint.sources import Sources
from privlint.workspace.model import Component, Position, Variant

COMPONENT = "com.vendor.TrackerProvider"


def run(*sdks: Sdk, root: Path = Path("missing"), variants: tuple[Variant, ...] = (), **changes: Any) -> list[Finding]:
    variants = variants or (samples.variant(dependencies=(samples.dependency(),), **changes),)
    analysed = [Analysed(variant, ApplicationResult("app", variant.name, (), ())) for variant in variants]
    catalogue = samples.catalogue(*sdks) if sdks else samples.catalogue(starting())
    context = Context(samples.application(*variants), analysed, catalogue, Sources(root))
    (entry,) = registry.matching("PRV104")
    return [claim.finding for claim in registry.load(entry).check(context)]


def starting(**changes: Any) -> Sdk:
    return samples.sdk(auto_starts=(samples.auto_start(**changes),))


def meta(key: str, value: str) -> Any:
    return samples.manifest(meta_data={key: (value, Position("app/src/main/AndroidManifest.xml", 9))})


def test_the_dependency_is_reported() -> None:
    (found,) = run()
    assert (found.path, found.line, found.api) == ("app/build.gradle", 10, f"{COMPONENT}#onCreate")
    assert (found.severity, found.trigger, found.sdk) == ("error", "automatic", "tracker")
    assert found.message.en == "TrackerProvider starts Tracker analytics before any code of the app"
    assert [hop.symbol for hop in found.trace] == ["com.vendor:tracker:1.2.3", COMPONENT]


def test_an_initializer_is_created() -> None:
    (found,) = run(starting(kind="initializer", level="starts"))
    assert (found.api, found.severity) == (f"{COMPONENT}#create", "warning")


@pytest.mark.parametrize("level", ["local", "unknown"])
def test_other_levels_are_silent(level: str) -> None:
    assert run(starting(level=level)) == []


def test_removed_and_disabled_components_do_not_start() -> None:
    assert run(manifest=samples.manifest(removed=frozenset([COMPONENT]))) == []
    off = Component(
        kind="provider",
        name=COMPONENT,
        target="",
        position=Position("m", 1),
        exported=None,
        enabled=False,
        process="",
        actions=(),
        categories=(),
        meta_data=(),
        node="",
    )
    assert run(manifest=samples.manifest(components=(off,))) == []


def test_removing_the_startup_provider_stops_every_initializer() -> None:
    removed = samples.manifest(removed=frozenset(["androidx.startup.InitializationProvider"]))
    assert run(starting(kind="initializer"), manifest=removed) == []
    assert len(run(manifest=removed)) == 1


@pytest.mark.parametrize(
    ("value", "trigger"),
    [("false", None), ("False", None), ("true", "automatic"), ("${collect}", "unknown"), ("@bool/c", "unknown")],
)
def test_a_switch_in_the_manifest(value: str, trigger: str | None) -> None:
    found = run(starting(disabled_by=(("collect=false",),)), manifest=meta("collect", value))
    assert [finding.trigger for finding in found] == ([trigger] if trigger else [])
    assert all(finding.severity == "note" for finding in found if trigger == "unknown")


def test_all_switches_of_a_group_are_needed_and_any_group_is_enough() -> None:
    both = (("collect=false", "send=false"),)
    assert len(run(starting(disabled_by=both), manifest=meta("collect", "false"))) == 1
    assert run(starting(disabled_by=(*both, ("collect=false",))), manifest=meta("collect", "false")) == []


def test_required_meta_data_and_plugin() -> None:
    assert run(starting(requires=("tracker.dsn",))) == []
    assert len(run(starting(requires=("tracker.dsn",)), manifest=meta("tracker.dsn", "x"))) == 1
    needs = starting(requires_plugin=("com.vendor.gradle", "com.vendor.other"))
    assert [finding.trigger for finding in run(needs)] == ["unknown"]
    assert len(run(needs, plugins=(("com.vendor.other", Position("app/build.gradle", 2)),))) == 1


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({"group": "com.vendor.plus", "name": "anything"}, 1),
        ({"name": "tracker-ktx"}, 0),
        ({"configuration": "testImplementation"}, 0),
        ({"configuration": "freeCompileOnly"}, 0),
        ({"configuration": "releaseImplementation"}, 1),
        ({"group": "com.vendor.plus", "name": "tracker-bom"}, 0),
    ],
)
def test_which_dependencies_bring_an_sdk(changes: dict[str, Any], count: int) -> None:
    assert len(run(variants=(samples.variant(dependencies=(samples.dependency(**changes),)),))) == count


def test_archives_and_plugins_bring_an_sdk() -> None:
    sdk = samples.sdk(auto_starts=(samples.auto_start(),), archives=("tracker-*.aar",), plugins=("com.vendor.gradle",))
    archive = samples.dependency(group="", name="libs/tracker-1.2.aar", via="archive")
    assert len(run(sdk, variants=(samples.variant(dependencies=(archive,)),))) == 1
    plugin = ("com.vendor.gradle", Position("app/build.gradle", 3))
    (found,) = run(sdk, variants=(samples.variant(plugins=(plugin,)),))
    assert found.line == 3


def test_the_line_in_the_build_file_is_reported_where_the_version_is_in_a_catalogue() -> None:
    catalogued = samples.dependency(
        position=Position("gradle/libs.versions.toml", 4), declared_at=Position("app/build.gradle", 21, 5)
    )
    (found,) = run(variants=(samples.variant(dependencies=(catalogued,)),))
    assert (found.path, found.line) == ("app/build.gradle", 21)
    assert found.trace[0].path == "gradle/libs.versions.toml"


def test_sdks_that_share_a_component_are_one_finding_for_those_that_are_on() -> None:
    shared = samples.auto_start()
    one = samples.sdk(auto_starts=(samples.auto_start(disabled_by=(("one=false",),)),))
    two = samples.sdk(id="two", name_en="Two", auto_starts=(shared,))
    three = samples.sdk(id="three", name_en="Three", auto_starts=(shared,))
    (found,) = run(one, two, three, manifest=meta("one", "false"))
    assert found.sdk == "two"
    assert "starts Two and Three before" in found.message.en


def test_variants_in_which_it_starts() -> None:
    dependencies = (samples.dependency(),)
    free = samples.variant("freeRelease", dependencies=dependencies)
    paid = samples.variant(
        "paidRelease", dependencies=dependencies, manifest=samples.manifest(removed=frozenset([COMPONENT]))
    )
    (found,) = run(variants=(free, paid))
    assert found.variants == ("freeRelease",)
