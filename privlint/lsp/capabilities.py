"""What the editor said of itself at the start."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from lsprotocol import types

from privlint.lsp.actions import Client
from privlint.lsp.addresses import path_of


class Editor(msgspec.Struct, frozen=True):
    """The editor and the wishes of its user."""

    capabilities: types.ClientCapabilities
    encoding: str  # of positions
    lang: str
    client: Client
    has_related: bool  # shows places beside a diagnostic
    checks_while_typing: bool


def editor(params: types.InitializeParams, encoding: str) -> Editor:
    """What is in the first message. `initializationOptions` may hold `run` ("type" or "save") and `commands`, those
    that the editor itself knows; anything else in it is left alone."""
    given = params.initialization_options
    options: dict[str, Any] = given if isinstance(given, dict) else {}
    commands = options.get("commands")
    capabilities = params.capabilities
    document, window, workspace = capabilities.text_document, capabilities.window, capabilities.workspace
    published = document.publish_diagnostics if document is not None else None
    edits = workspace.workspace_edit if workspace is not None else None
    showing = window.show_document if window is not None else None
    return Editor(
        capabilities=capabilities,
        encoding=encoding,
        lang="zh" if str(params.locale or "").lower().startswith("zh") else "en",
        client=Client(
            has_versioned_edits=bool(edits is not None and edits.document_changes),
            can_show_pages=bool(showing is not None and showing.support),
            commands=frozenset(map(str, commands)) if isinstance(commands, list) else frozenset(),
        ),
        has_related=bool(published is not None and published.related_information),
        checks_while_typing=options.get("run") != "save",
    )


def folders(params: types.InitializeParams) -> list[Path]:
    """The folders that the editor shows; those that are no folders of this machine are left out."""
    if params.workspace_folders:
        return paths_of(folder.uri for folder in params.workspace_folders)
    if params.root_uri:
        return paths_of([params.root_uri])
    return [Path(params.root_path)] if params.root_path and Path(params.root_path).is_absolute() else []


def paths_of(uris: Iterable[str]) -> list[Path]:
    """The folders that exist, each once."""
    paths = (path_of(uri) for uri in uris)
    return list(dict.fromkeys(path for path in paths if path is not None and path.is_dir()))
