"""What the Android platform, the Java library, androidx and well-known libraries declare.

The index answers questions about classes by qualified name with dots (`android.provider.Settings.Secure`). Names may
carry type arguments (`java.util.List<android.location.Address>`); they are used where a member's type depends on them
and ignored elsewhere. An unknown class or member is no error: the answer is "", () or False.
"""

from __future__ import annotations

import re
import struct
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from privlint.program.android_records import ANY_COUNT, FUNCTIONS, MAGIC, ClassRecord, Directory, decompress

_DATA: Final = Path(__file__).with_name("data") / "android_api.bin"
_OBJECT: Final = "java.lang.Object"
_ARRAY: Final = "kotlin.Array"
#: What a loop can run over; the first type argument is that of the elements.
_ITERABLES: Final = (
    _ARRAY,
    "java.lang.Iterable",
    "java.util.Iterator",
    "java.util.Enumeration",
    "kotlin.sequences.Sequence",
)
_LENGTH: Final = struct.Struct(">I")
_TYPE_VARIABLE: Final = re.compile(r"(?<![\w.])[A-Z]\w*(?![\w.])")

_directory_decoder = msgspec.msgpack.Decoder(Directory)
_shard_decoder = msgspec.msgpack.Decoder(dict[str, bytes])
_record_decoder = msgspec.msgpack.Decoder(ClassRecord)

#: What a class's type parameters stand for; a parameter that is not in it is unknown.
_Bindings = dict[str, str]


class _Class:
    """A decoded class, its members by name."""

    __slots__ = ("fields", "methods", "record")

    def __init__(self, record: ClassRecord) -> None:
        self.record = record
        self.methods: dict[str, tuple[tuple[int, str], ...]] = dict(record.overloads)
        for type_name, names in record.returns.items():
            overload = ((ANY_COUNT, type_name),)
            for name in names.split(" "):
                self.methods[name] = overload
        self.fields = {name: type_name for type_name, names in record.fields.items() for name in names.split(" ")}
        self.fields.update(dict.fromkeys(record.constants, "java.lang.String"))


class AndroidIndex:
    """Read access to the index. Packages are inflated when first asked for and kept; answers are cached."""

    def __init__(self, data: bytes) -> None:
        """Reads the directory only. Raises ValueError if `data` is not an index."""
        header = len(MAGIC) + _LENGTH.size
        if not data.startswith(MAGIC) or len(data) < header:
            raise ValueError("not an Android API index")
        start = header + _LENGTH.unpack_from(data, len(MAGIC))[0]
        try:
            self._directory = _directory_decoder.decode(data[header:start])
        except msgspec.DecodeError as error:
            raise ValueError(f"damaged Android API index: {error}") from error
        self._data = data
        self._start = start
        self._dictionary = data[start : start + self._directory.dictionary_length]
        self._shards: dict[str, dict[str, bytes]] = {}
        self._known: dict[str, _Class] = {}
        self._missing: set[str] = set()
        self._facades: dict[str, _Class] = {}  # top-level functions, by package
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._climbs: dict[str, list[tuple[_Class, _Bindings]]] = {}

    # Classes

    def has(self, name: str) -> bool:
        """Whether the index knows the class."""
        return self._find(name) is not None

    def is_interface(self, name: str) -> bool:
        """Whether the class is known to be an interface."""
        found = self._find(name)
        return found is not None and found.record.is_interface

    def supertypes(self, name: str) -> tuple[str, ...]:
        """The direct supertypes, without type arguments, superclass first."""
        found = self._find(name)
        return () if found is None else tuple(_erase(supertype) for supertype in found.record.supertypes)

    def ancestors(self, name: str) -> tuple[str, ...]:
        """The class itself and all its supertypes, nearest first. Supertypes that the index does not know are in it
        by name; of an unknown class it is the name alone."""
        cached = self._ancestors.get(name)
        if cached is None:
            erased = _erase(name)
            queue, seen = [erased], {erased}
            for current in queue:  # grows while it is walked
                for supertype in self.supertypes(current):
                    if supertype not in seen:
                        seen.add(supertype)
                        queue.append(supertype)
            cached = self._ancestors[name] = tuple(queue)
        return cached

    def is_subtype(self, name: str, ancestor: str) -> bool:
        """Whether `name` is `ancestor` or derives from it."""
        return _erase(ancestor) in self.ancestors(name)

    def classes_in(self, package: str) -> frozenset[str]:
        """Simple names of the top-level classes of a package, or of the classes nested in a class: what a wildcard
        import brings in."""
        prefix = ""
        shard = self._shard(package)
        if package not in self._directory.shards and self.has(package):
            owner_package, nested = self._split(package)
            shard, prefix = self._shard(owner_package), f"{nested}."
        names = (name[len(prefix) :] for name in shard if name.startswith(prefix))
        return frozenset(name for name in names if name and "." not in name)

    # Members

    def return_type(self, owner: str, member: str, argc: int | None = None) -> str:
        """The type that a method returns, with type arguments where they are known; "" if unknown. Climbs supertypes.

        `argc` chooses between overloads of different types; without it, or if no overload fits, those of the nearest
        class that has the method must agree."""
        fallback = ""
        for found, bindings in self._climb(owner):
            overloads = found.methods.get(member)
            if overloads is None:
                continue
            fitting = {type_name for count, type_name in overloads if argc is None or count in (ANY_COUNT, argc)}
            if len(fitting) > 1:
                return ""
            types = fitting or {type_name for _, type_name in overloads}
            result = _bind(next(iter(types)), bindings) if len(types) == 1 else ""
            if fitting and result:
                return result
            fallback = fallback or result
        return fallback

    def field_type(self, owner: str, name: str) -> str:
        """The type of a field, inherited ones included; "" if unknown. Numeric fields are not in the index."""
        for found, bindings in self._climb(owner):
            if name in found.fields:
                return _bind(found.fields[name], bindings)
        return ""

    def constant(self, owner: str, name: str) -> str | None:
        """The value of a string constant (`android.content.Context`, `TELEPHONY_SERVICE` -> `phone`), or None."""
        for ancestor in self.ancestors(owner):
            found = self._find(ancestor)
            if found is not None and name in found.record.constants:
                return found.record.constants[name]
        return None

    def declares(self, owner: str, member: str) -> str:
        """The ancestor that declares a method or field, or "". Overrides that change nothing are not in the index, so
        it is the class that brings the member in."""
        for ancestor in self.ancestors(owner):
            found = self._find(ancestor)
            if found is not None and (member in found.methods or member in found.fields):
                return ancestor
        return ""

    def abstract_or_callback_methods(self, name: str) -> frozenset[str]:
        """Names of the methods that someone who derives from the type can override, those of `Object` apart."""
        names: set[str] = set()
        for ancestor in self.ancestors(name):
            found = self._find(ancestor)
            if found is not None and ancestor != _OBJECT:
                names.update(found.methods)
        return frozenset(names)

    def lambda_types(self, owner: str, member: str) -> tuple[str, ...]:
        """Types of the parameters of the lambda that a method takes (`View.setOnClickListener` -> (View,)); () if it
        takes none or one without parameters."""
        for found, bindings in self._climb(owner):
            types = found.record.lambdas.get(member)
            if types is not None:
                return tuple(_bind(type_name, bindings) for type_name in types)
        return ()

    def element_type(self, name: str) -> str:
        """The type of what a loop over an array, a collection or a map gives; "" if unknown."""
        for iterable in _ITERABLES:
            if self.is_subtype(name, iterable):
                return self._argument(name, iterable)
        if self.is_subtype(name, "java.util.Map"):
            return self.element_type(self.return_type(name, "entrySet", 0))
        return ""

    # Functions and services

    def function_type(self, name: str) -> str:
        """The type that a top-level Kotlin function returns or a top-level property has, by qualified name
        (`androidx.core.net.toUri`); "" if unknown."""
        package, _, simple = name.rpartition(".")
        functions = self._shard(package).get(FUNCTIONS)
        if functions is None:
            return ""
        found = self._decode(self._facades, package, functions)
        return found.methods.get(simple, ((ANY_COUNT, ""),))[0][1]

    def type_of_service(self, service: str) -> str:
        """The class that `getSystemService` gives for a constant of Context (`Context.WIFI_SERVICE`, qualified or
        alone), its value (`wifi`) or a class; "" if unknown."""
        by_value = self._directory.services.get(service)
        if by_value is not None:
            return by_value
        constant = service.rpartition(".")[2]
        value = self.constant("android.content.Context", constant) if constant.endswith("_SERVICE") else None
        if value is not None:
            return self._directory.services.get(value, "")
        return service if self.has(service) else ""

    # Access

    def _split(self, name: str) -> tuple[str, str]:
        """Package and class in the package of a qualified name; ("", name) if no package of it is known."""
        end = name.rfind(".")
        while end > 0:
            if name[:end] in self._directory.shards:
                return name[:end], name[end + 1 :]
            end = name.rfind(".", 0, end)
        return "", name

    def _shard(self, package: str) -> dict[str, bytes]:
        shard = self._shards.get(package)
        if shard is None:
            place = self._directory.shards.get(package)
            if place is None:
                return {}
            offset = self._start + place[0]
            shard = _shard_decoder.decode(decompress(self._data[offset : offset + place[1]], self._dictionary))
            self._shards[package] = shard
        return shard

    def _find(self, name: str) -> _Class | None:
        found = self._known.get(name)
        return self._looked_up(_erase(name)) if found is None else found

    def _looked_up(self, name: str) -> _Class | None:
        if name in self._known:
            return self._known[name]
        if name in self._missing:
            return None
        package, simple = self._split(name)
        encoded = self._shard(package).get(simple) if package and simple != FUNCTIONS else None
        if encoded is None:
            self._missing.add(name)
            return None
        return self._decode(self._known, name, encoded)

    def _decode(self, known: dict[str, _Class], key: str, encoded: bytes) -> _Class:
        found = known.get(key)
        if found is None:
            found = known[key] = _Class(_record_decoder.decode(encoded))
        return found

    def _climb(self, owner: str) -> list[tuple[_Class, _Bindings]]:
        """The known classes among the ancestors, nearest first, each with what its type parameters stand for."""
        known = self._climbs.get(owner)
        if known is not None:
            return known
        name, arguments = _parse(owner)
        result: list[tuple[_Class, _Bindings]] = []
        queue = [(name, arguments)]
        seen = {name}
        for current, current_arguments in queue:  # grows while it is walked
            found = self._find(current)
            if found is None:
                continue
            params = found.record.type_params
            bindings = dict(zip(params, current_arguments, strict=False))
            result.append((found, bindings))
            for supertype in found.record.supertypes:
                parent, written = _parse(supertype)
                if parent not in seen:
                    seen.add(parent)
                    queue.append((parent, self._hand_up(parent, written, found, bindings)))
        self._climbs[owner] = result
        return result

    def _argument(self, name: str, ancestor: str) -> str:
        """The first type argument that a type gives to an ancestor."""
        ancestor_class = self._find(ancestor)
        for found, bindings in self._climb(name):
            if found is ancestor_class and found.record.type_params:
                return bindings.get(found.record.type_params[0], "")
        return ""

    def _hand_up(self, parent: str, written: list[str], child: _Class, bindings: _Bindings) -> list[str]:
        """Type arguments of a supertype. Where the index does not tell them and both classes have equally many
        parameters (`ArrayList<E>`, `AbstractList<E>`), they are the child's own."""
        if written:
            return [_bind(argument, bindings) for argument in written]
        declared = self._find(parent)
        own = child.record.type_params
        if declared is not None and own and len(declared.record.type_params) == len(own):
            return [bindings.get(param, "") for param in own]
        return []


def _erase(name: str) -> str:
    """The name without type arguments; arrays are all one class."""
    return _ARRAY if name.endswith("[]") else name.partition("<")[0]


def _parse(name: str) -> tuple[str, list[str]]:
    """Name and type arguments: `a.Map<K,a.List<V>>` -> (`a.Map`, [`K`, `a.List<V>`]). `*` becomes ""."""
    if name.endswith("[]"):
        return _ARRAY, [name[:-2]]
    erased, bracket, rest = name.partition("<")
    if not bracket:
        return erased, []
    arguments, depth, start = [], 0, 0
    rest = rest.removesuffix(">")
    for i, char in enumerate(rest):
        if char == "<":
            depth += 1
        elif char == ">":
            depth -= 1
        elif char == "," and depth == 0:
            arguments.append(rest[start:i])
            start = i + 1
    arguments.append(rest[start:])
    cleaned = [argument.strip() for argument in arguments]
    return erased, ["" if argument == "*" else argument for argument in cleaned]


def _bind(type_name: str, bindings: _Bindings) -> str:
    """The type with type variables replaced. An unknown variable alone is "", as an argument `*`."""
    if _TYPE_VARIABLE.fullmatch(type_name):
        return bindings.get(type_name, "")
    if "<" not in type_name and "[" not in type_name:
        return type_name
    if type_name.endswith("[]"):
        element = _bind(type_name[:-2], bindings)
        return f"{element}[]" if element else ""
    return _TYPE_VARIABLE.sub(lambda match: bindings.get(match[0]) or "*", type_name)


@cache
def load_index() -> AndroidIndex:
    """The index that is shipped with the program; read once a process."""
    return AndroidIndex(_DATA.read_bytes())
