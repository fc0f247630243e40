"""Edits of source files as people make them, and some that nobody would: for comparing what a check knows from before
with what a check finds anew. A seed gives the same edit again."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

Edit = Callable[[random.Random, list[str], bool], list[str]]


def _comment(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    at = rng.randrange(len(lines) + 1)
    return [*lines[:at], f"// note {rng.randrange(1000)}", *lines[at:]]


def _comment_in_body(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    return _behind_brace(rng, lines, f"        /* {rng.randrange(1000)} */")


def _blank(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    at = rng.randrange(len(lines) + 1)
    return [*lines[:at], *[""] * rng.randrange(1, 4), *lines[at:]]


def _trailing(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    at = rng.randrange(len(lines))
    return [*lines[:at], lines[at] + rng.choice(["  ", " // x", "\t"]), *lines[at + 1 :]]


def _statement(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    number = rng.randrange(1000)
    return _behind_brace(
        rng, lines, f"        val p{number} = {number}" if is_kotlin else f"        int p{number} = 1;"
    )


def _call(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    call = rng.choice(['android.util.Log.d("a", "b")', "unknown()", "getDeviceId()", "finish()"])
    return _behind_brace(rng, lines, f"        {call}{'' if is_kotlin else ';'}")


def _return(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    return _behind_brace(rng, lines, f"        if (System.currentTimeMillis() > 1) return{'' if is_kotlin else ';'}")


def _deleted(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    found = [at for at, line in enumerate(lines) if line.strip() and not line.rstrip().endswith(("{", "}"))]
    at = rng.choice(found) if found else 0
    return lines[:at] + lines[at + 1 :]


def _method(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    ends = [at for at, line in enumerate(lines) if line.startswith("}")]
    at, name = (ends[-1] if ends else len(lines)), f"added{rng.randrange(1000)}"
    method = f"    private fun {name}() {{}}" if is_kotlin else f"    private void {name}() {{}}"
    return [*lines[:at], method, *lines[at:]]


def _import(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    name = rng.choice(
        ["java.util.UUID", "android.telephony.TelephonyManager", "com.umeng.commonsdk.UMConfigure", "a.b.C"]
    )
    imports = [at for at, line in enumerate(lines) if line.startswith("import ")]
    at = rng.choice(imports) if imports else min(1, len(lines))
    return [*lines[:at], f"import {name}{'' if is_kotlin else ';'}", *lines[at:]]


def _renamed_class(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    return _replaced(rng, lines, r"\b(?:class|interface|object)\s+(\w+)", lambda name: f"{name}Two")


def _renamed_method(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    return _replaced(rng, lines, r"\b(?:fun|void|boolean|int|String)\s+(\w+)\s*\(", lambda name: f"{name}Too")


def _changed_text(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    return _replaced(rng, lines, r'"([^"\\]+)"', lambda text: f"{text}!")


def _changed_number(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    return _replaced(rng, lines, r"\b(\d+)\b", lambda number: f"{number}1")


def _indented(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    at = rng.randrange(len(lines))
    count = rng.randrange(1, 8)
    return [*lines[:at], *(f"    {line}" for line in lines[at : at + count]), *lines[at + count :]]


def _swapped(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    if len(lines) < 2:
        return lines
    at = rng.randrange(len(lines) - 1)
    return [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]


def _broken(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    return _behind_brace(rng, lines, rng.choice(["}", "(", '"', "/*", "= ;"]))


def _suppressed(rng: random.Random, lines: list[str], is_kotlin: bool) -> list[str]:
    at = rng.randrange(len(lines))
    return [*lines[:at], lines[at] + " // privlint: ignore", *lines[at + 1 :]]


#: What people do while they work, and how often.
USUAL: Final[tuple[tuple[Edit, int], ...]] = (
    (_statement, 6),
    (_call, 4),
    (_deleted, 4),
    (_changed_text, 3),
    (_changed_number, 2),
    (_comment_in_body, 2),
    (_comment, 1),
    (_blank, 2),
    (_trailing, 1),
    (_return, 2),
    (_import, 1),
    (_method, 2),
    (_renamed_method, 1),
    (_indented, 1),
)
EDITS: Final[tuple[Edit, ...]] = (*(edit for edit, _ in USUAL), _renamed_class, _swapped, _broken, _suppressed)


def edited(seed: int, text: str, is_kotlin: bool, is_usual: bool = False) -> tuple[str, str]:
    """The text after an edit, and what was done."""
    rng = random.Random(seed)
    edit = rng.choice([edit for edit, count in USUAL for _ in range(count)]) if is_usual else rng.choice(EDITS)
    return "\n".join(edit(rng, text.split("\n"), is_kotlin)), edit.__name__.strip("_")


def _behind_brace(rng: random.Random, lines: list[str], added: str) -> list[str]:
    found = [
        at for at, line in enumerate(lines) if line.rstrip().endswith("{") and not line.startswith(("class", "public"))
    ]
    at = (rng.choice(found) if found else len(lines) - 1) + 1
    return [*lines[:at], added, *lines[at:]]


def _replaced(rng: random.Random, lines: list[str], pattern: str, change: Callable[[str], str]) -> list[str]:
    text = "\n".join(lines)
    found = list(re.finditer(pattern, text))
    if not found:
        return lines
    match = rng.choice(found)
    return (text[: match.start(1)] + change(match[1]) + text[match.end(1) :]).split("\n")
