"""Items that are added to lists of JSON files as editors write them: a parser reads old and new, and comments stay."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from privlint.integration.json_lists import with_item

ITEM = '{\n  "label": "privlint"\n}\n'
KNOWN = {
    "empty": "",
    "comment only": "// nothing yet\n",
    "empty object": "{}",
    "empty list": '{\n  "version": "2.0.0",\n  "list": []\n}\n',
    "one line": '{ "list": ["a", "b"] }\n',
    "lines": '{\n    "list": [\n        "a",\n        "b"\n    ]\n}\n',
    "comments": '// top\n{\n  // why\n  "list": [\n    "a", // a\n    "b" /* b */ // b\n    // the end\n  ]\n}\n',
    "another list": '{"x": {"list": [1]}, "list": [2], "y": [3]}',
    "commas": '{\n  "list": [\n    "a",\n  ],\n}\n',
    "objects": '{\n\t"list": [\n\t\t{\n\t\t\t"a": [1, 2]\n\t\t}\n\t]\n}\n',
    "no list": '{\n  "a": {"list": []}\n}\n',
    "no list, comma": '{\n  "a": 1,\n}\n',
    "windows": '{\r\n  "list": [\r\n    "a"\r\n  ]\r\n}\r\n',
    "signs in texts": '{\n  "a": "] , // \\" {",\n  "list": ["]"]\n}\n',
    "mark": '\ufeff{"list": []}',
}


def parsed(text: str) -> Any:
    """With comments and commas as editors allow them."""
    text = re.sub(r'("(?:[^"\\\n]|\\.)*")|//[^\n]*|/\*.*?\*/', lambda found: found[1] or " ", text.lstrip("\ufeff"))
    text = re.sub(r'("(?:[^"\\\n]|\\.)*")|,(?=\s*[\]}])', lambda found: found[1] or "", text)
    return json.loads(text) if text.strip() else {}


@pytest.mark.parametrize("item", [ITEM, '"x"'])
@pytest.mark.parametrize("before", KNOWN.values(), ids=KNOWN)
def test_an_item_comes_last(before: str, item: str) -> None:
    after = with_item(before, "list", item)
    assert after is not None
    old = parsed(before)
    assert parsed(after) == {**old, "list": [*old.get("list", []), json.loads(item)]}
    words = re.compile(r"//[^\n\r]*|/\*.*?\*/|[^\s,\[\]]+")
    assert not Counter(words.findall(before.replace("{}", ""))) - Counter(words.findall(after))
    assert "\n" not in after.replace("\r\n", "") or "\r" not in before
    assert all(len(line) < 60 or line in before for line in after.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        *('{"list": {}}', '{"list": 1}', "[]", '{"list": [}', '{"list": []} {}', '{"list": [], "list": []}'),
        *("{'list': []}", "{list}", '{"a"}', '{"a": }', '{"a": 1 "list": []}', '{"list": ["a}', "{", "/* {"),
    ],
)
def test_other_texts_are_left_to_people(text: str) -> None:
    assert with_item(text, "list", ITEM) is None
