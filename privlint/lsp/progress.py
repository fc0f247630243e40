"""Shows in the editor that a check is running, if it takes a while."""

from __future__ import annotations

import asyncio
import uuid
from typing import Final

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from privlint.lsp.checking import Check

_PATIENCE: Final = 0.5  # seconds


def can_show(capabilities: types.ClientCapabilities) -> bool:
    """Whether the editor shows the progress of work that nobody asked for."""
    return bool(capabilities.window is not None and capabilities.window.work_done_progress)


async def show(server: LanguageServer, check: Check, title: str) -> None:
    """Begins at once for the first check of a folder, for others after a moment, and ends with the check. Who cancels
    it gives the check up."""
    if not check.is_first and await _is_quick(check):
        return
    token = str(uuid.uuid4())
    progress = server.work_done_progress
    await progress.create_async(token)
    progress.begin(token, types.WorkDoneProgressBegin(title=title, cancellable=True))
    loop = asyncio.get_running_loop()
    progress.tokens[token].add_done_callback(lambda _: loop.call_soon_threadsafe(check.cancel))
    await check.is_over.wait()
    progress.end(token, types.WorkDoneProgressEnd())
    progress.tokens.pop(token, None)


async def _is_quick(check: Check) -> bool:
    try:
        await asyncio.wait_for(check.is_over.wait(), _PATIENCE)
    except asyncio.TimeoutError:
        return False
    return True
