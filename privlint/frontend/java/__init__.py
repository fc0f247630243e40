"""The Java frontend: bytes of a source file -> its facts.

Each module is a layer of one walk over the syntax tree, and builds on the one before it: `walker` (state), `places`
(names, literals, assignments), `expressions`, `switches`, `statements`, `members`, `declarations`, `recovery` (syntax
errors) and `extractor` (the file). `syntax` and `literals` know the grammar's fields and the language's literals.

What Java does that the model of facts leaves open:

- Records are classes with `is_data`; their canonical constructor and accessors are there.
- Array values (`{a, b}`, `new T[] {a, b}`) are calls of `arrayOf`; `new T[n]` is a NEW of type `T[]`.
- Values nothing is known about (syntax errors, code nested too deeply) are a PHI of what was found in their place.
- `a = b` and `a += b` have the value that is stored, not the STORE operation.
- A method without a name holds code that a syntax error has torn from its method.
"""

from __future__ import annotations

from tree_sitter import Parser

from privlint.frontend.code import Code
from privlint.frontend.facts import FileFacts
from privlint.frontend.java.extractor import Extractor
from privlint.frontend.java.syntax import LANGUAGE


def outline(source: bytes) -> FileFacts:
    """The outline of a Java file: `extract` without the code. Takes any bytes and never raises."""
    return _read(source, is_outline=True).facts()


def extract(source: bytes) -> FileFacts:
    """The facts of a Java file. Takes any bytes and never raises: what cannot be parsed is in `lost`."""
    return read(source).facts()


def read(source: bytes) -> Code:
    """As `extract`, with bodies extracted when they are asked for."""
    return _read(source, is_outline=False)


def _read(source: bytes, is_outline: bool) -> Code:
    return Extractor(source, is_outline).open(Parser(LANGUAGE).parse(source).root_node, source)
