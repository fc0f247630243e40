"""The script is made of the classes of the plugin."""

from __future__ import annotations

import re
import runpy

from gradle.building import SCRIPT
from support import ROOT

ASSEMBLE = ROOT / "hooks/gradle/assemble.py"
SOURCES = ROOT / "hooks/gradle/plugin/src/main/java"
#: What Java has and Groovy before 3 has not.
_ONLY_JAVA = re.compile(r"->|::|new \w+(<\w*>)?\[\] *\{|\bvar \w+ =|try \(|^\s+(\|\||&&|\+) ", re.MULTILINE)
_TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)


def test_the_script_is_up_to_date() -> None:
    """`python hooks/gradle/assemble.py` writes it anew."""
    assert SCRIPT.read_text("utf-8") == runpy.run_path(str(ASSEMBLE))["script"]()


def test_shared_classes_are_groovy_too() -> None:
    codes = {path.name: _TOKEN.sub('""', path.read_text("utf-8")) for path in SOURCES.rglob("*.java")}
    assert codes
    assert not [name for name, code in codes.items() if _ONLY_JAVA.search(code)]


def test_no_text_with_a_dollar_sign_is_taken_for_a_template() -> None:
    texts = [token for token in _TOKEN.findall(SCRIPT.read_text("utf-8")) if token.startswith('"')]
    assert texts
    assert not [text for text in texts if "$" in text]
