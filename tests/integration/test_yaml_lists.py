"""Items that are added to lists of YAML files: a parser reads the old items and the new one, and no line is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from privlint.integration.yaml_lists import with_item

ITEM = "- repo: new\n  hooks:\n    - id: privlint\n"
PARSED = {"repo": "new", "hooks": [{"id": "privlint"}]}

KNOWN = {
    "plain": "repos:\n- repo: a\n  hooks:\n  - id: x\n",
    "indented": "# top\nrepos:\n    - repo: a   # why\n      hooks:\n          - id: x\n\n# the end\nci: {}\n",
    "keys before and behind": "stages: [x]\nrepos:\n  - repo: a\n\n  # about b\n  - repo: b\nfail_fast: true\n",
    "no line at the end": "repos:\n  - repo: a",
    "windows": "repos:\r\n  - repo: a\r\n",
    "start of a document": "---\n# top\nrepos:\n  - repo: a\n",
    "start with a comment": "--- # top\nrepos:\n  - repo: a\n",
    "empty": "",
    "comments": "# nothing yet\n",
    "empty list": "repos: []  # none yet\nci: {}\n",
    "no list": "repos:\n",
    "no list before a key": "repos:   # none yet\n\nci: {}\n",
    "no key": "ci: {}",
    "quoted": "'repos':\n  - repo: a\n",
    "a text with a comment in it": "repos:\n  - repo: a\n    args: |\n      one\n      # no comment\nci: {}\n",
    "a text at the end": "repos:\n- repo: a\n  exclude: |\n    (?x)^(\n      a|\n\n      b\n    )$\n",
    "an item on a line of its own": "repos:\n  -\n    repo: a\n",
    "another list": "ci:\n  skip:\n    - x\nrepos:\n  - repo: a\nother:\n  - y\n",
    "comments at the margin": "repos:\n  - repo: a\n# aside\n  - repo: b\n# the end\n",
    "the key inside another": "ci:\n  repos:\n    - x\nrepos:\n  - repo: a\n",
}


@pytest.mark.parametrize("before", KNOWN.values(), ids=KNOWN)
def test_an_item_comes_last(before: str) -> None:
    after = with_item(before, "repos", ITEM)
    assert after is not None
    old, new = yaml.safe_load(before) or {}, yaml.safe_load(after)
    assert new == {**old, "repos": [*(old.get("repos") or []), PARSED]}
    lost = Counter(re.sub(r"\[\]\s*", " ", before).split()) - Counter(after.split())
    assert not lost
    assert ("\r" in after) == ("\r" in before)
    assert "\n" not in after.replace("\r\n", "") or "\r" not in before


@pytest.mark.parametrize(
    "text",
    [
        "repos: [{repo: a}]\n",
        "repos: &all\n  - repo: a\n",
        "repos: *all\n",
        "repos:\n  a: b\n",
        "repos: null\n",
        "repos:\n\t- repo: a\n",
        "- repo: a\n",
        "{repos: []}\n",
        "repos: []\n---\nrepos: []\n",
        "repos: []\nrepos: []\n",
        "a: 1\n...\n",
        "repos:\n  - repo: a\n continued\n",
    ],
)
def test_other_shapes_are_left_to_people(text: str) -> None:
    assert with_item(text, "repos", ITEM) is None


@given(st.text(st.sampled_from("repos:-#[]{}|>&*'\" \n\tab"), max_size=60))
def test_whatever_stands_there_is_kept(text: str) -> None:
    after = with_item(text, "repos", ITEM)
    if after is None:
        return
    try:
        old = yaml.safe_load(text) or {}
    except yaml.YAMLError:
        return
    new = yaml.safe_load(after)
    assert new == {**old, "repos": [*(old.get("repos") or []), PARSED]}
