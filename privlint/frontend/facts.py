"""The language-neutral facts of one source file.

A frontend turns bytes into :class:`FileFacts`: declarations, and for each body of code a flat list of operations in
evaluation order. An operand is the index of an earlier operation of the same body (-1: none), so a long builder chain
is linear in size and nothing here is recursive. Bodies are kept encoded (msgpack) until somebody asks for one: most
bodies of an application are never reached.

Control flow is kept as *guards*: every operation names the innermost condition that dominates it, and guards chain to
their parents. `if (!ok) return` puts the guard (ok, positive) on the rest of the block; `a && f()` puts (a, positive)
on `f()`; `x?.f()` puts (x != null, positive) on `f()`.

The *outline* of a file is its declarations without code: types outside of code with their members, parameters and
numbers of bodies. It costs little more than parsing. The full facts start with the same types, locals and numbers of
bodies, so that what was found in an outline is found in the facts at the same place; types, locals and lambdas of code
come after them. Only `TypeDecl.delegates` and lines lost in code are not known to an outline.

Names stay as written. Resolving them is the job of `privlint.program`.
"""

from __future__ import annotations

from typing import Final

import msgspec

#: Raise when the shape or the meaning of facts changes: cached facts of another version are not read.
VERSION: Final = 11

NONE: Final = -1

# Kinds of operation. `receiver`, `args` and `slot` are indices; unused fields keep their defaults.
CONST: Final = 0  # literal: `name` is its value as text (unescaped for strings), `type` string|int|float|bool|null|char
TEMPLATE: Final = 1  # string built at run time: `args` are its dynamic parts, `name` its literal parts joined
NAME: Final = 2  # simple name that is no local: field, property, class, object or package
LOCAL: Final = 3  # read of the local or parameter `slot`
THIS: Final = 4  # `name` is the qualifier (`Outer.this`, `this@Outer`) or ""
SUPER: Final = 5  # `name` is the qualifier or ""
# `receiver`.`name`(`args`), Kotlin constructor calls too; `this(..)`/`super(..)` have name "<init>". `slot` is a
# variable of that name, which may or may not hold what is called; with a receiver only if its type is a function that
# has one.
CALL: Final = 6
NEW: Final = 7  # Java `new`, Kotlin `object : T(..)`: `type`, `args`; `slot` is the index of an anonymous type, or -1
MEMBER: Final = 8  # read of `receiver`.`name`: field, property, nested class or part of a package name
STORE_LOCAL: Final = 9  # local `slot` = args[0]
STORE_NAME: Final = 10  # `name` = args[0], where `name` is no local
STORE_MEMBER: Final = 11  # `receiver`.`name` = args[0]
INDEX: Final = 12  # `receiver`[args]
STORE_INDEX: Final = 13  # `receiver`[args[:-1]] = args[-1]
LAMBDA: Final = 14  # lambda, anonymous function or local function; `slot` is the index of its body
# method reference: `receiver`::`name` (receiver -1 for `::name`); `name` is "<init>" for constructors; `slot` is the
# body with a call of it if `receiver` is spelt like a class
REF: Final = 15
CLASSREF: Final = 16  # `type`.class, `type`::class, `type`::class.java
UNARY: Final = (
    17  # `receiver`: "!", "-", "arrives" (true once there is a value); "omitted": is there no argument `slot`
)
BINARY: Final = 18  # `name` is the operator (&& || == != === !== < > <= >= + - * / % in ..); operands in `args`
CAST: Final = 19  # `receiver` as `type`
IS: Final = 20  # `receiver` is `type` (instanceof); `name` is "!" when negated
PHI: Final = 21  # value of ?:, if, when, switch, try: one of `args`, each under its own guard; `name` is "?:" for elvis
RETURN: Final = 22  # `args` holds the value or is empty; expression bodies and last lambda expressions return too
THROW: Final = 23
ELEMENT: Final = 24  # an element of the iterable `receiver` (loop variable)

#: Operator text by kind, for messages and tests.
KIND_NAMES: Final = (
    "CONST TEMPLATE NAME LOCAL THIS SUPER CALL NEW MEMBER STORE_LOCAL STORE_NAME STORE_MEMBER INDEX STORE_INDEX LAMBDA "
    "REF CLASSREF UNARY BINARY CAST IS PHI RETURN THROW ELEMENT"
).split()


class Op(msgspec.Struct, array_like=True, gc=False, omit_defaults=True):
    """One operation. `line` and `column` are 1-based; the column counts bytes of the line; both are those of the
    member's name for calls and reads (not of the whole chain), `end_line`/`end_column` close the whole expression."""

    kind: int
    line: int
    column: int
    end_line: int
    end_column: int
    guard: int = NONE
    name: str = ""
    receiver: int = NONE
    args: tuple[int, ...] = ()
    type: str = ""
    slot: int = NONE
    arg_names: tuple[str, ...] = ()  # Kotlin: name or "" for each argument; () when none is named
    type_args: tuple[str, ...] = ()  # explicit type arguments of a call
    safe: bool = False  # Kotlin `?.`


class Guard(msgspec.Struct, array_like=True, gc=False, omit_defaults=True):
    """What must hold for an operation to run: `op` evaluates to `positive`, and the parent guard holds."""

    parent: int
    op: int
    positive: bool


class Region(msgspec.Struct, array_like=True, gc=False, omit_defaults=True):
    """Operations from `start` to before `end` that no guard describes: the rounds of a loop, or what may end half-way
    or be jumped over (`try`, `catch`, the arm of a switch)."""

    start: int
    end: int
    is_loop: bool = False
    is_handler: bool = False  # the block of a `catch`


class Body(msgspec.Struct, array_like=True, gc=False, omit_defaults=True):
    """Code that runs as one: a method, an initialiser, an accessor, a lambda."""

    ops: list[Op]
    guards: list[Guard]
    params: list[int] = []  # slots, in order; an implicit `it` is the only parameter of its lambda
    parent: int = NONE  # lambdas: body that holds the LAMBDA operation …
    parent_op: int = NONE  # … and that operation
    regions: list[Region] = []
    end: int = NONE  # the guard under which the code comes to its end without `return`


class Annotation(msgspec.Struct, array_like=True, gc=False, omit_defaults=True):
    """`@name(arguments)`: arguments as text, `key=value` where the source names the key, string literals unquoted."""

    name: str
    arguments: tuple[str, ...] = ()


class Local(msgspec.Struct, array_like=True, gc=False, omit_defaults=True):
    """A local variable or parameter. Slots number them through the whole file, so that a captured variable is the
    same slot inside a lambda or an anonymous class. All writes are STORE_LOCAL operations; `type` may be ""."""

    name: str
    type: str = ""
    is_parameter: bool = False
    has_default: bool = False  # Kotlin default argument; its value is stored at the start of the body
    is_delegated: bool = False  # Kotlin `val x by …` / `var x by …`: STORE_LOCAL holds the delegate expression
    is_functional: bool = False  # declared with a function type, or initialised with a lambda or local function
    annotations: tuple[Annotation, ...] = ()  # of a parameter


class Field(msgspec.Struct, array_like=True, gc=False, omit_defaults=True):
    """A field or property. Its initialiser is a STORE_NAME operation in the type's `initializer` (or
    `static_initializer`) body; a delegate (`by lazy {}`) is stored there the same way with `is_delegated` set."""

    name: str
    type: str = ""
    line: int = 0
    annotations: tuple[Annotation, ...] = ()
    is_static: bool = False
    is_final: bool = False  # `final`, `val`
    is_delegated: bool = False
    has_initializer: bool = False
    getter: int = NONE  # body index of a custom accessor
    setter: int = NONE  # its one parameter is the new value
    receiver_type: str = ""  # extension property; ends with "?" if it may be null
    is_override: bool = False
    is_const: bool = False  # Kotlin `const val`


class Method(msgspec.Struct, array_like=True, gc=False, omit_defaults=True):
    """A method, function or constructor (`name` "<init>", Kotlin primary constructors included)."""

    name: str
    params: tuple[int, ...] = ()  # slots
    return_type: str = ""  # "" when not written (Kotlin expression bodies), "void"/"Unit" when none
    body: int = NONE  # NONE: abstract, native or interface method without body
    line: int = 0
    column: int = 0
    annotations: tuple[Annotation, ...] = ()
    is_static: bool = False
    is_abstract: bool = False
    is_override: bool = False
    is_suspend: bool = False
    is_private: bool = False
    has_vararg: bool = False
    receiver_type: str = ""  # extension function; ends with "?" if it may be null


class TypeDecl(msgspec.Struct, array_like=True, gc=False, omit_defaults=True):
    """A type. `kind`: class interface enum annotation object companion anonymous facade. A facade holds the top-level
    functions and properties of a Kotlin file (`FileKt`, or the name given by `@file:JvmName`)."""

    name: str  # simple name; "" for anonymous types; companions have their own name or "Companion"
    kind: str
    line: int = 0
    outer: int = NONE  # index of the enclosing type
    body: int = NONE  # anonymous and local types: the body that declares them
    supertypes: tuple[str, ...] = ()  # as written, superclass first where the source tells
    type_params: tuple[str, ...] = ()  # "T" or "T : Bound"
    annotations: tuple[Annotation, ...] = ()
    fields: tuple[Field, ...] = ()
    methods: tuple[Method, ...] = ()
    initializer: int = NONE  # body: field initialisers and init blocks in source order
    static_initializer: int = NONE  # body: Java statics; top-level properties of a facade
    delegates: tuple[tuple[str, int], ...] = ()  # Kotlin `: I by expr`: (interface, op in `initializer`)
    is_abstract: bool = False
    is_static: bool = False  # nested type without an outer instance (always so in Kotlin unless `inner`)
    is_data: bool = False


class Import(msgspec.Struct, array_like=True, gc=False, omit_defaults=True):
    """`name` is fully qualified without the wildcard; `alias` is the simple name it is known by here."""

    name: str
    alias: str = ""
    is_wildcard: bool = False
    is_static: bool = False


class Lost(msgspec.Struct, array_like=True, gc=False, omit_defaults=True):
    """Lines (1-based, inclusive) that could not be parsed, and why."""

    first_line: int
    last_line: int
    reason: str


class FileFacts(msgspec.Struct, array_like=True, gc=False, omit_defaults=True):
    """Everything the program needs to know of one file."""

    language: str  # java | kotlin
    package: str
    imports: tuple[Import, ...]
    types: tuple[TypeDecl, ...]  # outer types before nested ones, those in code last
    locals: tuple[Local, ...]
    bodies: tuple[bytes, ...]  # encoded Body; see decode_body
    lost: tuple[Lost, ...] = ()
    repairs: tuple[str, ...] = ()  # names of the rewrites that made the file parse
    is_outline: bool = False  # no code: `bodies` holds b"" for each number that a declaration refers to


_body_encoder = msgspec.msgpack.Encoder()
_body_decoder = msgspec.msgpack.Decoder(Body)
_file_decoder = msgspec.msgpack.Decoder(FileFacts)


def encode_body(body: Body) -> bytes:
    """The stored form of a body."""
    return _body_encoder.encode(body)


def decode_body(data: bytes) -> Body:
    """The body of its stored form; raises msgspec.DecodeError for anything else."""
    return _body_decoder.decode(data)


def encode_file(facts: FileFacts) -> bytes:
    """The stored form of a file's facts."""
    return _body_encoder.encode(facts)


def decode_file(data: bytes) -> FileFacts:
    """The facts of their stored form; raises msgspec.DecodeError for anything else."""
    return _file_decoder.decode(data)
