"""What the rules make of exposures and gate defects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import samples

from privlint.checks import registry
from privlint.checks.context import Analysed, Context, Unread
from privlint.consent.model import ApplicationResult, Exposure, GateDefect
from privlint.findings import Finding
from privlint.sources import Sources


def run(
    code: str,
    *exposures: Exposure,
    defects: tuple[GateDefect, ...] = (),
    pedantic: bool = False,
    root: Path = Path("missing"),
) -> list[Finding]:
    result = ApplicationResult("app", "release", exposures, defects)
    context = Context(
        samples.application(),
        [Analysed(samples.variant(), result)],
        samples.catalogue(),
        Sources(root),
        pedantic=pedantic,
    )
    (entry,) = registry.matching(code)
    return [claim.finding for claim in registry.load(entry).check(context)]


def test_a_started_sdk_is_named_in_both_languages() -> None:
    (found,) = run("PRV101", samples.exposure())
    assert found.message.en == "Tracker.init starts Tracker analytics before the user agreed"
    assert found.message.zh == "用户同意前启动追踪统计：Tracker.init"
    assert (found.severity, found.api, found.sdk) == ("error", "com.vendor.Tracker#init", "tracker")
    assert (found.path, found.line) == (samples.APP, 5)


@pytest.mark.parametrize(
    ("code", "kind", "message"),
    [
        ("PRV102", "api", "Tracker.init reads Android ID before the user agreed"),
        ("PRV103", "permission", "Tracker.init asks for the permission CAMERA before the user agreed"),
        ("PRV109", "collect", "Tracker.init uses Tracker analytics before the user agreed"),
        (
            "PRV105",
            "consent",
            "Tracker.init tells Tracker analytics that the user agreed although nobody was asked on this path",
        ),
    ],
)
def test_each_kind_of_site_has_its_rule(code: str, kind: str, message: str) -> None:
    site = samples.site(kind=kind, data_types=("android_id",), permission="android.permission.CAMERA")
    others = [entry.code for entry in registry.matching("PRV1") if run(entry.code, samples.exposure(site))]
    assert others == [code]
    assert run(code, samples.exposure(site))[0].message.en == message


@pytest.mark.parametrize(
    ("site", "path", "severity"),
    [
        ({}, {}, "error"),
        ({"worth": "ordinary"}, {}, "warning"),
        ({"worth": "low"}, {}, "note"),
        ({"verified": False}, {}, "note"),
        ({}, {"confidence": "medium"}, "error"),
        ({}, {"confidence": "low"}, "warning"),
        ({"worth": "ordinary"}, {"confidence": "low"}, "note"),
        ({}, {"trigger": "unknown"}, "note"),
        ({}, {"trigger": "peer"}, "note"),
    ],
)
def test_severity_follows_worth_and_evidence(site: dict[str, Any], path: dict[str, Any], severity: str) -> None:
    (found,) = run("PRV101", samples.exposure(samples.site(**site), **path))
    assert found.severity == severity


@pytest.mark.parametrize(
    ("trigger", "words"), [("unknown", "at a time that is not known"), ("peer", "another app or a server")]
)
def test_a_doubtful_path_says_so(trigger: str, words: str) -> None:
    assert words in run("PRV101", samples.exposure(trigger=trigger))[0].message.en


def test_what_a_user_action_starts_is_reported_in_pedantic_runs_only() -> None:
    by_user = samples.exposure(trigger="user")
    assert run("PRV101", by_user) == []
    assert [found.severity for found in run("PRV101", by_user, pedantic=True)] == ["note"]


def test_harmless_sites_are_never_reported() -> None:
    for site in (samples.site(kind="harmless"), samples.site(worth="none")):
        assert not any(run(entry.code, samples.exposure(site)) for entry in registry.ENTRIES)


def test_one_finding_for_each_place_with_the_shortest_automatic_path() -> None:
    long = samples.exposure(trace=(*samples.trace(), *samples.trace()))
    unknown = samples.exposure(trigger="unknown", trace=())
    (found,) = run("PRV101", unknown, long, samples.exposure())
    assert (len(found.trace), found.trigger) == (2, "automatic")


def test_reads_of_low_worth_are_one_note_for_each_class() -> None:
    build = samples.site("android.os.Build", "MODEL", kind="api", worth="low", form="reference")
    brand = samples.site("android.os.Build", "BRAND", kind="api", worth="low", form="reference")
    others = [samples.exposure(brand, place=samples.place(line)) for line in (7, 8)]
    (found,) = run("PRV102", *others, samples.exposure(build))
    assert found.severity == "note"
    assert "Build.MODEL" in found.message.en
    assert found.message.en.endswith("(and 2 more places with this class)")


def test_a_site_of_any_member_names_the_member_that_is_called() -> None:
    anything = samples.site(member="*", kind="collect")
    (found,) = run("PRV109", samples.exposure(anything, call='Tracker.get().onEvent("a(b") { log() }'))
    assert found.api == "com.vendor.Tracker#onEvent"


def test_columns_count_characters(tmp_path: Path) -> None:
    source = tmp_path / samples.APP
    source.parent.mkdir(parents=True)
    source.write_text("\n\n\n\n/* 中文 */ Tracker.init(this)\n", "utf-8")
    (found,) = run("PRV101", samples.exposure(place=samples.place(column=14)), root=tmp_path)
    assert (found.column, found.end_column) == (10, 28)


def test_forged_and_hard_coded_consent() -> None:
    telling = samples.site(member="setAgreed", kind="consent")
    hard_coded = samples.defect("hard-coded", site=telling, call="Tracker.setAgreed(true)")
    forged = samples.defect("forged", place=samples.place(9))
    found = run("PRV105", defects=(hard_coded, forged))
    assert [finding.api for finding in found] == ["com.vendor.Tracker#setAgreed", ""]
    assert "'privacy_agreed'" in found[1].message.en


def test_a_consent_call_is_reported_once() -> None:
    telling = samples.site(kind="consent")
    assert len(run("PRV105", samples.exposure(telling), defects=(samples.defect("hard-coded", site=telling),))) == 1


def test_gates_that_do_not_gate() -> None:
    inverted = samples.defect("inverted", place=samples.place(9))
    found = run("PRV106", defects=(samples.defect("constant"), inverted, samples.defect("forged")))
    assert ["always passes" in finding.message.en for finding in found] == [True, False]
    assert {finding.severity for finding in found} == {"warning"}


def test_an_unread_file_is_a_note() -> None:
    unread = Unread(samples.APP, 7, "syntax error", 12)
    context = Context(samples.application(), (), samples.catalogue(), Sources(Path("missing")), lambda: (unread,))
    (claim,) = registry.load(registry.matching("PRV901")[0]).check(context)
    assert (claim.finding.severity, claim.finding.line) == ("note", 7)
    assert claim.finding.message.en == "not read in full: syntax error, 12 lines lost"


def test_variants_of_the_strongest_trigger_are_named() -> None:
    free, paid = samples.variant("freeRelease"), samples.variant("paidRelease")
    results = [
        Analysed(free, ApplicationResult("app", free.name, (samples.exposure(),), ())),
        Analysed(paid, ApplicationResult("app", paid.name, (samples.exposure(trigger="unknown"),), ())),
    ]
    context = Context(samples.application(free, paid), results, samples.catalogue(), Sources(Path("missing")))
    (claim,) = registry.load(registry.matching("PRV101")[0]).check(context)
    assert claim.finding.variants == ("freeRelease",)
