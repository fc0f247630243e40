"""Shapes of consent gates, each a small application in Java or Kotlin that says which of its lines run by themselves.

They stand in `gate_shapes/*.md`: a heading names the shape, a fenced block for each language holds its code, a block of
XML after it the components that it declares."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from consent.twins import TwinApp

_FOLDER = Path(__file__).parent / "gate_shapes"
_BLOCK = re.compile(r"^## (?P<shape>\S+)$|^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def _shapes() -> dict[str, tuple[str, str]]:
    """Code and components by shape and language (`C-early-return-java`)."""
    found: dict[str, tuple[str, str]] = {}
    shape = name = ""
    for path in sorted(_FOLDER.glob("*.md")):
        for block in _BLOCK.finditer(path.read_text("utf-8")):
            if block["shape"]:
                shape = block["shape"]
            elif block["language"] == "xml":
                found[name] = (found[name][0], block["text"])
            else:
                name = f"{shape}-{block['language']}"
                assert name not in found
                found[name] = (block["text"], "")
    return found


_SHAPES = _shapes()


@pytest.mark.parametrize("shape", _SHAPES)
def test_shape(tmp_path: Path, shape: str) -> None:
    code, components = _SHAPES[shape]
    app = TwinApp(tmp_path)
    if components:
        app.manifest(components)
    if shape.endswith("-java"):
        app.judge_java(code)
    else:
        app.judge_kotlin(code)
