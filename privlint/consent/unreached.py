"""Sites in code that does not run: what it would do is found by running it all the same."""

from __future__ import annotations

from typing import Final

from privlint.consent.declarations import owner_of
from privlint.consent.engine import Engine
from privlint.consent.graph import AUTOMATIC, Node
from privlint.consent.regardless import RegardlessEngine
from privlint.consent.tables import Tables
from privlint.consent.values import ANYTHING
from privlint.frontend.facts import NONE
from privlint.program.source import SourceFile

#: Runs of bodies that a piece of code calls, to learn of what type its values are.
_MOST_RUNS: Final = 2_000


def forced(tables: Tables, file: SourceFile, body: int) -> list[Node]:
    """The invocations of a body after it was run whatever its conditions say, whether or not somebody runs it."""
    engine = RegardlessEngine(tables, AUTOMATIC, _MOST_RUNS)
    found = _enter(engine, file, body)
    engine.run()
    return found


def _enter(engine: Engine, file: SourceFile, body: int) -> list[Node]:
    """Runs a body; a lambda as part of the code that it is written in."""
    code = file.body(body)
    arguments = [ANYTHING] * len(code.params)
    if code.parent != NONE:
        for home in _enter(engine, file, code.parent):
            engine.invoke(home, code.parent_op, file, body, home.cls, None, home.this, arguments, home=home)
    else:
        cls, method = (owner := owner_of(file, body)).cls, owner.method
        is_static = cls.decl.kind == "facade" or (method is not None and method.decl.is_static)
        this = None if is_static else engine.instance(cls)
        engine.invoke(None, NONE, file, body, cls, method, this, arguments)
    return [node for node in engine.nodes.values() if node.file is file and node.body_index == body]
