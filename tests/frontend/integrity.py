"""What holds for the facts and the outline of every file, however broken it is."""

from __future__ import annotations

import msgspec

from privlint.frontend import java, kotlin
from privlint.frontend.facts import NONE, FileFacts, Lost, TypeDecl, decode_body, decode_file, encode_file


def extract_java(source: bytes) -> FileFacts:
    """The facts of a Java file, checked."""
    return _checked(java.extract(source), java.outline(source))


def extract_kotlin(source: bytes, file_name: str = "A.kt") -> FileFacts:
    """The facts of a Kotlin file, checked."""
    return _checked(kotlin.extract(source, file_name), kotlin.outline(source, file_name))


def _checked(facts: FileFacts, outline: FileFacts) -> FileFacts:
    _check_references(facts)
    _check_outline(facts, outline)
    return facts


def _check_references(facts: FileFacts) -> None:
    """All that is referred to is there, and everything can be stored."""
    assert decode_file(encode_file(facts)) == facts
    for stored in facts.bodies:
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


def _check_outline(facts: FileFacts, outline: FileFacts) -> None:
    """The facts start with the outline, and only code comes after it."""
    assert decode_file(encode_file(outline)) == outline
    assert (outline.is_outline, facts.is_outline) == (True, False)
    assert (outline.language, outline.package, outline.imports) == (facts.language, facts.package, facts.imports)
    assert outline.repairs == facts.repairs
    count = len(outline.types)
    assert outline.types == tuple(msgspec.structs.replace(found, delegates=()) for found in facts.types[:count])
    assert not any(_is_in_code(outline, declaration) for declaration in outline.types)
    assert all(_is_in_code(facts, declaration) for declaration in facts.types[count:])
    assert outline.locals == facts.locals[: len(outline.locals)]
    assert set(outline.bodies) <= {b""}
    assert _used_bodies(outline) <= set(range(len(outline.bodies)))
    assert len(outline.bodies) <= len(facts.bodies)
    assert _lines(outline.lost) <= _lines(facts.lost)


def _is_in_code(facts: FileFacts, declaration: TypeDecl) -> bool:
    while declaration.kind != "anonymous" and declaration.body == NONE:
        if declaration.outer == NONE:
            return False
        declaration = facts.types[declaration.outer]
    return True


def _used_bodies(facts: FileFacts) -> set[int]:
    """The numbers of bodies that declarations refer to."""
    used = {NONE}
    for declaration in facts.types:
        used |= {declaration.initializer, declaration.static_initializer}
        used |= {method.body for method in declaration.methods}
        used |= {accessor for field in declaration.fields for accessor in (field.getter, field.setter)}
    return used - {NONE}


def _lines(lost: tuple[Lost, ...]) -> set[int]:
    return {line for item in lost for line in range(item.first_line, item.last_line + 1)}
