"""The language server, in a process of its own, as an editor sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from consent.small_apps import START, SmallApp
from lsp.editors import Editor, Wanted, capabilities, codes
from lsprotocol import types

_KOTLIN = """\
package com.example

import android.app.Application
import com.umeng.commonsdk.UMConfigure

class App : Application() {{
    override fun onCreate() {{
        super.onCreate()
        {}
    }}
}}
"""
_LEAKING = _KOTLIN.format("Start.all(this)")
_CLEAN = _KOTLIN.format("// nothing yet")
_START = """\
package com.example

import android.app.Application
import com.umeng.commonsdk.UMConfigure

object Start {
    fun all(app: Application) {
        /* 𝒜 */ UMConfigure.init(app, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null)
    }
}
"""
_SHARED = "android.sourceSets.main.java.srcDirs = ['../app/src/main/java']\n"
_GRADLE = """\
plugins { id 'com.android.application' }
android { namespace 'com.example'; compileSdk 34 }
dependencies {
    implementation 'com.umeng.umsdk:common:9.2.0'
}
"""


@pytest_asyncio.fixture
async def editor() -> AsyncIterator[Editor]:
    """An editor that has not been started; its server is ended in the end."""
    editor = Editor()
    yield editor
    if editor.client.capabilities is not None and editor.client._server is not None:
        assert await editor.stop() == 0


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    """An app that starts an SDK in another file than the one that has to be changed."""
    app = SmallApp(tmp_path / "an app")
    (app.root / "privlint.toml").write_text('select = ["PRV10", "PRV202"]\n')
    app.write("app/src/main/java/com/example/App.kt", _LEAKING)
    app.write("app/src/main/java/com/example/Start.kt", _START)
    return app


def begin_on(*lines: int) -> Wanted:
    """Whether diagnostics begin on these lines."""
    return lambda found: [each.range.start.line for each in found] == list(lines)


def source(app: SmallApp, name: str) -> Path:
    return app.root / f"app/src/main/java/com/example/{name}.kt"


@pytest.mark.asyncio
async def test_all_findings_are_shown_at_the_start_with_their_call_path(app: SmallApp, editor: Editor) -> None:
    result = await editor.start(app.root)
    assert result.server_info is not None
    assert result.server_info.name == "privlint"
    (found,) = await editor.diagnostics(source(app, "Start"))
    assert (found.code, found.source, found.severity) == ("PRV101", "privlint", types.DiagnosticSeverity.Error)
    related = [(each.location.uri, each.location.range.start.line) for each in found.related_information or ()]
    assert related == [
        (source(app, "App").as_uri(), 6),
        (source(app, "App").as_uri(), 8),
        (source(app, "Start").as_uri(), 7),
    ]


@pytest.mark.asyncio
async def test_a_text_that_is_not_saved_counts(app: SmallApp, editor: Editor) -> None:
    await editor.start(app.root)
    await editor.diagnostics(source(app, "Start"))
    editor.open(source(app, "App"))
    editor.change(source(app, "App"), _CLEAN)
    await editor.diagnostics(source(app, "Start"), lambda found: not found)
    editor.close(source(app, "App"))  # without saving
    assert codes(await editor.diagnostics(source(app, "Start"))) == ["PRV101"]


@pytest.mark.asyncio
async def test_a_save_changes_what_is_shown_elsewhere(app: SmallApp, editor: Editor) -> None:
    await editor.start(app.root, options={"run": "save"})
    await editor.diagnostics(source(app, "Start"))
    editor.open(source(app, "App"))
    editor.change(source(app, "App"), _CLEAN)
    editor.save(source(app, "App"))
    await editor.diagnostics(source(app, "Start"), lambda found: not found)
    editor.change(source(app, "App"), _LEAKING)
    editor.save(source(app, "App"))
    assert codes(await editor.diagnostics(source(app, "Start"))) == ["PRV101"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("encodings", "column"),
    [((), 17), (("utf-16",), 17), (("utf-8", "utf-16"), 19), (("utf-32", "utf-16"), 16), (("ebcdic",), 17)],
)
async def test_columns_are_those_of_the_editor(
    app: SmallApp, editor: Editor, encodings: tuple[str, ...], column: int
) -> None:
    result = await editor.start(app.root, able=capabilities(encodings))
    (found,) = await editor.diagnostics(source(app, "Start"))
    start = found.range.start
    line = _START.split("\n")[start.line]
    assert result.capabilities.position_encoding == (encodings[0] if encodings and column != 17 else "utf-16")
    assert line.index("UMConfigure") == 16
    assert start.character == column + len("UMConfigure.")


@pytest.mark.asyncio
async def test_positions_stand_firm_where_old_signs_end_lines(app: SmallApp, editor: Editor) -> None:
    text = "// one\r// two\x0c still two\u2028 still two\r\n" + _START
    source(app, "Start").write_bytes(text.encode())
    await editor.start(app.root)
    (found,) = await editor.diagnostics(source(app, "Start"))
    assert found.range.start.line == 2 + 7
    editor.open(source(app, "Start"), text)
    editor.change(source(app, "Start"), "\r" + text)
    await editor.diagnostics(source(app, "Start"), begin_on(3 + 7))


@pytest.mark.asyncio
async def test_ignoring_with_a_reason(app: SmallApp, editor: Editor) -> None:
    await editor.start(app.root)
    start = source(app, "Start")
    editor.open(start)
    editor.change(start, "// not saved\n" + _START)
    (found,) = await editor.diagnostics(start, begin_on(8))
    actions = {action.title: action for action in await editor.actions(start, found)}
    action = actions["Ignore PRV101 here, with a reason"]
    assert action.edit is not None
    text = editor.apply(action.edit)[start]
    assert "        // privlint: ignore[PRV101] TODO: say why\n        /* 𝒜 */ UMConfigure" in text
    editor.change(start, text)
    await editor.diagnostics(start, lambda found: not found)


@pytest.mark.asyncio
async def test_editors_that_can_ask_are_asked_for_the_reason(app: SmallApp, editor: Editor) -> None:
    await editor.start(app.root, options={"commands": ["privlint.askReason"]})
    start = source(app, "Start")
    editor.open(start)
    (found,) = await editor.diagnostics(start)
    actions = {action.title: action for action in await editor.actions(start, found)}
    command = actions["Ignore PRV101 here, with a reason"].command
    assert command is not None
    assert command.command == "privlint.askReason"
    for reason in ("", " ", "two\nlines", 3, None):
        arguments = [*(command.arguments or []), reason]
        await editor.client.workspace_execute_command_async(types.ExecuteCommandParams("privlint.ignore", arguments))
    assert editor.edits == []
    arguments = [*(command.arguments or []), "the kiosk asks at sign-up"]
    await editor.client.workspace_execute_command_async(types.ExecuteCommandParams("privlint.ignore", arguments))
    (edit,) = editor.edits
    assert "// privlint: ignore[PRV101] the kiosk asks at sign-up\n" in editor.apply(edit)[start]


@pytest.mark.asyncio
async def test_raising_a_version(app: SmallApp, editor: Editor) -> None:
    app.write("app/build.gradle", _GRADLE)
    build = app.root / "app/build.gradle"
    await editor.start(app.root)
    editor.open(build)
    (found,) = await editor.diagnostics(build)
    assert found.code == "PRV202"
    first, *_ = await editor.actions(build, found)
    assert first.is_preferred
    assert first.edit is not None
    raised = editor.apply(first.edit)[build]
    assert raised.startswith(_GRADLE[: _GRADLE.index("9.2.0")])
    (everything,) = await editor.actions(build, found, "source.fixAll")
    assert everything.kind == "source.fixAll.privlint"
    assert everything.edit is not None
    assert editor.apply(everything.edit)[build] == raised
    editor.change(build, raised)
    await editor.diagnostics(build, lambda found: not found)


@pytest.mark.asyncio
async def test_nothing_is_offered_for_a_text_that_has_changed(app: SmallApp, editor: Editor) -> None:
    await editor.start(app.root, options={"run": "save"})
    start = source(app, "Start")
    editor.open(start)
    (found,) = await editor.diagnostics(start)
    assert await editor.actions(start, found)
    editor.change(start, "\n" + _START)
    assert await editor.actions(start, found) == []


@pytest.mark.asyncio
async def test_the_page_of_a_rule(app: SmallApp, editor: Editor) -> None:
    (app.root / "privlint.toml").write_text('rule-pages = "https://docs.example/{code}/"\nselect = ["PRV101"]\n')
    await editor.start(app.root)
    start = source(app, "Start")
    editor.open(start)
    (found,) = await editor.diagnostics(start)
    assert found.code_description == types.CodeDescription("https://docs.example/PRV101/")
    (command,) = [each.command for each in await editor.actions(start, found) if each.command]
    await editor.client.workspace_execute_command_async(types.ExecuteCommandParams(command.command, command.arguments))
    assert [(each.uri, each.external) for each in editor.client.shown_documents] == [
        ("https://docs.example/PRV101/", True)
    ]


@pytest.mark.asyncio
async def test_a_page_without_a_place_on_the_web(app: SmallApp, editor: Editor) -> None:
    await editor.start(app.root, options={"commands": ["privlint.showPage"]}, locale="zh-CN")
    start = source(app, "Start")
    editor.open(start)
    (found,) = await editor.diagnostics(start)
    assert found.code_description is None
    assert "用户同意" in found.message
    (command,) = [each.command for each in await editor.actions(start, found) if each.command]
    assert (command.command, command.arguments) == ("privlint.showPage", ("PRV101",))
    page = await editor.client.workspace_execute_command_async(types.ExecuteCommandParams("privlint.page", ["PRV101"]))
    assert str(page).startswith("# PRV101: sdk-init-before-consent")
    nothing = await editor.client.workspace_execute_command_async(types.ExecuteCommandParams("privlint.page", [["x"]]))
    assert nothing is None


@pytest.mark.asyncio
async def test_hovering_over_an_sdk(app: SmallApp, editor: Editor) -> None:
    app.write("app/build.gradle", _GRADLE.replace("'com.umeng.umsdk:common:9.2.0'", "libs.statistics"))
    app.write(
        "gradle/libs.versions.toml",
        '[versions]\numeng = "9.2.0"\n[libraries]\nstatistics = { group = "com.umeng.umsdk", name = "common", '
        'version.ref = "umeng" }\n',
    )
    build, catalogue = app.root / "app/build.gradle", app.root / "gradle/libs.versions.toml"
    await editor.start(app.root)
    editor.open(build)
    editor.open(catalogue)
    for path, line in ((build, 3), (catalogue, 1), (catalogue, 3)):
        text = await editor.hover(path, line, 5)
        assert "umeng-analytics" in text
        assert "`9.2.0` here (declared)" in text
        assert "**older than " in text
    assert await editor.hover(build, 0) == ""
    editor.change(build, "// not saved\ndependencies { implementation('cn.authing:guard:1.5.8') }\n")
    text = await editor.hover(build, 1, 20)
    assert "`1.5.8` here" in text
    assert "Named in notices:" in text


@pytest.mark.asyncio
async def test_wrong_settings_are_shown_where_they_stand(app: SmallApp, editor: Editor) -> None:
    settings = app.root / "privlint.toml"
    settings.write_text('select = ["PRV101"]\nmin-sevrity = "note"\n')
    await editor.start(app.root)
    (found,) = await editor.diagnostics(settings)
    assert (found.range.start.line, found.severity) == (1, types.DiagnosticSeverity.Error)
    assert "did you mean 'min-severity'?" in found.message
    assert "privlint.toml:2: unknown setting" in await editor.message()
    settings.write_text('select = ["PRV101"]\n')
    editor.touched(settings)
    await editor.diagnostics(source(app, "Start"))
    await editor.diagnostics(settings, lambda found: not found)
    assert len(editor.messages) == 1


@pytest.mark.asyncio
async def test_files_that_something_else_changes(app: SmallApp, editor: Editor) -> None:
    await editor.start(app.root)
    await editor.diagnostics(source(app, "Start"))
    await editor.until(lambda: True)
    source(app, "App").write_text(_CLEAN)
    editor.touched(source(app, "App"))
    await editor.diagnostics(source(app, "Start"), lambda found: not found)
    (registered,) = editor.watched
    assert [each.method for each in registered.registrations] == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]


@pytest.mark.asyncio
async def test_several_folders_that_come_and_go(app: SmallApp, editor: Editor, tmp_path: Path) -> None:
    other = SmallApp(tmp_path / "other")
    other.java("App", f"public class App extends Application {{ public void onCreate() {{ {START}; }} }}")
    shown = other.root / "app/src/main/java/com/example/App.java"
    await editor.start(app.root)
    await editor.diagnostics(source(app, "Start"))
    folders = [types.WorkspaceFolder(each.as_uri(), each.name) for each in (other.root, tmp_path / "missing")]
    gone = [types.WorkspaceFolder(app.root.as_uri(), "app")]
    event = types.WorkspaceFoldersChangeEvent(folders, gone)
    editor.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
    await editor.diagnostics(shown)
    assert not editor.known(source(app, "Start"))


@pytest.mark.asyncio
async def test_a_file_without_a_folder_belongs_to_its_project(app: SmallApp, editor: Editor) -> None:
    await editor.start()
    editor.open(source(app, "Start"))
    assert codes(await editor.diagnostics(source(app, "Start"))) == ["PRV101"]


@pytest.mark.asyncio
async def test_the_first_check_shows_its_progress(app: SmallApp, editor: Editor) -> None:
    await editor.start(app.root)
    await editor.until(lambda: len(editor.progress) == 2)
    begin, end = (str(getattr(each, "kind", each)) for each in editor.progress)
    assert ("begin" in begin, "end" in end) == (True, True)


@pytest.mark.asyncio
async def test_the_newest_edit_counts(app: SmallApp, editor: Editor) -> None:
    await editor.start(app.root)
    await editor.diagnostics(source(app, "Start"))
    editor.open(source(app, "App"))
    for round in range(20):
        editor.change(source(app, "App"), _CLEAN if round % 2 else _LEAKING)
        editor.save(source(app, "App"))
    await editor.diagnostics(source(app, "Start"), lambda found: not found)
    editor.change(source(app, "App"), _LEAKING)
    editor.save(source(app, "App"))
    await editor.diagnostics(source(app, "Start"))


@pytest.mark.asyncio
async def test_any_document_may_be_opened(app: SmallApp, editor: Editor) -> None:
    await editor.start(app.root)
    await editor.diagnostics(source(app, "Start"))
    texts = ["", "\0\1\2", "\ud800 half", "a" * 100_000, "\r\r\n\u2028", "class {{{{", "/* " * 10_000]
    uris = [
        "untitled:Untitled-1",
        "file://",
        "file:///%00",
        "file:///%zz",
        "file://[/x",
        "http://example.org/A.java",
        "",
        ":",
        "jar:file:///x!/y.java",
        "file:///../../etc/passwd",
        f"{app.root.as_uri()}/app/src/main/java/com/example/%FF.kt",
        f"{app.root.as_uri()}/app/src/main/java/com/example/New%20one.kt",
        f"{app.root.as_uri()}/app/build.gradle",
        f"{app.root.as_uri()}/privlint.toml",
    ]
    for number, uri in enumerate(uris):
        text = texts[number % len(texts)]
        item = types.TextDocumentItem(uri, "any", 1, text)
        identifier = types.TextDocumentIdentifier(uri)
        client = editor.client
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        client.text_document_did_save(types.DidSaveTextDocumentParams(identifier))
        position = types.Position(10_000, 10_000)
        await client.text_document_hover_async(types.HoverParams(identifier, position))
        context = types.CodeActionContext([])
        piece = types.Range(position, types.Position(0, 0))
        await client.text_document_code_action_async(types.CodeActionParams(identifier, piece, context))
        client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))
    editor.open(source(app, "App"))
    editor.change(source(app, "App"), _CLEAN)
    await editor.diagnostics(source(app, "Start"), lambda found: not found)
    assert editor.messages == []


@pytest.mark.asyncio
async def test_what_two_applications_share_is_shown_once(app: SmallApp, editor: Editor) -> None:
    app.write("settings.gradle", "include ':app', ':other'\n")
    app.write("other/build.gradle", (app.root / "app/build.gradle").read_text() + _SHARED)
    app.write("other/src/main/AndroidManifest.xml", (app.root / "app/src/main/AndroidManifest.xml").read_text())
    await editor.start(app.root)
    assert codes(await editor.diagnostics(source(app, "Start"))) == ["PRV101"]


@pytest.mark.asyncio
async def test_an_editor_that_refuses_to_watch(app: SmallApp, editor: Editor) -> None:
    editor.refuses_to_watch = True
    await editor.start(app.root)
    await editor.diagnostics(source(app, "Start"))
    await editor.until(lambda: bool(editor.watched))
    settings = app.root / "privlint.toml"
    editor.open(settings)
    source(app, "App").write_text(_CLEAN)  # nobody tells of it
    editor.save(settings)
    await editor.diagnostics(source(app, "Start"), lambda found: not found)
