"""One editor: its documents and folders, what is known of them, and what is done when they change."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from privlint import roots
from privlint.config import Settings
from privlint.findings import Text
from privlint.lsp import progress, watching
from privlint.lsp.actions import Checked
from privlint.lsp.addresses import path_of, relative
from privlint.lsp.capabilities import Editor
from privlint.lsp.checking import Check, Checks
from privlint.lsp.diagnostics import SOURCE, diagnostics
from privlint.lsp.documents import Document, Documents
from privlint.lsp.folders import Folder, Problem, UnusableError
from privlint.lsp.publishing import Publisher
from privlint.lsp.texts import Texts
from privlint.report.model import Report
from privlint.report.style import Style, plain

if TYPE_CHECKING:
    from privlint.cache.database import Database

_TITLE: Final = Text("privlint: checking {}", "privlint：正在检查 {}")
_INTERNAL: Final = Text("internal error: {}: {}", "内部错误：{}：{}")


class Session:
    """Everything is called in the loop of the server."""

    def __init__(
        self, server: LanguageServer, editor: Editor, folders: Iterable[Path], database: Database | None = None
    ) -> None:
        """`database` is where results of earlier checks may be."""
        self.editor = editor
        self._database = database
        self._is_watched = watching.can_watch(editor.capabilities)
        self.documents = Documents()
        self.checks = Checks(self.documents, self)
        self.folders = {path: self._folder(path) for path in folders}
        self._is_without_folders = not self.folders
        self._server = server
        self._publisher = Publisher(self.documents, server.text_document_publish_diagnostics)
        self._checked: dict[Path, Checked] = {}
        self._problems: dict[Path, str] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        """The editor is ready: everything is checked."""
        if self._is_watched:
            self._in_background(self._watch())
        for folder in self.folders.values():
            self.checks.request(folder)

    def style(self, settings: Settings) -> Style:
        """The language in which a folder is spoken of."""
        return Style(lang=settings.lang or self.editor.lang)

    def opened(self, uri: str, version: int | None, text: str) -> None:
        """A document is on the screen."""
        document = self.documents.put(uri, version, text)
        if document is None:
            return
        if self._is_without_folders and not self.folders_of(document.path):
            self._add_project(document.path)
        self._publisher.show(document.path)
        for folder in self.folders_of(document.path):
            checked = self._checked.get(folder.path)
            if checked is not None and not checked.is_current(relative(document.path, folder.path) or ""):
                self.checks.request(folder)

    def changed(self, uri: str, version: int | None, text: str) -> None:
        """Somebody types."""
        document = self.documents.put(uri, version, text)
        if document is not None and self.editor.checks_while_typing:
            for folder in self.folders_of(document.path):
                self.checks.request_typing(folder)

    def saved(self, uri: str) -> None:
        """A document was written to disk."""
        path = path_of(uri)
        if path is not None:
            for folder in self._changed_on_disk(path):
                self.checks.request(folder)

    def closed(self, uri: str) -> None:
        """A document is gone; what was not saved no longer counts."""
        document = self.documents.close(uri)
        if document is None:
            return
        for folder in self.folders_of(document.path):
            path = relative(document.path, folder.path)
            checked = self._checked.get(folder.path)
            if checked is not None and path in checked.disk.unsaved:
                self.checks.request(folder)

    def files_changed(self, uris: Iterable[str]) -> None:
        """Files have changed on disk, were made or are gone."""
        for uri in uris:
            if (path := path_of(uri)) is not None:
                for folder in self._changed_on_disk(path):
                    if self.documents.at(path) is None:  # else the editor tells of its text
                        self.checks.request_behind(folder)

    def folders_changed(self, added: Iterable[Path], removed: Iterable[Path]) -> None:
        """The editor shows other folders than before."""
        for path in removed:
            if self.folders.pop(path, None) is not None:
                self.checks.cancel(path)
                self._checked.pop(path, None)
                self._publisher.forget(path)
                self._publisher.forget(_settings_of(path))
        for path in added:
            if path not in self.folders:
                self.folders[path] = self._folder(path)
                self.checks.request(self.folders[path])

    def end(self) -> None:
        """Nothing is answered any more."""
        self.checks.close()
        for task in list(self._tasks):
            task.cancel()

    def folders_of(self, path: Path) -> list[Folder]:
        """The folders that a file lies in, the innermost first."""
        found = [folder for root, folder in self.folders.items() if relative(path, root) is not None]
        return sorted(found, key=lambda folder: -len(folder.path.parts))

    def checked(self, document: Document) -> Checked | None:
        """What is known of the innermost folder that a document lies in."""
        known = (self._checked.get(folder.path) for folder in self.folders_of(document.path))
        return next((each for each in known if each is not None), None)

    def started(self, check: Check) -> None:
        """See Observer."""
        if progress.can_show(self.editor.capabilities):
            title = self.style(check.folder.settings).say(_TITLE).format(check.folder.path.name)
            self._in_background(progress.show(self._server, check, plain(title)))

    def finished(self, check: Check, report: Report) -> None:
        """See Observer."""
        folder = check.folder
        if self.folders.get(folder.path) is not folder:
            return
        texts = Texts(report.sources.disk, self.editor.encoding)
        self._checked[folder.path] = Checked(folder.path, report, texts, self.documents)
        style = self.style(folder.settings)
        found = diagnostics(report, folder.path, texts, style, self.editor.has_related)
        self._publisher.publish(folder.path, found, check.versions)
        self._publisher.publish(_settings_of(folder.path), {}, {})
        self._problems.pop(folder.path, None)

    def failed(self, check: Check, error: Exception) -> None:
        """See Observer."""
        folder = check.folder
        if self.folders.get(folder.path) is not folder:
            return
        problem = error.problem if isinstance(error, UnusableError) else self._internal(folder, error)
        found = {} if problem.path is None else {problem.path: [_of_problem(problem)]}
        self._publisher.publish(_settings_of(folder.path), found, {})
        place = f"{problem.path}:{problem.line}: " if problem.path else ""
        message = plain(f"privlint: {place}{problem.message}")
        if self._problems.get(folder.path) != message:  # said once, not with every save
            self._problems[folder.path] = message
            self._server.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))

    def _internal(self, folder: Folder, error: Exception) -> Problem:
        text = " ".join(str(error).split())
        return Problem(self.style(folder.settings).say(_INTERNAL).format(type(error).__name__, text))

    def _folder(self, path: Path) -> Folder:
        return Folder(path, self._is_watched, self._database)

    async def _watch(self) -> None:
        """Has files watched; where the editor refuses in spite of what it said, checks look for changes themselves."""
        try:
            await watching.watch(self._server)
        except JsonRpcException:
            self._is_watched = False
            for folder in self.folders.values():
                folder.is_watched = False

    def _changed_on_disk(self, path: Path) -> list[Folder]:
        """The folders that a file lies in, which know now that it has changed."""
        folders = self.folders_of(path)
        for folder in folders:
            folder.changed(relative(path, folder.path) or "")
        return folders

    def _add_project(self, path: Path) -> None:
        """Takes the project that a file lies in for a folder of the editor, which names none."""
        root = roots.project_root(path)
        if root is not None:
            self.folders_changed([root], [])

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        """Editors may refuse what they said they can do: that is no reason to stop."""
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()


def _settings_of(folder: Path) -> Path:
    """What stands for the settings of a folder beside the folder itself; no file has such a name."""
    return folder / "\0"


def _of_problem(problem: Problem) -> types.Diagnostic:
    at = types.Position(problem.line - 1, problem.column - 1)
    piece = types.Range(at, types.Position(at.line, at.character + 1))
    return types.Diagnostic(piece, plain(problem.message), types.DiagnosticSeverity.Error, source=SOURCE)
