"""Positions in an editor and offsets in a text mean each other, whatever the text and the encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from privlint.lsp.addresses import path_of, uri_of
from privlint.lsp.positions import Positions

_TEXTS = st.text(st.sampled_from("ab \t\r\n\x0b\x0c\u2028\x85é同𝒜\u0301"), max_size=40)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@given(text=_TEXTS)
def test_there_and_back(encoding: str, text: str) -> None:
    positions = Positions(text, encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":  # no place lies inside a line break
            assert positions.offset_of(positions.at_offset(offset)) == offset


@given(text=_TEXTS, line=st.integers(-3, 99), column=st.integers(-3, 99))
def test_any_place_and_any_position_has_an_offset(text: str, line: int, column: int) -> None:
    positions = Positions(text, "utf-16")
    assert 0 <= positions.offset(line, column) <= len(text)
    assert 0 <= positions.offset_of(types.Position(abs(line), abs(column))) <= len(text)


@pytest.mark.parametrize("name", ["/a b/ü.kt", "/%41/#?.kt", "/c:/x+y@z.kt", "/同意/𝒜.java"])
def test_names_of_files(name: str) -> None:
    path = path_of("file://" + name.replace("%", "%25").replace("#", "%23").replace("?", "%3F"))
    assert path is not None
    assert path_of(uri_of(path)) == path
