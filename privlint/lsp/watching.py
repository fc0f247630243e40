"""The editor is asked to watch the files of its folders: what tells a check that it need not look for changes."""

from __future__ import annotations

from typing import Final

from lsprotocol import types
from pygls.lsp.server import LanguageServer

_NAMES: Final = "**/*"
_ID: Final = "privlint-files"


def can_watch(capabilities: types.ClientCapabilities) -> bool:
    """Whether the editor watches files for servers."""
    workspace = capabilities.workspace
    watched = workspace.did_change_watched_files if workspace is not None else None
    return bool(watched is not None and watched.dynamic_registration)


async def watch(server: LanguageServer) -> None:
    """Asks the editor to tell of changes."""
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_NAMES)])
    registration = types.Registration(_ID, types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    await server.client_register_capability_async(types.RegistrationParams([registration]))
