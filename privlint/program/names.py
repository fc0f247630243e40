"""From names as written to qualified names."""

from __future__ import annotations

from typing import Final

from privlint.knowledge.index import SiteIndex
from privlint.program.android_index import AndroidIndex
from privlint.program.program import Program
from privlint.program.source import SourceClass, SourceFile

#: Kotlin names of types that the platform knows by a Java name.
_KOTLIN_TYPES: Final = {
    "String": "java.lang.String",
    "CharSequence": "java.lang.CharSequence",
    "Any": "java.lang.Object",
    "Throwable": "java.lang.Throwable",
    "Iterable": "java.lang.Iterable",
    "MutableIterable": "java.lang.Iterable",
    "Collection": "java.util.Collection",
    "MutableCollection": "java.util.Collection",
    "List": "java.util.List",
    "MutableList": "java.util.List",
    "ArrayList": "java.util.ArrayList",
    "Set": "java.util.Set",
    "MutableSet": "java.util.Set",
    "HashSet": "java.util.HashSet",
    "Map": "java.util.Map",
    "MutableMap": "java.util.Map",
    "HashMap": "java.util.HashMap",
    "LinkedHashMap": "java.util.LinkedHashMap",
    "Iterator": "java.util.Iterator",
    "Comparable": "java.lang.Comparable",
    "Exception": "java.lang.Exception",
    "RuntimeException": "java.lang.RuntimeException",
    "Lazy": "kotlin.Lazy",
    "Result": "kotlin.Result",
}
_PRIMITIVES: Final = {
    "boolean": "boolean",
    "Boolean": "boolean",
    "int": "int",
    "Int": "int",
    "Integer": "int",
    "long": "long",
    "Long": "long",
    "short": "int",
    "Short": "int",
    "byte": "int",
    "Byte": "int",
    "char": "char",
    "Char": "char",
    "Character": "char",
    "float": "float",
    "Float": "float",
    "double": "float",
    "Double": "float",
}
_JAVA_DEFAULTS: Final = ("java.lang",)
#: Packages whose members Kotlin sees without an import.
KOTLIN_DEFAULTS: Final = (
    "kotlin",
    "kotlin.collections",
    "kotlin.io",
    "kotlin.text",
    "kotlin.sequences",
    "kotlin.jvm",
    "java.lang",
)
BOOLEAN: Final = "boolean"
#: A class that an annotation processor makes, and that stands for the class of the program that it extends
#: (`MainActivity_`).
GENERATED: Final = "_"


class Names:
    """Resolves names of types; answers are cached by file, class and text."""

    def __init__(self, program: Program, index: AndroidIndex, sites: SiteIndex) -> None:
        self.program = program
        self.index = index
        self.sites = sites
        self._cache: dict[tuple[int, int, str], str] = {}

    def exists(self, qualified: str) -> bool:
        """Whether a class of the name is known: in the program, the platform index or the catalogue."""
        if qualified in self.program.classes or self.index.has(qualified):
            return True
        package, _, simple = qualified.rpartition(".")
        return simple in self.sites.known_classes.get(package, ()) or qualified in self.sites.by_owner

    def resolve(self, file: SourceFile, owner: SourceClass | None, text: str) -> str:
        """The qualified type of a type as written, without type arguments; "" if it cannot be told. Primitive types
        are `boolean int long char float`, boxed ones too; arrays are `kotlin.Array`."""
        key = (file.base, owner.index if owner else -1, text)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._resolve(file, owner, text)
        return found

    def resolve_generic(self, file: SourceFile, owner: SourceClass | None, text: str) -> str:
        """As `resolve`, with type arguments: `Lazy<Foo>` -> `dagger.Lazy<com.example.Foo>`."""
        text = text.strip().rstrip("?").strip()
        erased = self.resolve(file, owner, text)
        if not erased or "<" not in text or not text.endswith(">"):
            return erased
        arguments = [
            self.resolve_generic(file, owner, _without_variance(part))
            for part in split_arguments(text[text.index("<") + 1 : -1])
        ]
        return f"{erased}<{','.join(argument or '*' for argument in arguments)}>"

    def _resolve(self, file: SourceFile, owner: SourceClass | None, text: str) -> str:
        text = text.strip().rstrip("?").strip()
        if "->" in text or not text:
            return "kotlin.Function" if text else ""
        if text.endswith(("]", "...")):
            return "kotlin.Array"
        text = text.partition("<")[0].strip()
        if text.startswith("@"):
            text = text.rpartition(" ")[2]
        if text in _PRIMITIVES:
            return _PRIMITIVES[text]
        found = self._looked_up(file, owner, text)
        if not text.endswith(GENERATED) or found in self.program.classes:
            return found
        origin = self._looked_up(file, owner, text.removesuffix(GENERATED)) or found.removesuffix(GENERATED)
        return origin if origin in self.program.classes else found

    def _looked_up(self, file: SourceFile, owner: SourceClass | None, text: str) -> str:
        head, _, rest = text.partition(".")
        first = self._simple(file, owner, head)
        if first:
            return self._nested(first, rest)
        return self._fully_qualified(text)

    def _nested(self, qualified: str, rest: str) -> str:
        for part in rest.split(".") if rest else ():
            found = self.program.classes.get(qualified)
            inherited = self.inherited_type(found, part, set()) if found else ""
            qualified = inherited or f"{qualified}.{part}"
        return qualified

    def _fully_qualified(self, text: str) -> str:
        if "." not in text:
            return ""
        if self.exists(text):
            return text
        parts = text.split(".")
        looks_qualified = parts[0][:1].islower() and any(part[:1].isupper() for part in parts)
        return text if looks_qualified else ""

    def _simple(self, file: SourceFile, owner: SourceClass | None, name: str) -> str:
        scope = owner
        while scope is not None:
            if name in scope.nested:  # before the class around, which may have the same name in Kotlin
                return scope.nested[name].name
            if scope.decl.name == name and scope.decl.kind != "facade":
                return scope.name
            inherited = self.inherited_type(scope, name, set())
            if inherited:
                return inherited
            scope = scope.outer
        imported = file.explicit.get(name) or file.static_imports.get(name)
        if imported:
            return imported
        local = f"{file.package}.{name}" if file.package else name
        if local in self.program.classes:
            return local
        for declared in file.classes:  # local classes, which belong to the method around them
            if declared.decl.name == name:
                return declared.name
        return self._from_wildcards(file, name)

    def _from_wildcards(self, file: SourceFile, name: str) -> str:
        for package in file.wildcards:
            if self.exists(f"{package}.{name}"):
                return f"{package}.{name}"
        if file.is_kotlin and name in _KOTLIN_TYPES:
            return _KOTLIN_TYPES[name]
        for package in KOTLIN_DEFAULTS if file.is_kotlin else _JAVA_DEFAULTS:
            if self.index.has(f"{package}.{name}"):
                return f"{package}.{name}"
        return ""

    def inherited_type(self, scope: SourceClass, name: str, seen: set[str]) -> str:
        """A type nested in a class or in one of its supertypes, by simple name."""
        if scope.name in seen:
            return ""
        seen.add(scope.name)
        nested = scope.nested.get(name)
        if nested is not None:
            return nested.name
        for supertype in scope.decl.supertypes:
            if supertype.partition("<")[0].rpartition(".")[2] == name:
                continue  # a class cannot find its own supertype inside that supertype
            qualified = self.resolve(scope.file, scope.outer, supertype)
            parent = self.program.classes.get(qualified)
            if parent is not None:
                found = self.inherited_type(parent, name, seen)
                if found:
                    return found
            elif qualified and name[:1].isupper() and self.index.has(f"{qualified}.{name}"):
                return f"{qualified}.{name}"
        return ""

    def is_type_name(self, file: SourceFile, owner: SourceClass | None, name: str) -> str:
        """The qualified class if a simple name in an expression stands for a class."""
        found = self.resolve(file, owner, name)
        if not found or found in ("kotlin.Array", "kotlin.Function") or found in _PRIMITIVES.values():
            return "" if name not in ("String", "Boolean", "Int", "Long") else found
        if found in self.program.classes or name[:1].isupper() or self.index.has(found):
            return found
        return ""


def split_arguments(text: str) -> list[str]:
    """Type arguments at the top level of `A,B<C,D>`."""
    parts, depth, start = [], 0, 0
    for position, char in enumerate(text):
        if char in "<(":
            depth += 1
        elif char in ">)" and text[position - 1 : position] != "-":
            depth -= 1
        elif char == "," and depth == 0:
            parts.append(text[start:position].strip())
            start = position + 1
    parts.append(text[start:].strip())
    return parts


def first_argument(generic: str) -> str:
    """The first type argument of a resolved generic type, "" if unknown."""
    _, bracket, rest = generic.partition("<")
    if not bracket:
        return ""
    found = split_arguments(rest[:-1])[0]
    return "" if found == "*" else found


def erased(generic: str) -> str:
    """A resolved type without its type arguments."""
    return generic.partition("<")[0]


def _without_variance(text: str) -> str:
    for prefix in ("out ", "in ", "? extends ", "? super ", "@JvmSuppressWildcards "):
        if text.startswith(prefix):
            return text[len(prefix) :]
    return text
