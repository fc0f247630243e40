"""The built-in rules as they ship."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from privlint.knowledge import loader
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.folders import RulesFile, parse, read_files, rules_folder

FILES = read_files(())
QUALIFIED = re.compile(r"\w+(\.\w+)+")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return loader.load()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_is_toml_with_sources(file: RulesFile) -> None:
    tables = parse(file)
    head = next((tables[name] for name in ("sdk", "notice", "product") if name in tables), tables)
    assert head["sources"]


def test_an_sdk_lives_in_the_file_of_its_name(catalogue: Catalogue) -> None:
    assert {sdk.id for sdk in catalogue.sdks} == {path.stem for path in (rules_folder() / "sdks").glob("*.toml")}


def test_the_catalogue_is_broad(catalogue: Catalogue) -> None:
    assert len(catalogue.sdks) >= 199
    assert len(catalogue.sites) >= 3500
    assert len(catalogue.data_types) == 66
    assert {row.jurisdiction for row in catalogue.regulations} == {"cn", "eu", "play"}


def test_names_are_qualified_with_dots(catalogue: Catalogue) -> None:
    owners = {site.owner for site in catalogue.sites} | {row.type for row in catalogue.return_types}
    assert [owner for owner in owners if not QUALIFIED.fullmatch(owner)] == []


def test_every_strict_site_says_what_is_taken(catalogue: Catalogue) -> None:
    silent = [site.id for site in catalogue.sites if site.kind == "api" and not site.data_types]
    assert silent == []


def test_consent_calls_have_a_condition_or_a_name_that_says_yes(catalogue: Catalogue) -> None:
    yes = re.compile(r"opt_?in|giveConsent|enable", re.IGNORECASE)
    plain = [site for site in catalogue.sites if site.kind == "consent" and not site.arguments]
    assert [site.id for site in plain if not yes.search(site.member)] == []


def test_names_that_say_little_do_not_match_alone(catalogue: Catalogue) -> None:
    loud = {"init", "start", "launch", "getToken", "send", "register", "<init>"}
    assert [site.id for site in catalogue.sites if site.member in loud and site.by_name != "no"] == []


def test_sites_of_sdks_never_match_without_an_import(catalogue: Catalogue) -> None:
    assert [site.id for site in catalogue.sites if site.sdk and site.by_name == "yes"] == []


def test_required_consent_calls_are_sites(catalogue: Catalogue) -> None:
    known = {(site.owner, site.member) for site in catalogue.sites}
    assert any(sdk.consent_calls for sdk in catalogue.sdks)
    for sdk in catalogue.sdks:
        for call in sdk.consent_calls:
            owner, _, member = call.partition("#")
            assert (owner, member.partition("(")[0]) in known, (sdk.id, call)


def test_the_folder_in_a_checkout() -> None:
    assert rules_folder() == Path(loader.__file__).resolve().parents[2] / "rules"
