"""What the editor asks: actions for a place, and what stands under the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec
from lsprotocol import types
from pygls.lsp.server import LanguageServer

from privlint import api
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.errors import CatalogueError
from privlint.knowledge.identification import SdkNames
from privlint.lsp import hovers
from privlint.lsp.actions import KINDS, actions
from privlint.lsp.addresses import relative
from privlint.lsp.documents import Document
from privlint.lsp.folders import Folder
from privlint.lsp.positions import Positions
from privlint.lsp.session import Session
from privlint.report.dependencies import DependencyRow

#: The session, once there is one.
Current = Callable[[], Session | None]
_BETWEEN: Final = "\n\n---\n\n"


class _Known(msgspec.Struct, frozen=True):
    """What hovers need of a folder."""

    catalogue: Catalogue
    rows: tuple[DependencyRow, ...]


def register(server: LanguageServer, current: Current) -> None:
    """Makes the server answer."""

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=list(KINDS)))
    def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        session = current()
        document = session.documents.of(params.text_document.uri) if session is not None else None
        checked = session.checked(document) if session is not None and document is not None else None
        if session is None or document is None or checked is None:
            return []
        style = session.style(session.folders[checked.root].settings)
        return actions(checked, document, params, session.editor.client, style)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        session = current()
        document = session.documents.of(params.text_document.uri) if session is not None else None
        if session is None or document is None or not document.path.name.endswith(hovers.BUILD_FILES):
            return None
        return await _hover(session, document, params.position)


async def _hover(session: Session, document: Document, position: types.Position) -> types.Hover | None:
    folder = next(iter(session.folders_of(document.path)), None)
    path = relative(document.path, folder.path) if folder is not None else None
    if folder is None or path is None:
        return None
    known = await session.checks.ask(lambda: _known(folder))
    positions = Positions(document.text, session.editor.encoding)
    line = positions.line_of(positions.offset_of(position))
    text = document.text.split("\n")[line - 1]
    rows = () if path in session.documents.unsaved(folder.path) else known.rows
    meant = hovers.meant_at(text, path, line, rows, SdkNames(known.catalogue))
    if not meant:
        return None
    style = session.style(folder.settings)
    parts = [hovers.hover(each, known.catalogue, style) for each in meant]
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, _BETWEEN.join(parts)))


def _known(folder: Folder) -> _Known:
    """In the thread of checks."""
    try:
        return _Known(api.catalogue(folder.settings), folder.dependencies().dependencies)
    except CatalogueError:  # is shown by the check
        return _Known(api.catalogue(msgspec.structs.replace(folder.settings, rules=())), ())
