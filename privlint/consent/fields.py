"""Fields and properties of the program: their state on a fresh install, accessors, delegates, initialisers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.consent.collections import are_collections
from privlint.consent.emptiness import is_empty
from privlint.consent.graph import AUTOMATIC, Key, Node
from privlint.consent.holders import named
from privlint.consent.operators import is_null
from privlint.consent.values import (
    ANYTHING,
    FALSE,
    NOTHING,
    NULL,
    TOP,
    Const,
    Function,
    Instance,
    Reference,
    Unknown,
    Value,
    Values,
    const,
    elements,
    join,
    typed,
    unknown,
)
from privlint.frontend.facts import NONE, Field
from privlint.program.names import erased, first_argument
from privlint.program.source import SourceClass, has_annotation

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.consent.reads import Reads

#: Types whose values decide conditions: what is written to them is all there is.
_SCALARS: Final = frozenset(["boolean", "int", "long", "java.lang.String"])
_BOXED: Final = frozenset(["Boolean", "Integer", "Long"])
_DEFAULTS: Final = {"boolean": FALSE, "int": const("int", "0"), "long": const("int", "0")}
#: Annotations that say nothing about who else writes a field.
_HARMLESS: Final = frozenset(
    "JvmStatic JvmField Volatile Nullable NonNull NotNull SuppressLint Suppress Synchronized SuppressWarnings "
    "VisibleForTesting Deprecated JvmOverloads".split()
)
#: Annotations for libraries that make objects from texts and rows: what code makes itself, they do not fill.
_FOR_PARSERS: Final = frozenset(
    "SerializedName Expose Since Json JsonProperty JSONField JsonField SerialName Serializable ColumnInfo PrimaryKey "
    "Column Id NotNull Property DatabaseField Ignore Transient Unique Index Embedded Attribute Element".split()
)
_OF_MADE: Final = _HARMLESS | _FOR_PARSERS


class Fields:
    """Reads of fields in running code."""

    def __init__(self, engine: Engine, reads: Reads) -> None:
        self.engine = engine
        self.reads = reads
        self.tables = engine.tables
        self._scopes: dict[SourceClass, tuple[SourceClass, ...]] = {}

    def key(self, cls: SourceClass, field: Field, holder: Value | None) -> Key:
        """Where the values of a field are kept. Objects told apart by what they were made of have their own, and so has
        each class for what its objects inherit."""
        if isinstance(holder, Instance) and not field.is_static:
            if holder.made_of:
                return ("field", cls.name, field.name, holder.made_of)
            if holder.exact and holder.cls is not cls:
                return ("field", cls.name, field.name, holder.cls.name)
        return ("field", cls.name, field.name)

    def read(self, node: Node, position: int, cls: SourceClass, field: Field, holder: Value | None) -> Values:
        """The values of a field or property, read through `holder` (None: static, or an unknown instance)."""
        if cls.decl.kind == "enum" and field.is_static and field.type == cls.decl.name:
            return (const("enum", f"{cls.name}.{field.name}"),)
        if type(holder) is Instance and holder.cls is not cls:
            cls, field = self.tables.hierarchy.property(holder.cls, cls, field)
        return self.read_own(node, position, cls, field, holder)

    def read_own(self, node: Node, position: int, cls: SourceClass, field: Field, holder: Value | None) -> Values:
        """As `read`, for the property of exactly this class: `super.name`."""
        fixed = self.tables.constant_value(cls, field)
        if fixed is not None and (field.is_const or not cls.file.is_kotlin):
            return (fixed,)
        if cls.decl.kind == "facade" or field.is_static or cls.is_singleton:
            self.initialise(node, position, cls)
        if fixed is not None:
            return (fixed,)
        instance = holder if isinstance(holder, Instance) else None
        if field.getter != NONE:
            values = self._get(node, position, cls, field, instance)
        else:
            values = self._stored(node, position, cls, field, holder)
        return self.reads.assumptions.value(node, cls.name, field.name, values)

    def write(self, node: Node, key: Key, values: Values) -> None:
        """Adds values to a field."""
        self.engine.write(node, key, values)
        if len(key) > 3:
            self.engine.write(node, ("any", *key[:3]), values)

    def _written(self, node: Node, key: Key, is_single: bool) -> Values | None:
        """What was written to a field. An object that was told apart may be the one through which somebody writes who
        cannot tell it; a read through such a one may mean any of those told apart."""
        own = self.engine.read(node, key)
        other = None if is_single else self.engine.read(node, key[:3] if len(key) > 3 else ("any", *key))
        return own if other is None else other if own is None else join(own, other)

    def _get(self, node: Node, position: int, cls: SourceClass, field: Field, instance: Instance | None) -> Values:
        this = instance
        if this is None and not (field.is_static or cls.decl.kind == "facade"):
            this = self.engine.instance(cls, exact=False)
        receiver = (this,) if this is not None and field.receiver_type else NOTHING
        return self.engine.invoke(node, position, cls.file, field.getter, cls, None, this, (), receiver=receiver)

    def _stored(self, node: Node, position: int, cls: SourceClass, field: Field, holder: Value | None) -> Values:
        key = self.key(cls, field, holder)
        written = self._written(node, key, field.is_static or cls.is_singleton or cls.decl.kind == "facade")
        if written is None and self._will_be_written(cls, field, holder):
            return NOTHING
        type_name = self.type_of(cls, field, holder)
        if field.is_delegated and written:
            return self.delegated(node, position, written, field.name, holder, type_name)
        if self._is_injected(field):
            return self.engine.interpreter.calls.injection.provide_field(node, position, cls, field)
        if type_name in _SCALARS or (not type_name and written and all(isinstance(v, Const) for v in written)):
            return self._scalar(cls, field, written or NOTHING, type_name, holder)
        if written is None and self._starts_as_null(cls, field, holder):
            return (named(NULL, f"{cls.display}.{field.name}"),)
        if written and all(map(is_null, written)) and self._is_known_as_null(cls, field, holder):
            return (named(NULL, f"{cls.display}.{field.name}"),)
        rest = tuple(value for value in written or () if value is not NULL)
        if written and self._is_code(written) and self._is_closed(cls, field, holder):
            return written
        if written and self._is_fixed(cls, field, holder) and all(_is_part(value, cls) for value in written):
            return written
        if written and are_collections(written) and self._is_own(cls, field, holder):
            return written
        return join(rest, (unknown(type_name),))

    def _is_own(self, cls: SourceClass, field: Field, holder: Value | None) -> bool:
        """Whether nothing but code of the program fills a field, which it does from the beginning."""
        return field.has_initializer and self._is_closed(cls, field, holder) and self._is_made(cls, field, holder)

    def _is_made(self, cls: SourceClass, field: Field, holder: Value | None) -> bool:
        """Whether a field belongs to a class, or to an object that code has made: no parser fills it."""
        if field.is_static or cls.is_singleton or cls.decl.kind == "facade":
            return True
        return isinstance(holder, Instance) and holder.exact and holder.cls.name in self.engine.created

    def _is_fixed(self, cls: SourceClass, field: Field, holder: Value | None) -> bool:
        """Whether a field holds what an object was made with for good, and the object was made by code."""
        is_made = isinstance(holder, Instance) and holder.exact and holder.cls.name in self.engine.created
        return is_made and field.is_final and not field.annotations

    def _is_code(self, values: Values) -> bool:
        """Whether values are lambdas and references, things that hold nothing, or null: no object of another class
        stands among them."""
        others = [value for value in values if not is_null(value)]
        return bool(others) and all(isinstance(value, (Function, Reference)) or is_empty(value) for value in others)

    def _will_be_written(self, cls: SourceClass, field: Field, holder: Value | None) -> bool:
        """Whether an initialiser that is sure to run has not run yet: nothing is known of the value until then."""
        if not field.has_initializer or self._is_injected(field):
            return False
        if field.is_static or cls.is_singleton or cls.decl.kind == "facade":
            return True
        return isinstance(holder, Instance) and holder.cls.name in self.engine.created

    def _starts_as_null(self, cls: SourceClass, field: Field, holder: Value | None) -> bool:
        """Whether a field of an object that was made here is null until some code of its own file assigns it, which
        no running code has done."""
        if cls.file.is_kotlin or field.is_final or field.has_initializer or field.annotations:
            return False
        if not isinstance(holder, Instance) or holder.cls.name not in self.engine.created:
            return False
        return field.name in self.tables.written_names(cls.file)

    def _is_known_as_null(self, cls: SourceClass, field: Field, holder: Value | None) -> bool:
        """Whether nothing but code of the program assigns a field that was only ever assigned null."""
        if not self._is_closed(cls, field, holder):
            return False
        return (
            field.is_static
            or cls.is_singleton
            or cls.decl.kind == "facade"
            or (isinstance(holder, Instance) and holder.cls.name in self.engine.created)
        )

    def type_of(self, cls: SourceClass, field: Field, holder: Value | None) -> str:
        """The declared type, type parameters of the class bound by the class of the holder; "" if not written."""
        if not field.type:
            return ""
        text = field.type.rstrip("?")
        if isinstance(holder, Instance) and text[:1].isupper() and text.isalnum():
            bound = self.reads.scopes.class_argument(holder.cls, cls, text)
            if bound:
                return bound
        return self.tables.names.resolve_generic(cls.file, cls, field.type)

    def _scalar(self, cls: SourceClass, field: Field, written: Values, type_name: str, holder: Value | None) -> Values:
        values = written
        if not field.has_initializer and not cls.file.is_kotlin and not field.is_final:
            name = f"{cls.display}.{field.name}"
            default = NULL if field.type in _BOXED else _DEFAULTS.get(type_name, NULL)
            initial: Values = (named(default, name),)
            values = join(initial, written)
        if not self._is_closed(cls, field, holder):
            return join(values, (unknown(type_name),)) if not written else join(written, (unknown(type_name),))
        if not values:
            return (unknown(type_name),)
        if field.is_final:
            return values
        name = f"{cls.display}.{field.name}"
        return tuple(
            const(value.kind, value.text, "state", name)
            if isinstance(value, Const) and value.origin is None and value.kind != "ref"
            else value
            for value in values
        )

    def _is_closed(self, cls: SourceClass, field: Field, holder: Value | None) -> bool:
        """Whether the writes in the program are all there are: not so for fields that a library fills in."""
        is_made = isinstance(holder, Instance) and holder.exact and holder.cls.name in self.engine.created
        left_alone = _OF_MADE if is_made else _HARMLESS
        if any(item.name.rpartition(".")[2] not in left_alone for item in field.annotations):
            return False
        if field.is_final or field.has_initializer or field.is_static:
            return True
        return field.name in self.tables.written_names(cls.file)

    def _is_injected(self, field: Field) -> bool:
        return has_annotation(field.annotations, ("Inject", "EJB"))

    # Delegates

    def _of_type(self, values: Values, type_name: str) -> Values:
        """The values without objects that are surely not of a type of the program: a factory makes many."""
        if len(values) < 2 or type_name not in self.tables.program.classes:
            return values
        may_be = self.engine.interpreter.reads.receivers.may_be
        return tuple(value for value in values if not isinstance(value, Instance) or may_be(value, type_name))

    def delegated(
        self,
        node: Node,
        position: int,
        delegates: Values,
        name: str,
        holder: Value | None = None,
        type_name: str = "",
    ) -> Values:
        """The value behind `by …`: lazy code runs at the first read, a delegate of the program is asked, a state
        holder gives what it holds."""
        calls = self.engine.interpreter.calls
        found: list[Values] = []
        model = next((value for value in delegates if isinstance(value, Const) and value.kind == "component"), None)
        if model is not None:
            given = tuple(value for value in delegates if value is not model)
            return calls.components.viewmodels.make(node, position, self.tables.program.classes[model.text], given)
        is_lazy = not any(isinstance(v, Unknown) and self._keeps_code(v.type) for v in delegates)
        for value in delegates:
            if isinstance(value, Function) and is_lazy:
                found.append(
                    calls.run_function(
                        node, position, value, (), note="lazy value is read", note_zh="首次读取延迟初始化的值"
                    )
                )
            elif isinstance(value, Unknown) and calls.injection.is_deferred(value.type):
                found.append(calls.injection.provide(node, position, first_argument(value.type), None))
            elif isinstance(value, Instance):
                arguments = ((holder,) if holder is not None else ANYTHING, (const("property", name),))
                asked = calls.call_member(node, position, value, "getValue", arguments)
                if asked is not None:
                    found.append(asked)
        result = self._of_type(join(*found), erased(type_name))
        if type_name and TOP in result:
            result = typed(result, type_name)
        if not result:
            held = self.engine.interpreter.holders.contents(node, delegates)
            if held is not None:
                return held or (NULL,)
            result = elements(v for v in delegates if isinstance(v, Const))
        return result or (unknown(type_name),)

    def _keeps_code(self, type_name: str) -> bool:
        """Whether a delegate is an object of a library that has code of its own use for what it was given, other than
        to make the value (`preferencesDataStore(produceMigrations = { … })`)."""
        plain = erased(type_name)
        return bool(plain) and plain not in self.tables.program.classes and not plain.startswith("kotlin.")

    # Initialisers

    def initialise(
        self,
        node: Node | None,
        position: int,
        cls: SourceClass,
        level: int = AUTOMATIC,
        note: str = "class initialiser",
        note_zh: str = "类初始化",
    ) -> None:
        """First use of a class: the static initialisers of its superclasses and its own, its singleton's constructor,
        its companion."""
        for scope in self._initialised(cls):
            this = self.engine.instance(scope) if scope.is_singleton else None
            body = scope.decl.static_initializer
            if body != NONE:
                self.engine.invoke(
                    node, position, scope.file, body, scope, None, this, (), level=level, note=note, note_zh=note_zh
                )
            if this is not None:
                calls = self.engine.interpreter.calls
                calls.initialise_part(node, position, scope, this, (), (), level, note, note_zh)

    def _initialised(self, cls: SourceClass) -> tuple[SourceClass, ...]:
        """The classes and companions that the first use of a class initialises, in order."""
        found = self._scopes.get(cls)
        if found is None:
            classes = [c for c in self.tables.hierarchy.chain(cls) if c is cls or not c.is_interface]
            scopes = [scope for c in reversed(classes) for scope in (c, c.companion) if scope is not None]
            found = self._scopes[cls] = tuple(s for s in scopes if s is cls or self._has_static_code(s))
        return found

    def _has_static_code(self, cls: SourceClass) -> bool:
        return cls.is_singleton or cls.decl.static_initializer != NONE

    def backing(self, node: Node) -> Values | None:
        """The value of `field` in an accessor, None if the code is no accessor."""
        for field in node.cls.decl.fields:
            if node.body_index in (field.getter, field.setter):
                without = field
                return self._stored(node, 0, node.cls, without, node.this)
        return None

    def backing_key(self, node: Node) -> Key | None:
        """Where an accessor keeps `field`, None if the code is no accessor."""
        for field in node.cls.decl.fields:
            if node.body_index in (field.getter, field.setter):
                return self.key(node.cls, field, node.this)
        return None


def _is_part(value: Value, cls: SourceClass) -> bool:
    """Whether a value is all that is known of a part of an object: a constant of an enum; of data also an object."""
    if is_null(value) or (isinstance(value, Const) and value.kind == "enum"):
        return True
    return cls.decl.is_data and isinstance(value, Instance) and value.exact
