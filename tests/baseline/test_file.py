"""The file of a baseline: what is written can be read, and what cannot be read is told with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from privlint.baseline.file import BaselineError, dumped, read_baseline
from privlint.baseline.model import Entry

SCHEMA = json.loads((ROOT / "docs/schema/baseline-1.json").read_text("utf-8"))
TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
HASH = "0123456789abcdef" * 2


def entry(**changes: Any) -> Entry:
    return Entry(**{"code": "PRV101", "path": "app/A.kt", "symbol": "a.A.f", "fingerprint": HASH, **changes})


@given(
    st.lists(
        st.builds(
            entry,
            path=TEXT,
            symbol=TEXT,
            reason=TEXT,
            author=TEXT,
            count=st.integers(1, 9),
            fingerprint=st.text("0123456789abcdef", min_size=32, max_size=32),
            expires=st.sampled_from(["", "2026-12-31"]),
        ),
        unique_by=lambda each: (each.path, each.fingerprint),
        max_size=5,
    )
)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]) -> None:
    text = dumped(entries)
    jsonschema.validate(json.loads(text), SCHEMA)
    path = tmp_path_factory.mktemp("baseline") / "b.json"
    path.write_bytes(text.encode())
    assert sorted(read_baseline(path), key=Entry.order) == sorted(entries, key=Entry.order)
    assert dumped(reversed(entries)) == text


def test_one_key_is_one_line_and_a_new_entry_adds_only_lines() -> None:
    first, second = entry(path="a"), entry(path="b")
    before, after = dumped([first]).splitlines(), dumped([second, first]).splitlines()
    assert [line.rstrip(",") for line in after[: len(before) - 2]] == [line.rstrip(",") for line in before[:-2]]
    assert max(line.count(":") for line in after) == 1


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("{", "1:2", "not JSON"),
        ("[]", "1:1", "no baseline of privlint"),
        ('{"schema": "other/1"}', "1:1", "of schema 'other/1'"),
        ('{"schema": "privlint.baseline/1"}', "1:1", "must be a list"),
        ('{"schema": "privlint.baseline/1", "findings": [\n  {"code": 1}]}', "2:3", "entry 1"),
        (
            '{"schema": "privlint.baseline/1", "findings": [\n{"code": "PRV101", "path": "a", "fingerprint": "b"},\n'
            ' {"code": "PRV101", "path": "a", "fingerprint": "b", "expires": "soon"}]}',
            "3:2",
            "such as 2026-12-31, not 'soon'",
        ),
        (
            '{"schema": "privlint.baseline/1", "findings": [{"code": "P", "path": "", "fingerprint": "", "count": 0}]}',
            "1:48",
            "'count' must be 1 or more",
        ),
        (
            '{"schema": "privlint.baseline/1", "findings": [{"code": "P", "path": "", "fingerprint": "", "lnie": 0}]}',
            "1:48",
            "unknown field `lnie`",
        ),
        ('{"schema":\n<<<<<<< HEAD\n 1,\n=======\n 2\n>>>>>>> topic\n}', "2:1", "a merge conflict is not resolved"),
        ("[" * 100_000, "1:1", "not JSON"),
    ],
)
def test_what_cannot_be_used(text: str, place: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, "utf-8")
    with pytest.raises(BaselineError) as error:
        read_baseline(path)
    assert str(error.value).startswith(f"{path}:{place}: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(b'{\n "\xff"}')
    with pytest.raises(BaselineError, match=r":2:3: not UTF-8"):
        read_baseline(path)


@given(st.binary(max_size=80))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("baseline") / "b.json"
    path.write_bytes(data)
    with pytest.raises(BaselineError):
        read_baseline(path)


def test_a_merge_that_left_an_entry_twice_counts_it_once(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    text = json.loads(dumped([entry(count=2)]))
    text["findings"].append(dict(text["findings"][0], count=3))
    path.write_text(json.dumps(text), "utf-8")
    assert [each.count for each in read_baseline(path)] == [3]
