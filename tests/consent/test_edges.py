"""What the platform and libraries call by themselves, name by name: the tables in `edges/`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from consent.edges import TABLES, EdgeApp, rows

_ROWS = [(table.name, name) for table in sorted(TABLES.iterdir()) for name in rows(table)]


@pytest.fixture(scope="module")
def differences(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, list[str]]]:
    """What is not as a table says; each is looked at once."""
    return cache(lambda table: EdgeApp(tmp_path_factory.mktemp("edges"), TABLES / table).differences())


@pytest.mark.parametrize(("table", "name"), _ROWS, ids=[f"{table}: {name}" for table, name in _ROWS])
@pytest.mark.xdist_group("edges")
def test_edges(table: str, name: str, differences: Callable[[str], dict[str, list[str]]]) -> None:
    assert differences(table).get(name, []) == []
