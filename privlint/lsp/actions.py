"""What an editor offers to do about findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec
from lsprotocol import types

from privlint import api
from privlint.checks import registry
from privlint.disk import Disk
from privlint.findings import Finding, Fix, Text
from privlint.fixing import fixed
from privlint.links import help_uri
from privlint.lsp.addresses import relative, uri_of
from privlint.lsp.diagnostics import place_of
from privlint.lsp.documents import Document, Documents
from privlint.lsp.texts import Texts
from privlint.report.model import Report
from privlint.report.style import Style, plain

#: Kinds of actions that may be asked for.
KINDS: Final = (types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll)
#: Commands of editors, which a client that knows them names at the start (docs/editors.md).
ASK_REASON: Final = "privlint.askReason"
SHOW_PAGE: Final = "privlint.showPage"
#: Our own commands.
IGNORE: Final = "privlint.ignore"
OPEN_PAGE: Final = "privlint.openPage"
PAGE: Final = "privlint.page"

_FIX_ALL: Final = "source.fixAll.privlint"
_IGNORE_TEXT = Text("Ignore {} here, with a reason", "在此处忽略 {}，并注明理由")
_PAGE_TEXT = Text("What {} is about", "查看 {} 的说明")
_ALL_TEXT = Text("Apply all safe fixes of privlint", "应用 privlint 的所有安全修复")
_REASON = Text("TODO: say why", "TODO：请说明理由")


class Client(msgspec.Struct, frozen=True):
    """What the editor is able to do."""

    has_versioned_edits: bool = False
    can_show_pages: bool = False  # opens an address in a browser when it is asked to
    commands: frozenset[str] = frozenset()  # of its own


class Checked(msgspec.Struct, frozen=True):
    """What actions start from: a folder's last report, and the texts that it speaks of."""

    root: Path
    report: Report
    texts: Texts
    documents: Documents

    @property
    def disk(self) -> Disk:
        """The files as the check saw them."""
        return self.report.sources.disk

    def is_current(self, path: str) -> bool:
        """Whether a file still has the text that was checked, as far as the editor knows."""
        document = self.documents.at(self.root / path)
        return document is None or document.text == self.texts.text(path)

    def at(self, document: Document, piece: types.Range) -> list[Finding]:
        """The findings in a piece of a document; none where it has changed since it was checked."""
        path = relative(document.path, self.root)
        if path is None or not self.is_current(path):
            return []
        here = [finding for finding in self.report.findings if finding.path == path]
        return [finding for finding in here if _meet(place_of(finding, self.texts), piece)]


def actions(
    checked: Checked, document: Document, params: types.CodeActionParams, client: Client, style: Style
) -> list[types.CodeAction]:
    """What can be done about the findings in a piece of a document, the best first."""
    wanted = params.context.only
    found: list[types.CodeAction] = []
    here = checked.at(document, params.range)
    if _is_wanted(types.CodeActionKind.QuickFix, wanted):
        for finding in _unlike(here):
            about = [each for each in params.context.diagnostics if each.code == finding.code]
            found += _fixes(checked, finding, about, client, style)
        for finding in _unlike(here):
            about = [each for each in params.context.diagnostics if each.code == finding.code]
            found += _ignoring(checked, document, finding, about, client, style)
            found += _page(checked, finding, client, style)
    if _is_wanted(_FIX_ALL, wanted):
        found += _fixing_all(checked, document, client, style)
    return found


def ignoring(checked: Checked, path: str, finding: Finding, reason: str, client: Client) -> types.WorkspaceEdit | None:
    """The edit that suppresses all findings of a rule at a place with a comment; None where no comment can stand."""
    alike = [each for each in checked.report.findings if _key(each) == _key(finding)]
    changes = api.suppressed(checked.disk, alike, reason).changes
    if len(changes) != 1:
        return None
    return workspace_edit(checked, {path: checked.texts.edits_to(path, changes[0].after)}, client)


def workspace_edit(
    checked: Checked, edits: Mapping[str, Sequence[types.TextEdit]], client: Client
) -> types.WorkspaceEdit:
    """Edits of files by their paths below the root."""
    documents = {path: checked.documents.at(checked.root / path) for path in edits}
    named = {
        path: (document.uri, document.version) if document else (uri_of(checked.root / path), None)
        for path, document in documents.items()
    }
    if not client.has_versioned_edits:
        return types.WorkspaceEdit(changes={named[path][0]: list(found) for path, found in edits.items()})
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(*named[path]), list(found))
            for path, found in edits.items()
        ]
    )


def _fixes(
    checked: Checked, finding: Finding, about: list[types.Diagnostic], client: Client, style: Style
) -> Iterator[types.CodeAction]:
    for number, fix in enumerate(finding.fixes):
        edit = _edit_of(checked, fix, client)
        if edit is not None:
            yield types.CodeAction(
                title=plain(style.say(fix.description)),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=about or None,
                is_preferred=fix.is_safe and number == 0,
                edit=edit,
            )


def _edit_of(checked: Checked, fix: Fix, client: Client) -> types.WorkspaceEdit | None:
    edits: dict[str, list[types.TextEdit]] = {}
    for edit in fix.edits:
        if not checked.is_current(edit.path):
            return None
        edits.setdefault(edit.path, []).append(checked.texts.edit(edit))
    return workspace_edit(checked, edits, client)


def _ignoring(
    checked: Checked,
    document: Document,
    finding: Finding,
    about: list[types.Diagnostic],
    client: Client,
    style: Style,
) -> Iterator[types.CodeAction]:
    if finding.code in registry.ABOUT_SUPPRESSIONS:
        return
    edit = ignoring(checked, finding.path, finding, style.say(_REASON), client)
    if edit is None:
        return
    title = style.say(_IGNORE_TEXT).format(finding.code)
    action = types.CodeAction(title, kind=types.CodeActionKind.QuickFix, diagnostics=about or None)
    if ASK_REASON in client.commands:
        arguments = [document.uri, finding.code, finding.line, finding.column]
        action.command = types.Command(title=title, command=ASK_REASON, arguments=arguments)
    else:
        action.edit = edit
    yield action


def _page(checked: Checked, finding: Finding, client: Client, style: Style) -> Iterator[types.CodeAction]:
    title = style.say(_PAGE_TEXT).format(finding.code)
    address = help_uri(finding.code, checked.report.rule_pages)
    if address and client.can_show_pages:
        command = types.Command(title=title, command=OPEN_PAGE, arguments=[address])
    elif SHOW_PAGE in client.commands:
        command = types.Command(title=title, command=SHOW_PAGE, arguments=[finding.code])
    else:
        return
    yield types.CodeAction(title, kind=types.CodeActionKind.QuickFix, command=command)


def _fixing_all(checked: Checked, document: Document, client: Client, style: Style) -> Iterator[types.CodeAction]:
    path = relative(document.path, checked.root)
    found = [finding for finding in checked.report.findings if finding.path == path]
    changes = fixed(checked.disk, found).changes
    if changes and all(checked.is_current(change.path) for change in changes):
        edits = {change.path: checked.texts.edits_to(change.path, change.after) for change in changes}
        edit = workspace_edit(checked, edits, client)
        yield types.CodeAction(style.say(_ALL_TEXT), kind=_FIX_ALL, edit=edit)


def _unlike(findings: Iterable[Finding]) -> list[Finding]:
    """The first of those that differ in nothing but the application."""
    return list({_key(finding): finding for finding in reversed(list(findings))}.values())[::-1]


def _key(finding: Finding) -> tuple[str, str, int, int]:
    return finding.code, finding.path, finding.line, finding.column


def _is_wanted(kind: str, wanted: Sequence[str] | None) -> bool:
    return not wanted or any(not each or f"{kind}.".startswith(f"{each}.") for each in wanted)


def _meet(one: types.Range, other: types.Range) -> bool:
    return not (_before(one.end, other.start) or _before(other.end, one.start))


def _before(one: types.Position, other: types.Position) -> bool:
    return (one.line, one.character) < (other.line, other.character)
