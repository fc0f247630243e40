"""The notices as they ship: schema, append-only, nothing printed as a quotation that is none."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import jsonschema
import pytest
from support import ROOT

from privlint.knowledge import loader
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.errors import CatalogueError
from privlint.knowledge.notice_queries import about_app, about_sdk, apps_called, namings, namings_of
from privlint.knowledge.notices import Notice
from privlint.report.notices import grouped, notices_text, problems
from privlint.report.style import Style

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILES = sorted(path for path in (ROOT / "rules/notices").glob("*.toml") if path.stem != "regulators")
PUBLISHED = Path(__file__).with_name("published_notices.json")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return loader.load()


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_schema_and_validator_agree_with_the_file(file: Path) -> None:
    schema = json.loads((ROOT / "docs/schema/notice.json").read_text("utf-8"))
    jsonschema.validate(tomllib.loads(file.read_text("utf-8")), schema)
    assert loader.validated_notice(file).id == file.stem


def test_all_are_there(catalogue: Catalogue) -> None:
    assert len(catalogue.notices) == len(FILES) >= 30
    assert sum(len(notice.sdks) for notice in catalogue.notices) >= 154
    assert sum(len(notice.apps) for notice in catalogue.notices) >= 28
    dates = [notice.date for notice in catalogue.notices]
    assert dates == sorted(dates, reverse=True)


def digest(notice: Notice) -> str:
    """What may not change once a notice is published: who is named, in which version, with which problem."""
    rows = [(row.name_zh, row.name_en, row.version, row.problems, row.problems_exact) for row in notice.sdks]
    apps = [(row.name_zh, row.name_en, row.version, row.problems) for row in notice.apps]
    text = json.dumps([notice.date, rows, apps], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def test_published_notices_stay_as_they_are(catalogue: Catalogue) -> None:
    """A new notice is added to the list beside this file; a change of an old one needs a reason in its commit."""
    now = {notice.id: digest(notice) for notice in catalogue.notices}
    known = json.loads(PUBLISHED.read_text("utf-8"))
    assert now == known, f"to add: {json.dumps({id: now[id] for id in now if now.get(id) != known.get(id)})}"


def test_only_exact_wording_is_quoted(catalogue: Catalogue) -> None:
    for lang in ("en", "zh"):
        for naming in namings(catalogue):
            said = problems(naming.row, Style(lang=lang))
            has_quotes = any(mark in said for mark in '“”"「」‘’')
            assert has_quotes is (naming.row.problems_exact and bool(naming.row.problems)), naming.row


def test_ways_to_find_an_sdk(catalogue: Catalogue) -> None:
    sensors = about_sdk(catalogue, "sensorsdata")
    assert [naming.row.version for naming in sensors] == ["6.7.9"]
    assert about_sdk(catalogue, "神策") == about_sdk(catalogue, "SENSORSDATA") == sensors
    assert about_sdk(catalogue, "no such thing") == []


def test_a_product_has_all_its_namings(catalogue: Catalogue) -> None:
    product = next(product for product in catalogue.products if product.id == "analysys-ark")
    assert [naming.row.version for naming in namings_of(catalogue, product)] == ["4.5.18.1", "4.5.17.7"]


def test_apps_are_found_by_a_part_of_the_name_or_exactly(catalogue: Catalogue) -> None:
    assert [app.row.name_zh for app in about_app(catalogue, "墨迹")] == ["墨迹天气tv版"]
    assert apps_called(catalogue, ["墨迹天气"], []) == []
    assert len(apps_called(catalogue, ["墨迹天气TV版"], ["com.example"])) == 1


def test_text_names_notice_address_and_what_is_not_known(catalogue: Catalogue) -> None:
    text = notices_text(grouped(namings(catalogue), ()), catalogue.regulators, Style())
    assert all(url in text for notice in catalogue.notices for url in notice.urls)
    assert "how a build shows it is not known" in text
    assert "not all SDKs of this notice are known" in text
    assert "没有通报提及" in notices_text([], catalogue.regulators, Style(lang="zh"))


GOOD = (ROOT / "rules/notices/miit-2025-01.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('date = "2025-04-21"', 'date = "21.04.2025"', "notice.date: expected a date"),
        (
            'regulator = "miit"',
            'regulator = "miitt"',
            "notice.regulator: unknown regulator 'miitt'; did you mean 'miit'?",
        ),
        ("problems_exact = false", "", "named_sdk[1]: `problems_exact` is missing"),
        ('platform = "android"', 'platform = "symbian"', "named_sdk[2].platform: Invalid enum value"),
        ("is_complete = true", "is_complete = yes", "not TOML"),
        ('"https://www.miit', '"miit', "is no address"),
        ("batch = 1", 'rectify_by = "2025-04-01"\nbatch = 1', "lies before the date"),
        ("[notice]", "[notices]", "unknown key; did you mean 'notice'?"),
        ("miit-2025-01", "miit-2025-99", "the file has to be called miit-2025-99.toml"),
    ],
)
def test_the_validator_names_file_and_key(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    file = tmp_path / "miit-2025-01.toml"
    assert old in GOOD
    file.write_text(GOOD.replace(old, new, 1), "utf-8")
    with pytest.raises(CatalogueError, match=r"^[^\n]*$") as raised:
        loader.validated_notice(file)
    assert str(raised.value).startswith(file.as_posix())
    assert complaint in str(raised.value)
