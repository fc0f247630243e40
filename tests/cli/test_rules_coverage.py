"""`privlint rules --coverage`."""

from __future__ import annotations

import json
from collections.abc import Callable

from click.testing import Result

Invoke = Callable[..., Result]


def test_formats(invoke: Invoke) -> None:
    text = invoke("rules", "--coverage").stdout
    assert text.startswith("Problem categories of official notices\n  in part  Illegal collection")
    assert (
        json.loads(invoke("rules", "--coverage", "--output-format", "json").stdout)["schema"] == "privlint.coverage/1"
    )
    assert "\n| item | covered | rules | why |\n" in invoke("rules", "--coverage", "--output-format", "markdown").stdout
    assert "（条号未核实）" in invoke("rules", "--coverage", "--lang", "zh").stdout


def test_markdown_is_for_coverage_only(invoke: Invoke) -> None:
    assert invoke("rules", "--output-format", "markdown").exit_code == 2
