"""The order of Maven versions, beside Maven itself."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import require_file, require_tool

from privlint.dependencies.versions import compare, is_dynamic, key

_JARS = Path("/usr/share/java")
_WORDS = (
    "alpha beta milestone a b m rc cr snapshot ga final release sp jre android x dev RC SNAPSHOT Final "
    "0 1 2 9 10 01 00 20240101 a1 b2 12a rc1 _ + v1"
).split()
_PAIRS = 12_000


def _version(numbers: random.Random) -> str:
    parts = [
        numbers.choice(_WORDS) + numbers.choice((".", "-", "", ".", "..", "--")) for _ in range(numbers.randint(1, 6))
    ]
    text = "".join(parts)
    return text if numbers.random() < 0.3 else text.rstrip(".-")


def _pairs() -> Iterator[tuple[str, str]]:
    """Half of them near to each other; always the same ones."""
    numbers = random.Random(20260101)  # noqa: S311 - nothing is kept secret
    for _ in range(_PAIRS):
        first = _version(numbers)
        near = first.replace(numbers.choice(_WORDS), numbers.choice(_WORDS), 1)
        yield first, _version(numbers) if numbers.random() < 0.5 else near


def test_the_order_is_that_of_maven() -> None:
    require_tool("java", "default-jdk-headless")
    artifact = require_file(_JARS, "maven3-artifact-3.8*.jar", "libmaven3-core-java")
    language = require_file(_JARS, "commons-lang3.jar", "libcommons-lang3-java")
    pairs = list(_pairs())
    done = subprocess.run(
        ["java", "-cp", f"{artifact}:{language}", str(Path(__file__).with_name("MavenOrder.java"))],
        input="".join(f"{first}\t{second}\n" for first, second in pairs),
        capture_output=True,
        text=True,
        check=True,
    )
    expected = [int(line) for line in done.stdout.split()]
    assert len(expected) == _PAIRS
    wrong = [(pair, order) for pair, order in zip(pairs, expected, strict=True) if compare(*pair) != order]
    assert wrong == []


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("1.5.7", "1.5.8"),
        ("4.5.9", "4.5.18.1"),
        ("2.9", "2.10"),
        ("1.0-alpha-1", "1.0-beta-1"),
        ("1.0-rc1", "1.0"),
        ("1.0-SNAPSHOT", "1.0"),
        ("1.0", "1.0-sp"),
        ("6.5.0", "6.5.0-3.7.0"),
        ("1.0", "1.0-jre"),
    ],
)
def test_older_and_newer(older: str, newer: str) -> None:
    assert (compare(older, newer), compare(newer, older)) == (-1, 1)


@pytest.mark.parametrize(
    ("one", "same"), [("1", "1.0.0"), ("1.0-GA", "1"), ("1.0-cr1", "1.0-rc1"), ("1.a1", "1-alpha-1")]
)
def test_equal(one: str, same: str) -> None:
    assert compare(one, same) == 0


@pytest.mark.parametrize(
    "requested",
    ["+", "4.+", "4.2+", "latest.release", "latest.integration", "RELEASE", "[1.0,2.0)", "]1,2]", "(,3]", "1-SNAPSHOT"],
)
def test_versions_left_open(requested: str) -> None:
    assert is_dynamic(requested)


@pytest.mark.parametrize("requested", ["", "1.0", "1.0+build", "6.5.0-3.7.0", "v4.6.8", "$version"])
def test_versions_that_are_fixed(requested: str) -> None:
    assert not is_dynamic(requested)


@given(st.lists(st.text(max_size=30), min_size=3, max_size=3))
def test_any_text_can_be_ordered(texts: list[str]) -> None:
    first, second, third = sorted(texts, key=key)
    assert compare(first, second) <= 0
    assert compare(second, third) <= 0
    assert compare(first, first) == 0


def test_long_versions() -> None:
    assert compare("1a" * 20_000, "1a" * 20_000 + "1") in (-1, 1)
    assert compare("9" * 20_000, "1") == 1
