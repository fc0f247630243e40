"""Any bytes are a possible input: no reader raises, and every reader comes to an end."""

from __future__ import annotations

import io
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from workspace.dependency_projects import CASES, archive, cases, found_in, maven

from privlint.dependencies.archivecontents import read_archive, version_in_name
from privlint.dependencies.catalogue import read_catalogue
from privlint.dependencies.declared import BUILDSCRIPT, CONSTRAINTS, declarations
from privlint.dependencies.lockfile import read_lockfile
from privlint.dependencies.resolution import read_resolution
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import read_script
from privlint.dependencies.variables import ConstantsScope, add_properties, add_script
from privlint.workspace.builds import expanded_scopes

SECONDS = 60
#: What scripts are made of, in an order that no person would write.
PIECES = """
dependencies { } ( ) [ ] , : ; = . -> ?: ? ! && || == + <String> $/ /$ / " ' \"\"\" ''' ${ $v /* */ // \\ @
:: !! .. << \n
implementation api( constraints force eachDependency useVersion platform( create( module( files( fileTree( project(
'g:a:1' "g:b:$v" "g:${v}:2" group: name: version: v w libs.a libs.bundles.all libs.versions.v.get() deps['a'] it
def val var by extra ext.v ext fun String void return if (true) else for (x in each { forEach configure(subprojects)
object A class companion enum get() new in as to import apply from: plugins id('x') version null true 1
1.0 listOf( mapOf(
""".replace("\n\n", "\n").split(" ")

TOML = """
[versions] [libraries] [bundles] [libraries.a] [ ] { } a 'a' = . , # \n 'g:a:1' "g:a" module version ref version.ref
group strictly ''' " 1 true
""".split(" ")

quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
scripts = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join) | st.text(max_size=300)


@pytest.fixture(autouse=True)
def _comes_to_an_end() -> Iterator[None]:
    """Stops a test that runs for ever, where the platform can."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@quick
@example("dependencies { listOf(\n dependencies &&", "build.gradle", "")
@example("dependencies { implementation(mapOf('group' to", "build.gradle.kts", "")
@given(scripts, st.sampled_from(["build.gradle", "build.gradle.kts"]), scripts)
def test_scripts(text: str, name: str, other: str) -> None:
    constants = ConstantsScope(lambda: [read_script("buildSrc/src/main/kotlin/Libs.kt", other)])
    scope = Scope((constants,))
    scope.catalogues["libs"] = read_catalogue("libs.versions.toml", "[libraries]\na = 'g:a:1'")[0]
    add_properties(scope, other)
    script = read_script(name, text)
    add_script(scope, script)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for inside in ("", BUILDSCRIPT, CONSTRAINTS):
        for declared in declarations(script, scope, expanded_scopes, inside):
            assert 1 <= declared.declared_at.line <= lines
            assert declared.coordinate is None or all(declared.coordinate)
            read_resolution([(script, scope)], expanded_scopes).applied(declared)


@quick
@given(st.lists(st.sampled_from(TOML), max_size=40).map(" ".join) | st.text(max_size=300))
def test_catalogues(text: str) -> None:
    catalogue, problems = read_catalogue("x.versions.toml", text)
    lines = text.replace("\r\n", "\n").count("\n") + 1
    assert all(1 <= problem.line <= lines + 1 for problem in problems)
    for library in catalogue.libraries.values():
        assert library.group and library.name
        assert 1 <= library.position.line <= lines


@quick
@given(st.text(max_size=200) | st.lists(st.sampled_from(["g:a:1", "=", "x,y", "\n", "#", ":", "empty="])).map("".join))
def test_lock_files(text: str) -> None:
    locked, problems = read_lockfile("app/gradle.lockfile", text)
    assert len(problems) <= 1
    for entry in locked:
        assert entry.group and entry.name and entry.version
        assert 1 <= entry.position.line <= len(text.splitlines())


LIBRARY = archive(
    {
        **maven("g", "a", "1"),
        "META-INF/MANIFEST.MF": "A: b\n",
        "classes.jar": archive({"a/B.class": ""}),
        "c/D.class": "",
    }
)


@quick
@given(st.binary(max_size=200))
def test_archives_of_any_bytes(data: bytes) -> None:
    assert read_archive(io.BytesIO(data)).fault


@quick
@given(
    st.lists(st.tuples(st.integers(0, len(LIBRARY) - 1), st.integers(0, 255)), max_size=8), st.integers(0, len(LIBRARY))
)
def test_archives_with_damage(damage: list[tuple[int, int]], end: int) -> None:
    data = bytearray(LIBRARY)
    for index, value in damage:
        data[index] = value
    for content in (bytes(data), bytes(data[:end])):
        contents = read_archive(io.BytesIO(content))
        assert all(coordinate.group and coordinate.name for coordinate in contents.coordinates)


@quick
@given(st.text(max_size=80))
def test_names_of_archives(name: str) -> None:
    assert len("".join(version_in_name(name))) <= len(name)


WHOLE = [files for file in sorted(CASES.glob("*.txt")) for files, _ in cases(file.stem).values()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(WHOLE), st.data())
def test_projects_with_damage(files: dict[str, str], data: st.DataObject) -> None:
    damaged: dict[str, str | bytes] = dict(files)
    path = data.draw(st.sampled_from(sorted(files)))
    content = files[path].encode()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    damaged[path] = content[:start] + data.draw(st.binary(max_size=8)) + content[end:]
    with tempfile.TemporaryDirectory() as folder:
        found = found_in(Path(folder), damaged)
    for row in found.dependencies:
        assert row.name and row.position.line >= 1
