"""`privlint notices`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from support import ROOT

Invoke = Callable[..., Result]


def test_all_by_date(invoke: Invoke) -> None:
    document = json.loads(invoke("notices", "--output-format", "json").stdout)
    assert document["schema"] == "privlint.notices/1"
    assert len(document["notices"]) >= 30
    assert document["notices"][0]["date"] >= document["notices"][-1]["date"]


def test_one_sdk(invoke: Invoke) -> None:
    text = invoke("notices", "--sdk", "authing").stdout
    assert "1.5.8" in text
    assert "miit-2024-02" in text
    assert text.count("\n\n") == 0


def test_since_and_language(invoke: Invoke) -> None:
    text = invoke("notices", "--since", "2026-08-01", "--lang", "zh").stdout
    assert "工业和信息化部" in text
    assert "2026-07-02" not in text


def test_an_app_and_nothing(invoke: Invoke) -> None:
    assert "墨迹天气tv版" in invoke("notices", "--app", "墨迹").stdout
    assert invoke("notices", "--app", "no such app").stdout == "no notice names it\n"


def test_a_date_that_is_none(invoke: Invoke) -> None:
    assert invoke("notices", "--since", "yesterday").exit_code == 2


def test_validate(invoke: Invoke, tmp_path: Path) -> None:
    good = invoke("notices", "--validate", ROOT / "rules/notices/miit-2025-01.toml")
    assert (good.exit_code, good.stdout) == (0, "")
    assert "14 SDKs" in good.stderr
    broken = tmp_path / "x.toml"
    broken.write_bytes(b"\xff\x00")
    assert invoke("notices", "--validate", broken).exit_code == 2
    assert invoke("notices", "--validate", tmp_path / "none.toml").exit_code == 2
