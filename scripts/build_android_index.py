"""Builds the Android API index from typings and `rules/types/`.

    npm pack @nativescript/types-android@9.1.1 @nativescript/types-android@8.8.0
    for v in 9.1.1 8.8.0; do mkdir $v; tar xzf nativescript-types-android-$v.tgz -C $v; done
    python scripts/build_android_index.py 9.1.1/package/lib/android/android-platform-*-merged.d.ts \\
        9.1.1/package/lib/android/androidx-32.d.ts 8.8.0/package/lib/android/android-platform-29.d.ts

Of several typings that declare the same class the first wins (the second platform file is for whole packages that the
newer ones lost, such as android.app.job). The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from supplement import Supplement, TypeSupplement, read_supplement  # noqa: E402
from typings import ClassDecl, MethodDecl, parse_typings, split_top_level  # noqa: E402

from privlint.program.android_records import ANY_COUNT, FUNCTIONS, MAGIC, ClassRecord, Directory, compress  # noqa: E402

#: Left out: generated code and packages that no look-up of ours can matter for; a tenth of the index.
_EXCLUDED = re.compile(
    r"(android\.icu|android\.renderscript|androidx\.constraintlayout\.solver|androidx\.emoji2\.text\.flatbuffer"
    r"|android\.opengl\.GLES\w+|dalvik\.bytecode|java\.awt|java\.beans|javax\.microedition|junit|[\w.]+\.lint)(\.|$)"
)
_PRIMITIVES = {"void", "boolean", "number"}
_NAME = re.compile(r"[A-Za-z_$][\w.$]*")
_OBJECT = "java.lang.Object"
#: Deflate looks back 32 KiB: a longer dictionary is of no use.
_DICTIONARY_SIZE = 32 * 1024

Classes = dict[str, ClassDecl]


def main() -> int:
    """Runs the script; returns its exit status."""
    parser = argparse.ArgumentParser(description="Builds the Android API index.")
    parser.add_argument("typings", nargs="+", type=Path, help="*.d.ts files")
    parser.add_argument("--types", type=Path, default=ROOT / "rules" / "types", help="folder of the supplement")
    parser.add_argument("--output", type=Path, default=ROOT / "privlint" / "program" / "data" / "android_api.bin")
    options = parser.parse_args()
    classes = read_typings(options.typings)
    data = build(classes, read_supplement(options.types))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_bytes(data)
    sys.stderr.write(f"{options.output}: {len(classes)} classes, {len(data)} bytes\n")
    return 0


def read_typings(paths: Iterable[Path]) -> Classes:
    """The classes of typings files by name."""
    classes: Classes = {}
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for declared in parse_typings(lines):
                if not _EXCLUDED.match(declared.name):
                    classes.setdefault(declared.name, declared)
    return classes


def build(classes: Classes, supplement: Supplement) -> bytes:
    """The index file. Adds the supplement to `classes`."""
    for declared in classes.values():
        _complete_enum(declared)
    lambdas: dict[str, dict[str, tuple[str, ...]]] = {}
    for added in supplement.types:
        _merge(classes, added)
        lambdas[added.name] = added.lambdas
    _add_twins(classes, supplement.packages)
    if unknown := sorted(set(supplement.services.values()) - set(classes)):
        raise ValueError(f"services: no class {unknown[0]}")
    single_methods = _single_methods(classes)
    shards: dict[str, dict[str, bytes]] = defaultdict(dict)
    words: dict[str, set[str]] = defaultdict(set)
    encoder = msgspec.msgpack.Encoder()
    for name in sorted(classes):
        package = _package_of(name, classes)
        record = _record(classes[name], classes, single_methods, lambdas.get(name, {}))
        shards[package][name[len(package) + 1 :]] = encoder.encode(record)
        words[package] |= _words(record)
    for package, functions in _functions_by_package(supplement.functions).items():
        shards[package][FUNCTIONS] = encoder.encode(ClassRecord(returns=_group(functions)))
    return _assemble(shards, words, supplement.services)


def _complete_enum(declared: ClassDecl) -> None:
    # The typings lose `extends Enum<X>`; what the compiler gives every enum remains.
    static = {method.name for method in declared.methods if method.is_static}
    if set(declared.supertypes) <= {_OBJECT} and {"values", "valueOf"} <= static and declared.name != _OBJECT:
        declared.supertypes = ["java.lang.Enum"]


def _merge(classes: Classes, added: TypeSupplement) -> None:
    declared = classes.get(added.name)
    if declared is None:
        declared = classes[added.name] = ClassDecl(added.name, is_interface=added.is_interface)
    declared.type_params = declared.type_params or added.type_params
    if added.type_params and declared.type_params != added.type_params:
        raise ValueError(f"{added.name}: the typings name its type parameters {', '.join(declared.type_params)}")
    known = {supertype.partition("<")[0] for supertype in declared.supertypes}
    declared.supertypes += [name for name in added.supertypes if name.partition("<")[0] not in known]
    declared.supertypes = [name for name in declared.supertypes if name != _OBJECT] or [_OBJECT]
    declared.methods = [method for method in declared.methods if method.name not in added.returns]
    declared.methods += [MethodDecl(name, None, type_name, False) for name, type_name in added.returns.items()]
    declared.fields.update(added.fields)


def _add_twins(classes: Classes, packages: dict[str, str]) -> None:
    """For each class of a new package one in the old package that derives from it and so has the same members."""
    for old, new in sorted(packages.items()):
        for name in [name for name in classes if name.startswith(f"{new}.") and _package_of(name, classes) == new]:
            twin = f"{old}{name[len(new) :]}"
            original = classes[name]
            if twin not in classes:
                params = f"<{','.join(original.type_params)}>" if original.type_params else ""
                classes[twin] = ClassDecl(twin, original.type_params, [name + params], original.is_interface)


def _package_of(name: str, classes: Classes) -> str:
    package = name.rpartition(".")[0]
    while package in classes:
        package = package.rpartition(".")[0]
    return package


def _ancestors(name: str, classes: Classes) -> list[str]:
    queue, seen = [name], {name}
    for current in queue:  # grows while it is walked
        for supertype in classes[current].supertypes if current in classes else ():
            erased = supertype.partition("<")[0]
            if erased not in seen:
                seen.add(erased)
                queue.append(erased)
    return queue[1:]


def _single_methods(classes: Classes) -> dict[str, MethodDecl]:
    """The method of each interface that declares one only: what a lambda implements."""
    result = {}
    for name, declared in classes.items():
        methods = [method for method in declared.methods if not method.is_static and method.name != "<init>"]
        if declared.is_interface and len(methods) == 1 and methods[0].params is not None:
            result[name] = methods[0]
    return result


def _record(
    declared: ClassDecl,
    classes: Classes,
    single_methods: dict[str, MethodDecl],
    own_lambdas: dict[str, tuple[str, ...]],
) -> ClassRecord:
    params = declared.type_params
    returns, overloads = _methods(declared, classes)
    fields = {
        name: _clean(type_name, params)
        for name, type_name in declared.fields.items()
        if type_name != "number" and name not in declared.constants
    }
    supertypes = tuple(_clean(name, params) for name in declared.supertypes)
    if declared.is_interface or len(supertypes) > 1:
        supertypes = tuple(name for name in supertypes if name != _OBJECT)
    lambdas = {**_lambdas(declared, classes, single_methods), **own_lambdas}
    return ClassRecord(
        is_interface=declared.is_interface,
        type_params=params,
        supertypes=supertypes,
        returns=_group(returns),
        overloads=overloads,
        fields=_group(fields),
        constants=dict(sorted(declared.constants.items())),
        lambdas=dict(sorted(lambdas.items())),
    )


def _methods(declared: ClassDecl, classes: Classes) -> tuple[dict[str, str], dict[str, tuple[tuple[int, str], ...]]]:
    """Return types of methods that have one, and overloads of the others. A method is left out if ancestors already say
    all of it."""
    inherited: set[tuple[str, int, str]] = set()
    for ancestor in _ancestors(declared.name, classes):
        for method in classes[ancestor].methods if ancestor in classes else ():
            count, erased = _count(method), method.returns.partition("<")[0]
            inherited |= {(method.name, count, erased), (method.name, count, "")}
    own = [method for method in declared.methods if method.name != "<init>" and "$" not in method.name]
    new = {m.name for m in own if (m.name, _count(m), m.returns.partition("<")[0]) not in inherited}
    overloads: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for method in own:
        if method.name in new:
            overloads[method.name].add((_count(method), _clean(method.returns, declared.type_params)))
    for name in overloads:
        overloads[name] = _most_telling(overloads[name])
    returns, rest = {}, {}
    for name, variants in sorted(overloads.items()):
        types = {type_name for _, type_name in variants}
        if len(types) == 1:
            returns[name] = types.pop()
        else:
            rest[name] = tuple(sorted(variants))
    return returns, rest


def _count(method: MethodDecl) -> int:
    return ANY_COUNT if method.params is None else len(method.params)


def _most_telling(variants: set[tuple[int, str]]) -> set[tuple[int, str]]:
    """Of variants that differ in type arguments only, or in that one is unknown, the one that says most."""
    best: dict[tuple[int, str], str] = {}
    for count, type_name in variants:
        key = (count, type_name.partition("<")[0])
        best[key] = max(best.get(key, ""), type_name, key=lambda text: (len(text), text))
    counts_known = {count for count, erased in best if erased}
    return {(count, text) for (count, erased), text in best.items() if erased or count not in counts_known}


def _lambdas(
    declared: ClassDecl, classes: Classes, single_methods: dict[str, MethodDecl]
) -> dict[str, tuple[str, ...]]:
    """Parameter types of the lambdas that the methods take. A method whose overloads disagree has none."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for method in declared.methods:
        for param in method.params or ():
            interface, _, arguments = param.partition("<")
            target = single_methods.get(interface)
            if target is not None and target.params:
                given = split_top_level(arguments.removesuffix(">"))
                bindings = dict(zip(classes[interface].type_params, given, strict=False))
                types = (bindings.get(type_name, _clean(type_name, ())) for type_name in target.params)
                found[method.name].add(tuple(_clean(type_name, declared.type_params) for type_name in types))
    return {name: types.pop() for name, types in found.items() if len(types) == 1 and any(next(iter(types)))}


def _clean(type_name: str, params: tuple[str, ...]) -> str:
    """The type if it means something outside its declaration: a method's own type parameters do not."""
    if type_name.endswith("[]"):
        element = _clean(type_name[:-2], params)
        return f"{element}[]" if element else ""
    head, bracket, arguments = type_name.partition("<")
    if "." not in head and head not in params and head not in _PRIMITIVES:
        return ""
    if not bracket:
        return head
    return head + _NAME.sub(lambda match: match[0] if "." in match[0] or match[0] in params else "*", f"<{arguments}")


def _group(types: dict[str, str]) -> dict[str, str]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for name, type_name in types.items():
        grouped[type_name].append(name)
    return {type_name: " ".join(sorted(names)) for type_name, names in sorted(grouped.items())}


def _functions_by_package(functions: dict[str, str]) -> dict[str, dict[str, str]]:
    packages: dict[str, dict[str, str]] = defaultdict(dict)
    for name, type_name in functions.items():
        package, _, simple = name.rpartition(".")
        packages[package][simple] = type_name
    return packages


def _words(record: ClassRecord) -> set[str]:
    names = " ".join([*record.returns.values(), *record.fields.values()]).split(" ")
    return {*names, *record.returns, *record.fields, *record.supertypes, *record.overloads} - {""}


def _assemble(shards: dict[str, dict[str, bytes]], words: dict[str, set[str]], services: dict[str, str]) -> bytes:
    dictionary = _dictionary(words)
    places, blobs = {}, [dictionary]
    offset = len(dictionary)
    for package in sorted(shards):
        blob = compress(msgspec.msgpack.encode(shards[package]), dictionary)
        places[package] = (offset, len(blob))
        blobs.append(blob)
        offset += len(blob)
    directory = msgspec.msgpack.encode(Directory(len(dictionary), places, dict(sorted(services.items()))))
    return b"".join([MAGIC, len(directory).to_bytes(4, "big"), directory, *blobs])


def _dictionary(words: dict[str, set[str]]) -> bytes:
    """The words that most bytes are spent on across packages; the best last, where deflate refers to them cheapest."""
    weights: Counter[str] = Counter()
    for package_words in words.values():
        for word in package_words:
            weights[word] += len(word)
    ranked = sorted(weights, key=lambda word: (-weights[word], word))
    text = " ".join(reversed(ranked[:4000])).encode()
    return text[-_DICTIONARY_SIZE:]


if __name__ == "__main__":
    sys.exit(main())
