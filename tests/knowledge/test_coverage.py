"""Whether the catalogue knows the sites that people labelled in real apps, whatever the analysis makes of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from privlint.knowledge import loader
from privlint.knowledge.index import SiteIndex
from privlint.knowledge.model import AutoStart, Site

SHARED = Path(__file__).resolve().parents[3] / "shared"
LABELS = SHARED / "corpus" / "apps.json"
BATTERY = SHARED / "battery" / "consent"
API = re.compile(r"(?P<owner>[a-z][\w]*(?:\.\w+)*\.[A-Z]\w*(?:\.[A-Z]\w*)*)(?:#(?P<member><init>|\w+))?")
EXTENSION = re.compile(r"[a-z.]+#Firebase\.(?P<member>\w+)")
WORTHY = ("strict", "ordinary")


@pytest.fixture(scope="module")
def index() -> SiteIndex:
    return SiteIndex(loader.load())


def labelled(*labels: str) -> Iterator[dict[str, Any]]:
    if not LABELS.is_file():
        pytest.skip(f"no labelled apps at {LABELS}")
    for app in json.loads(LABELS.read_text("utf-8"))["apps"]:
        for site in app["sites"]:
            if site["label"] in labels and site["scored"] and site["confidence"] != "low":
                yield site


def named(index: SiteIndex, api: str) -> tuple[Site | AutoStart, ...]:
    """What the catalogue has for `package.Class#member(arguments)`."""
    extension = EXTENSION.match(api)
    if extension is not None:
        return index.calls("com.google.firebase.Firebase", extension["member"])
    match = API.match(api)
    if match is None:
        return ()
    owner, member = match["owner"], match["member"] or ""
    sites = [*index.calls(owner, member), *index.references.get(owner, {}).get(member, ())]
    for name in (*index.java_members(member)[1:], *index.java_setters(member)):
        sites += index.by_owner.get(owner, {}).get(name, ())
    components = [auto for sdk in index.sdks for auto in sdk.auto_starts if auto.component == owner]
    return (*sites, *components)


def is_worth_telling(entry: Site | AutoStart) -> bool:
    if isinstance(entry, AutoStart):
        return entry.level in ("collects", "starts")
    return entry.worth in WORTHY and entry.kind != "harmless"


def test_sites_that_run_before_consent_are_known(index: SiteIndex) -> None:
    apis = {site["api"] for site in labelled("pre_consent")}
    missing = sorted(api for api in apis if not any(map(is_worth_telling, named(index, api))))
    assert missing == []


def test_harmless_sites_are_not_told(index: SiteIndex) -> None:
    """But for what depends on the value that is passed, or on the chain of calls around it."""
    apis = {site["api"] for site in labelled("benign", "safe_preinit")}
    told = sorted(
        api
        for api in apis
        if any(is_worth_telling(entry) and not getattr(entry, "arguments", ()) for entry in named(index, api))
    )
    assert len(told) <= 2, told


def test_sites_of_the_battery_are_known(index: SiteIndex) -> None:
    cases = sorted(BATTERY.glob("*/expect.json"))
    if not cases:
        pytest.skip(f"no battery at {BATTERY}")
    expected = {site["api"] for case in cases for site in json.loads(case.read_text("utf-8"))["expect"]}
    missing = sorted(api for api in expected if not any(map(is_worth_telling, named(index, api))))
    assert not missing
