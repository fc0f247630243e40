"""What holds for the facts of every file, however broken it is."""

from __future__ import annotations

from privlint.frontend.facts import NONE, FileFacts, decode_body, decode_file, encode_file


def checked(facts: FileFacts) -> FileFacts:
    """The facts, after a check that all that is referred to is there and that everything can be stored."""
    assert decode_file(encode_file(facts)) == facts
    for stored in facts.bodies:
        if not stored:
            continue
        body = decode_body(stored)
        for number, op in enumerate(body.ops):
            assert all(NONE <= operand < number for operand in op.args)  # NONE: an operand that could not be read
            assert NONE <= op.receiver < number
            assert NONE <= op.guard < len(body.guards)
        for number, guard in enumerate(body.guards):
            assert NONE <= guard.parent < number
            assert 0 <= guard.op < len(body.ops)
        assert all(0 <= slot < len(facts.locals) for slot in body.params)
    for number, declaration in enumerate(facts.types):
        assert NONE <= declaration.outer < number
        assert all(NONE <= method.body < len(facts.bodies) for method in declaration.methods)
    for item in facts.lost:
        assert 1 <= item.first_line <= item.last_line
    return facts
