"""What a suppression covers, in every kind of file."""

from __future__ import annotations

from pathlib import Path

import pytest

from privlint.suppressions.model import Suppression
from privlint.suppressions.reading import read_suppressions

#: `=== name: file`, then its text. The lines with `<-` are what the one suppression in it covers.
CASES = (Path(__file__).parent / "covered.txt").read_text("utf-8").split("=== ")[1:]
COVERED = {
    head.partition(": ")[0]: (head.partition(": ")[2], text.removesuffix("\n"))
    for head, _, text in (case.partition("\n") for case in CASES)
}
BY_HAND = {"properties": (2, 3), "end of a start tag": (2, 3)}


def read(path: str, text: str) -> Suppression:
    (found,) = read_suppressions(path, text.encode())
    assert not found.fault
    return found


@pytest.mark.parametrize("name", COVERED)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_that_are_covered(name: str, end: str) -> None:
    path, text = COVERED[name]
    marked = [number for number, line in enumerate(text.split("\n"), 1) if "<-" in line]
    first, last = BY_HAND.get(name) or (marked[0], marked[-1])
    if name not in BY_HAND:
        assert marked == list(range(first, last + 1))
    found = read(path, text.replace("\n", end))
    assert (found.first, found.last) == (first, last)
    assert [word.text for word in found.selectors if word.is_certain or "-" in word.text][-1].startswith(("PRV", "sdk"))


@pytest.mark.parametrize(
    ("comment", "words", "reason", "is_file"),
    [
        ("privlint: ignore[PRV101] because of X", ["PRV101"], "because of X", False),
        ("privlint:ignore[PRV101,PRV1 , sdk-auto-start]: why", ["PRV101", "PRV1", "sdk-auto-start"], "why", False),
        ("privlint: ignore-file[PRV101] - why", ["PRV101"], "why", True),
        ("privlint: ignore [PRV101]", ["PRV101"], "", False),
        ("noinspection X // privlint: ignore[PRV101] why", ["PRV101"], "why", False),
        ("privlint: ignore[privlint:PRV101] 理由", ["PRV101"], "理由", False),
    ],
)
def test_what_a_comment_names(comment: str, words: list[str], reason: str, is_file: bool) -> None:
    found = read("A.kt", f"// {comment}\nval a = 1\n")
    assert ([word.text for word in found.selectors], found.reason, found.is_file) == (words, reason, is_file)


@pytest.mark.parametrize(
    "comment", ["privlint: ignore", "privlint: ignore[]", "privlint: ignore PRV101", "privlint: off"]
)
def test_comments_that_are_wrong(comment: str) -> None:
    (found,) = read_suppressions("A.java", f"// {comment}\nclass A {{}}".encode())
    assert found.fault


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("A.java", 'class A { String a = "// privlint: ignore[PRV101] r"; }'),
        ("A.kt", 'val a = """\n// privlint: ignore[PRV101] r\n"""'),
        ("A.kt", "// see the docs of privlint: they help"),
        ("A.kt", '// @Suppress("PRV101")\nval a = 1'),
        ("A.kt", '@Suppress("UNCHECKED_CAST", "unused")\nval a = 1'),
        ("a.toml", 'a = "# privlint: ignore[PRV201] r"'),
        ("a.properties", "a=b # privlint: ignore[PRV201] r"),
        ("a.xml", '<a b="<!-- privlint: ignore[PRV104] r -->"/>'),
        ("a.xml", '<a tools:ignore="MissingTranslation"/>'),
        ("gradle.lockfile", "# privlint: ignore[PRV201] r"),
    ],
)
def test_what_is_no_suppression(path: str, text: str) -> None:
    assert read_suppressions(path, text.encode()) == []


def test_reasons_beside_annotations_and_elements() -> None:
    assert read("A.kt", '@Suppress("PRV101") // why\nfun f() {}').reason == "why"
    assert read("A.kt", '// why\n@Suppress("PRV101")\nfun f() {}').reason == "why"
    assert read("A.kt", '@Suppress("PRV101")\nfun f() {} // no').reason == ""
    assert read("a.xml", '<m>\n<!-- why -->\n<a tools:ignore="PRV104"/>\n</m>').reason == "why"


def test_a_file_annotation_covers_the_file() -> None:
    assert read("A.kt", '@file:Suppress("PRV101")\npackage a\nfun f() {}').is_file
