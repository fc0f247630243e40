"""Manifests: names, positions, placeholders, merge."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from privlint.workspace.manifest import read_manifest
from privlint.workspace.merge import merge
from privlint.workspace.model import Manifest

HEAD = (
    '<manifest xmlns:android="http://schemas.android.com/apk/res/android" '
    'xmlns:tools="http://schemas.android.com/tools" package="com.example">\n'
)


def read(
    body: str,
    namespace: str = "",
    placeholders: Mapping[str, str] | None = None,
    path: str = "AndroidManifest.xml",
    resolve: Callable[[str], str] = str,
) -> Manifest:
    manifest, problems = read_manifest(
        path, (HEAD + body + "</manifest>").encode(), namespace, placeholders or {}, resolve
    )
    assert manifest is not None
    assert problems == []
    return manifest


def test_names_are_absolute() -> None:
    manifest = read(
        '<application android:name=".App"><activity android:name="Main"/>\n'
        '<service android:name="org.other.S$In"/>'
        '<activity-alias android:name=".Alias" android:targetActivity=".Main"/></application>',
        namespace="com.space",
    )
    assert manifest.application is not None
    assert manifest.application.name == "com.space.App"
    assert [c.name for c in manifest.components] == ["com.space.Main", "org.other.S.In", "com.space.Alias"]
    assert manifest.components[2].target == "com.space.Main"
    assert (manifest.components[1].position.line, manifest.components[1].position.column) == (3, 1)


def test_placeholders_and_resources() -> None:
    manifest = read(
        '<application><provider android:name=".P" android:authorities="${applicationId}.p" android:initOrder="7"/>'
        '<meta-data android:name="on" android:value="@bool/on"/>'
        '<meta-data android:name="key" android:value="${KEY}"/></application>',
        placeholders={"applicationId": "com.id"},
        resolve=lambda name: {"@bool/on": "false"}.get(name, name),
    )
    assert manifest.components[0].authorities == "com.id.p"
    assert manifest.components[0].init_order == 7
    assert manifest.meta_data == (("on", "false", "", 2), ("key", "${KEY}", "", 2))


def test_removed_components_and_initializers() -> None:
    application = read(
        '<application><provider android:name="sdk.Init" tools:node="remove"/>'
        '<provider android:name="androidx.startup.InitializationProvider" tools:node="merge">'
        '<meta-data android:name="sdk.Initializer" tools:node="remove"/></provider></application>'
    )
    library = read(
        '<application><provider android:name="sdk.Init"/>'
        '<provider android:name="androidx.startup.InitializationProvider">'
        '<meta-data android:name="sdk.Initializer" android:value="androidx.startup"/>'
        '<meta-data android:name="other.Initializer" android:value="androidx.startup"/></provider></application>'
    )
    merged = merge([application, library])
    assert merged.removed == {"sdk.Init", "sdk.Initializer"}
    (startup,) = merged.components
    assert [name for name, _, _ in startup.meta_data] == ["other.Initializer"]
    whole = read(
        '<application><provider android:name="androidx.startup.InitializationProvider" '
        'tools:node="remove"/></application>'
    )
    assert merge([whole, library]).removed == {"androidx.startup.InitializationProvider"}


def test_higher_priority_wins() -> None:
    main = read(
        '<uses-permission android:name="a.P" tools:node="remove"/>'
        '<application android:name=".App"><meta-data android:name="k" android:value="1"/></application>',
        path="main.xml",
    )
    library = read(
        '<uses-permission android:name="a.P"/><uses-permission android:name="a.Q" android:maxSdkVersion="28"/>'
        '<application android:name=".Other"><meta-data android:name="k" android:value="2"/>'
        '<receiver android:name="lib.R" android:exported="false" android:enabled="false"/></application>',
        path="lib.xml",
    )
    merged = merge([main, library])
    assert merged.application is not None
    assert merged.application.name == "com.example.App"
    assert [(p.name, p.max_sdk) for p in merged.permissions] == [("a.Q", 28)]
    assert merged.meta_data["k"][0] == "1"
    assert merged.meta_data["k"][1].path == "main.xml"
    assert [(c.name, c.exported, c.enabled) for c in merged.components] == [("lib.R", False, False)]
    assert merged.paths == ("main.xml", "lib.xml")


def test_document_type_is_named_and_the_rest_is_read() -> None:
    data = b'<!DOCTYPE manifest>\n<manifest package="a"><application/></manifest>'
    manifest, problems = read_manifest("m.xml", data, "", {}, str)
    assert manifest is not None and manifest.application is not None
    assert [(p.path, p.line) for p in problems] == [("m.xml", 1)]


def test_entities_are_refused() -> None:
    data = b'<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<manifest>&b;</manifest>'
    manifest, problems = read_manifest("m.xml", data, "", {}, str)
    assert manifest is None
    assert problems


def test_deep_xml_is_no_danger() -> None:
    data = b"<manifest>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</manifest>"
    manifest, problems = read_manifest("m.xml", data, "", {}, str)
    assert manifest is not None
    assert problems[0].reason == "nested too deeply"


def test_chinese_encoding_and_broken_tail() -> None:
    data = '<?xml version="1.0" encoding="GBK"?><manifest package="中"><application>'.encode("gbk")
    manifest, problems = read_manifest("m.xml", data, "", {}, str)
    assert manifest is not None and manifest.package == "中"
    assert len(problems) == 1


@settings(max_examples=200)
@given(
    st.one_of(st.binary(max_size=200), st.text(alphabet="<>/&;!?[]\"'= amnifest:\n${}", max_size=200).map(str.encode))
)
def test_any_bytes_are_read(data: bytes) -> None:
    for whole in (data, HEAD.encode() + data, HEAD.encode() + data + b"</manifest>"):
        manifest, problems = read_manifest("m.xml", whole, "", {}, str)
        assert manifest is not None or problems
