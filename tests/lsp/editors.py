"""An editor for tests: a client of the protocol that talks to a server in a process of its own."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInternalError
from pytest_lsp.client import LanguageClient, make_test_lsp_client

Wanted = Callable[[Sequence[types.Diagnostic]], bool]
_LONGEST = 300  # seconds; ends what hangs, no measure of speed


def capabilities(encodings: Sequence[str] = (), progress: bool = True) -> types.ClientCapabilities:
    """What an able editor says of itself."""
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=list(encodings) or None),
        window=types.WindowClientCapabilities(
            work_done_progress=progress, show_document=types.ShowDocumentClientCapabilities(support=True)
        ),
        workspace=types.WorkspaceClientCapabilities(
            workspace_folders=True,
            apply_edit=True,
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
        ),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(
                related_information=True, version_support=True, code_description_support=True
            ),
        ),
    )


class Editor:
    """Opens, changes and saves files, and waits for what the server has to say."""

    def __init__(self) -> None:
        self.client: LanguageClient = make_test_lsp_client()
        self.published: dict[str, types.PublishDiagnosticsParams] = {}
        self.messages: list[str] = []
        self.progress: list[object] = []
        self.edits: list[types.WorkspaceEdit] = []
        self.refuses_to_watch = False
        self.watched: list[types.RegistrationParams] = []
        self._news = asyncio.Event()
        self._texts: dict[Path, tuple[int, str]] = {}
        self._listen()
        # The library takes an action with a command for a command.
        converter = self.client.protocol._converter
        converter.register_structure_hook(
            types.Command | types.CodeAction, lambda data, _: converter.structure(data, types.CodeAction)
        )

    async def start(
        self,
        *folders: Path,
        options: Any = None,
        able: types.ClientCapabilities | None = None,
        locale: str | None = None,
    ) -> types.InitializeResult:
        """Starts the server and introduces itself."""
        await self.client.start_io(sys.executable, "-m", "privlint", "lsp")
        params = types.InitializeParams(
            capabilities=able or capabilities(),
            workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders],
            initialization_options=options,
            locale=locale,
        )
        return await self.client.initialize_session(params)

    async def stop(self) -> int | None:
        """Ends the server; its exit status."""
        await self.client.shutdown_session()
        process = self.client._server
        assert process is not None
        await self.client.stop()  # type: ignore[no-untyped-call]
        return process.returncode

    def open(self, path: Path, text: str | None = None, uri: str = "") -> None:
        """Shows a file."""
        text = path.read_text("utf-8") if text is None else text
        self._texts[path] = (1, text)
        item = types.TextDocumentItem(uri or path.as_uri(), "any", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, path: Path, text: str) -> None:
        """Types a text."""
        version = self._texts[path][0] + 1
        self._texts[path] = (version, text)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, path.as_uri()),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def save(self, path: Path) -> None:
        """Writes a file to disk."""
        path.write_text(self._texts[path][1], "utf-8")
        identifier = types.TextDocumentIdentifier(path.as_uri())
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(identifier))

    def close(self, path: Path) -> None:
        """Shows a file no longer."""
        identifier = types.TextDocumentIdentifier(path.as_uri())
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))

    def touched(self, *paths: Path) -> None:
        """Tells that files were changed by something else."""
        changes = [types.FileEvent(path.as_uri(), types.FileChangeType.Changed) for path in paths]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes))

    async def diagnostics(self, path: Path, wanted: Wanted = bool) -> Sequence[types.Diagnostic]:
        """The diagnostics of a file, once they are as they should be."""
        await self.until(lambda: wanted(self.known(path)))
        return self.known(path)

    def known(self, path: Path) -> Sequence[types.Diagnostic]:
        """The diagnostics of a file as they are now."""
        uri = path.as_uri()
        return self.published[uri].diagnostics if uri in self.published else ()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Waits for something that a message of the server brings about."""

        while not condition():
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), _LONGEST)

    async def message(self) -> str:
        """What the server says first in a window."""
        await self.until(lambda: bool(self.messages))
        return self.messages[0]

    async def actions(self, path: Path, diagnostic: types.Diagnostic, *only: str) -> list[types.CodeAction]:
        """What the server offers to do about a diagnostic."""
        kinds: list[str | types.CodeActionKind] = list(only)
        context = types.CodeActionContext([diagnostic], only=kinds or None)
        identifier = types.TextDocumentIdentifier(path.as_uri())
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(identifier, diagnostic.range, context)
        )
        return [each for each in found or () if isinstance(each, types.CodeAction)]

    async def hover(self, path: Path, line: int, character: int = 0) -> str:
        """What stands under the mouse."""
        identifier = types.TextDocumentIdentifier(path.as_uri())
        found = await self.client.text_document_hover_async(
            types.HoverParams(identifier, types.Position(line, character))
        )
        return found.contents.value if found is not None and isinstance(found.contents, types.MarkupContent) else ""

    def apply(self, edit: types.WorkspaceEdit) -> dict[Path, str]:
        """The texts of files after an edit, the last piece first, as positions mean the text before."""
        found: dict[Path, str] = {}
        for change in edit.document_changes or ():
            assert isinstance(change, types.TextDocumentEdit)
            path = next((each for each in self._texts if each.as_uri() == change.text_document.uri), None)
            path = path or Path.from_uri(change.text_document.uri)  # type: ignore[attr-defined]
            text = self._texts[path][1] if path in self._texts else path.read_text("utf-8")
            for piece in sorted(change.edits, key=lambda each: -each.range.start.line):
                assert isinstance(piece, types.TextEdit)
                text = _replaced(text, piece)
            found[path] = text
        return found

    def _listen(self) -> None:
        """Takes what the server says in the place of what the client would do by itself."""
        for method in (
            types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS,
            types.WINDOW_SHOW_MESSAGE,
            types.PROGRESS,
            types.WORKSPACE_APPLY_EDIT,
            types.CLIENT_REGISTER_CAPABILITY,
        ):
            self.client.protocol.fm.features.pop(method, None)

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.published[params.uri] = params
            self._news.set()

        @self.client.feature(types.PROGRESS)  # type: ignore[untyped-decorator]
        def report(params: types.ProgressParams) -> None:
            self.progress.append(params.value)
            self._news.set()

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
        def show(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)
            self._news.set()

        @self.client.feature(types.WORKSPACE_APPLY_EDIT)  # type: ignore[untyped-decorator]
        def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            self.edits.append(params.edit)
            return types.ApplyWorkspaceEditResult(applied=True)

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
        def register(params: types.RegistrationParams) -> None:
            self.watched.append(params)
            self._news.set()
            if self.refuses_to_watch:
                raise JsonRpcInternalError("no")


def codes(diagnostics: Sequence[types.Diagnostic]) -> list[str]:
    """The codes of diagnostics, sorted."""
    return sorted(str(each.code) for each in diagnostics)


def _replaced(text: str, edit: types.TextEdit) -> str:
    lines = text.split("\n")

    def offset(position: types.Position) -> int:
        before = "\n".join(lines[: position.line])
        line = lines[position.line] if position.line < len(lines) else ""
        units = line.encode("utf-16-le")[: 2 * position.character].decode("utf-16-le", "ignore")
        return len(before) + (1 if position.line else 0) + len(units)

    return text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
