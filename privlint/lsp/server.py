"""The server: what it can do, and whom it asks when the editor says something.

Any message may come: a URI that is none, a text that is none, a file of another folder. What cannot be answered is
answered with nothing, and what fails inside is said in the log of the editor; the server goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from privlint import __version__
from privlint.lsp import commands, requests
from privlint.lsp.addresses import path_of
from privlint.lsp.capabilities import editor, folders, paths_of
from privlint.lsp.session import Session

if TYPE_CHECKING:
    from privlint.cache.database import Database

_NAME: Final = "privlint"
_LONGEST: Final = 500  # characters of an error


class Server(LanguageServer):
    """The protocol, with a session once the editor has introduced itself."""

    def __init__(self) -> None:
        # Whole texts: an edit counts lines as the editor does, and what ends a line is not the same for everybody.
        super().__init__(_NAME, __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.session: Session | None = None
        self.is_shut_down = False

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Says what went wrong in the log of the editor: a window for each bad message would be in the way."""
        text = f"{type(error).__name__}: {' '.join(str(error).split())}"
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, text[:_LONGEST]))


def create(database: Database | None = None) -> Server:
    """A server that has not started yet. `database` is where results of earlier checks may be."""
    server = Server()
    _register_life(server, database)
    _register_documents(server)
    requests.register(server, lambda: server.session)
    commands.register(server, lambda: server.session)
    return server


def _register_life(server: Server, database: Database | None) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        encoding = str(server.workspace.position_encoding or types.PositionEncodingKind.Utf16.value)
        server.session = Session(server, editor(params, encoding), folders(params), database)

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        if server.session is not None:
            server.session.begin()

    @server.feature(types.SHUTDOWN)
    def shutdown(params: None) -> None:
        server.is_shut_down = True
        if server.session is not None:
            server.session.end()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders_changed(params: types.DidChangeWorkspaceFoldersParams) -> None:
        if server.session is not None:
            added = paths_of(folder.uri for folder in params.event.added)
            removed = (path_of(folder.uri) for folder in params.event.removed)
            server.session.folders_changed(added, [path for path in removed if path is not None])


def _register_documents(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        if server.session is not None:
            server.session.opened(document.uri, document.version, document.text)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        if server.session is not None and params.content_changes:
            text = server.workspace.get_text_document(document.uri).source
            server.session.changed(document.uri, document.version, text)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        if server.session is not None:
            server.session.saved(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        if server.session is not None:
            server.session.closed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        if server.session is not None:
            server.session.files_changed(change.uri for change in params.changes)
