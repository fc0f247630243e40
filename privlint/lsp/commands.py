"""What the editor may tell the server to do, by name (docs/editors.md)."""

from __future__ import annotations

from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from privlint import api
from privlint.checks import registry
from privlint.checks.pages import page
from privlint.config import Settings
from privlint.lsp.actions import IGNORE, OPEN_PAGE, PAGE, ignoring
from privlint.lsp.addresses import relative
from privlint.lsp.requests import Current
from privlint.suppressions.model import is_reason


def register(server: LanguageServer, current: Current) -> None:
    """Makes the server obey. Arguments that make no sense are answered with nothing."""

    @server.command(IGNORE)
    async def ignore(*arguments: Any) -> None:
        edit = _ignoring(current, arguments)
        if edit is not None:
            await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit))

    @server.command(OPEN_PAGE)
    async def open_page(*arguments: Any) -> None:
        match arguments:
            case [str(address)] if address.startswith(("https://", "http://")):
                await server.window_show_document_async(types.ShowDocumentParams(address, external=True))

    @server.command(PAGE)
    def show_page(*arguments: Any) -> str | None:
        session = current()
        entry = next((each for each in registry.ENTRIES if [each.code] == list(arguments)), None)
        if session is None or entry is None:
            return None
        return page(registry.load(entry).RULE, session.editor.lang, api.catalogue(Settings()))


def _ignoring(current: Current, arguments: tuple[Any, ...]) -> types.WorkspaceEdit | None:
    """The edit for a document, the code of a rule, a place as privlint counts, and a reason."""
    session = current()
    match arguments:
        case [str(uri), str(code), int(line), int(column), str(reason)] if session is not None:
            document = session.documents.of(uri)
        case _:
            return None
    checked = session.checked(document) if document is not None else None
    if document is None or checked is None or not is_reason(reason):
        return None
    path = relative(document.path, checked.root)
    for finding in checked.report.findings:
        if (finding.path, finding.code, finding.line, finding.column) == (path, code, line, column):
            return ignoring(checked, finding.path, finding, reason.strip(), session.editor.client)
    return None
