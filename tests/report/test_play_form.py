"""Google Play's Data safety form: the whole of it, what source answers, and how an exported one differs."""

from __future__ import annotations

import csv
import io
from typing import Any

import inventories
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from privlint.findings import Text
from privlint.inventory import ApplicationInventory, NamedId
from privlint.knowledge import loader
from privlint.knowledge.catalogue import Catalogue
from privlint.report.play_compare import FormError, difference, read_form, render_difference
from privlint.report.play_form import HEADER, PlayDraft, form_rows, play_draft, render_play, usage
from privlint.report.style import Style

COLLECTED = "PSL_DATA_USAGE_COLLECTION_AND_SHARING"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return loader.load()


def application(**changes: Any) -> ApplicationInventory:
    return inventories.inventory(**changes).applications[0]


def form(draft: PlayDraft, catalogue: Catalogue) -> dict[tuple[str, str], str]:
    return read_form(render_play(draft, catalogue).splitlines(keepends=True))


def test_the_form_has_the_published_columns_and_rows(catalogue: Catalogue) -> None:
    rows = list(csv.reader(io.StringIO(render_play(play_draft(application(), catalogue), catalogue)), strict=True))
    assert tuple(rows[0]) == HEADER
    assert {len(row) for row in rows} == {5}
    assert len(rows) == 1 + 22 + 38 + 38 * 19  # as an export of 2026 has
    keys = [(row[0], row[1]) for row in rows[1:]]
    assert len(set(keys)) == len(keys)
    assert {row[3] for row in rows[1:]} == {
        "REQUIRED",
        "MAYBE_REQUIRED",
        "OPTIONAL",
        "MULTIPLE_CHOICE",
        "SINGLE_CHOICE",
    }


def test_what_sdks_take_is_collected_for_their_purposes(catalogue: Catalogue) -> None:
    answers = form(play_draft(application(), catalogue), catalogue)
    assert answers == {
        ("PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA", ""): "true",
        ("PSL_DATA_TYPES_IDENTIFIERS", "PSL_DEVICE_ID"): "true",
        ("PSL_DATA_TYPES_APP_ACTIVITY", "PSL_USER_INTERACTION"): "true",
        (usage("PSL_DEVICE_ID", COLLECTED), "PSL_DATA_USAGE_ONLY_COLLECTED"): "true",
        (usage("PSL_DEVICE_ID", "DATA_USAGE_COLLECTION_PURPOSE"), "PSL_ANALYTICS"): "true",
        (usage("PSL_USER_INTERACTION", COLLECTED), "PSL_DATA_USAGE_ONLY_COLLECTED"): "true",
        (usage("PSL_USER_INTERACTION", "DATA_USAGE_COLLECTION_PURPOSE"), "PSL_ANALYTICS"): "true",
    }


def test_what_source_does_not_show_is_an_open_point(catalogue: Catalogue) -> None:
    sdk = inventories.shared(
        data_types=(inventories.CAMERA, NamedId("clipboard", Text("clipboard", "剪贴板"))), purposes=()
    )
    draft = play_draft(application(shared=(sdk,)), catalogue)
    assert draft.answers == {}
    points = [text.en for text in draft.open_points]
    assert "camera: the form has several kinds for it: Photos, Videos" in points
    assert "clipboard: the form has no kind for it" in points
    assert (
        f"Android ID: read by the app itself, {inventories.APP}:5; whether it leaves the device does not show" in points
    )
    assert "Tracker: the catalogue does not know what it collects" in points


def test_an_sdk_that_nothing_uses_answers_nothing(catalogue: Catalogue) -> None:
    draft = play_draft(application(shared=(inventories.shared(state="unreached"),)), catalogue)
    assert draft.answers == {}
    assert "Tracker: in the build, but no use was found" in [text.en for text in draft.open_points]


def test_the_own_form_does_not_differ(catalogue: Catalogue) -> None:
    draft = play_draft(application(), catalogue)
    found = difference(draft, form(draft, catalogue), catalogue)
    assert (found.missing, found.unseen, found.purposes) == ((), (), ())
    assert len(found.agreed) == 2


def test_an_exported_form_that_differs(catalogue: Catalogue) -> None:
    draft = play_draft(application(), catalogue)
    answers = form(draft, catalogue)
    del answers["PSL_DATA_TYPES_APP_ACTIVITY", "PSL_USER_INTERACTION"]
    del answers[usage("PSL_DEVICE_ID", "DATA_USAGE_COLLECTION_PURPOSE"), "PSL_ANALYTICS"]
    answers["PSL_DATA_TYPES_PERSONAL", "PSL_EMAIL"] = "true"
    found = difference(draft, answers, catalogue)
    assert (found.missing, found.unseen) == (("PSL_USER_INTERACTION",), ("PSL_EMAIL",))
    assert found.purposes == (("PSL_DEVICE_ID", "PSL_ANALYTICS"),)
    text = render_difference(found, draft, catalogue, Style())
    assert "  - App activity / App interactions: Tracker (app/build.gradle:10)" in text
    assert "  - Personal info / Email address" in text
    assert "表单中有而代码中未见" in render_difference(found, draft, catalogue, Style(lang="zh"))


def test_what_the_app_reads_itself_is_told_apart(catalogue: Catalogue) -> None:
    draft = msgspec.structs.replace(play_draft(application(), catalogue), read=frozenset(["PSL_EMAIL"]))
    answers = {**form(draft, catalogue), ("PSL_DATA_TYPES_PERSONAL", "PSL_EMAIL"): "true"}
    found = difference(draft, answers, catalogue)
    assert (found.read, found.unseen) == (("PSL_EMAIL",), ())
    assert "read by the code of the app itself" in render_difference(found, draft, catalogue, Style())


def test_shared_only_is_not_collected(catalogue: Catalogue) -> None:
    draft = play_draft(application(), catalogue)
    answers = form(draft, catalogue)
    del answers[usage("PSL_DEVICE_ID", COLLECTED), "PSL_DATA_USAGE_ONLY_COLLECTED"]
    assert difference(draft, answers, catalogue).missing == ("PSL_DEVICE_ID",)


def test_a_form_that_says_nothing_is_collected(catalogue: Catalogue) -> None:
    draft = play_draft(application(), catalogue)
    answers = {**form(draft, catalogue), ("PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA", ""): "false"}
    assert len(difference(draft, answers, catalogue).missing) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: expected the columns"),
        ("a,b\n1,2\n", "line 1: expected the columns"),
        (",".join(HEADER) + "\na,b\n", "line 2: 2 columns, expected 5"),
        (",".join(HEADER) + '\na,"b', "line 2: unexpected end of data"),
    ],
)
def test_what_is_no_form(text: str, message: str) -> None:
    with pytest.raises(FormError, match=message):
        read_form(text.splitlines(keepends=True))


def test_a_form_in_another_language_and_spelling(catalogue: Catalogue) -> None:
    """Labels are in the language of the Console; TRUE is what the help page writes."""
    text = f"{','.join(HEADER)}\nPSL_DATA_TYPES_PERSONAL,PSL_NAME,TRUE,MULTIPLE_CHOICE,Informações pessoais / Nome\n\n"
    assert read_form(text.splitlines(keepends=True)) == {("PSL_DATA_TYPES_PERSONAL", "PSL_NAME"): "true"}


@given(st.text())
def test_any_text_is_a_form_or_an_error(text: str) -> None:
    try:
        read_form(text.splitlines(keepends=True))
    except FormError as error:
        assert str(error).startswith("line ")


def test_the_tables_fit(catalogue: Catalogue) -> None:
    purposes, kinds = {row.id for row in catalogue.play_purposes}, {row.id for row in catalogue.play_types}
    assert {id for row in catalogue.purposes for id in row.play_purposes} <= purposes
    assert {id for row in catalogue.purposes for id in row.play_types} <= kinds
    assert {id for row in catalogue.play_types for id in row.data_types} <= {row.id for row in catalogue.data_types}
    assert {id for sdk in catalogue.sdks for id in sdk.purpose} <= {row.id for row in catalogue.purposes}
    assert len(list(form_rows(catalogue))) == 782
