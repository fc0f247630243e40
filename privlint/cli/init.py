"""`privlint init`."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from privlint import __version__
from privlint.cli.common import color_option, debug_option, folder_of, lang_option, style_of, write, write_file
from privlint.findings import Text
from privlint.report.style import Style
from privlint.suggestions import did_you_mean

if TYPE_CHECKING:
    from privlint.fixing import Change
    from privlint.integration.plan import Step
    from privlint.integration.table import Integration

#: What a requirement is made of that means the same to YAML, to a shell and to pip.
_REQUIREMENT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 @+:/._=<>~!,\[\]-]*")
_REASONS: Final = {
    "different": Text(
        "{} holds something else, and stays as it is. What would differ:", "{} 已有其他内容，未改动。差异如下："
    ),
    "shape": Text("{} is written in a way that is not understood. Add by hand:", "无法识别 {} 的写法，请手动添加："),
    "unreadable": Text("{} cannot be read as text. It should hold:", "无法以文本方式读取 {}，它应包含："),
    "outside": Text("{} leads out of the folder. By hand:", "{} 指向目录之外，请手动添加："),
    "missing": Text("there is no {} here. It should hold:", "这里没有 {}，它应包含："),
}
_PRESENT = Text("{}: all is there", "{}：已配置")
_WROTE = Text("wrote {}", "已写入 {}")
_ASK = Text("Write this?", "写入以上内容？")
_NOTHING = Text("nothing was written; --yes writes it", "未写入任何内容；加 --yes 写入")


class _Command(click.Command):
    """Lists the integrations of the table in its help."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from privlint.integration.table import integrations

        with formatter.section("Names"):
            formatter.write_dl([(name, each.what) for name, each in integrations().items()])


@click.command("init", cls=_Command)
@click.argument("name")
@click.argument("folder", required=False, type=click.Path(path_type=Path), default=Path())
@click.option("--yes", "-y", is_flag=True, help="Write without asking.")
@click.option("--diff", "--dry-run", "diff", is_flag=True, help="Show what would be written; write nothing.")
@click.option(
    "--requirement",
    metavar="TEXT",
    help="What pip is to install where privlint is run; default: what is installed here.",
)
@lang_option
@color_option
@debug_option
def command(
    name: str, folder: Path, yes: bool, diff: bool, requirement: str | None, lang: str | None, no_color: bool
) -> int:
    """Bring the integration NAME into the repository of FOLDER (default: the current folder).

    Shows the diff, then asks. What is there is never overwritten: lists get one more item, and what has to be done by
    hand is said. Exit status: 0 all is there or was written or shown, 1 something is left to do by hand, 2 error."""
    from privlint.integration.plan import changes, plan

    style = style_of(lang, no_color)
    integration = _integration(name)
    root = _root(folder_of(folder), integration)
    steps = plan(root, integration, {"version": __version__, "requirement": _requirement(requirement)})
    todo = list(changes(steps))
    write("".join(_lines(change.diff(), style) for change in todo))
    _tell(steps, style)
    if todo and not diff and not _may_write(yes, style):
        return 2
    if not diff:
        _write(root, todo, style)
        if todo:
            _say(style.say(integration.then), style)
    return 1 if any(step.reason for step in steps) else 0


def _integration(name: str) -> Integration:
    from privlint.integration.table import integrations

    known = integrations()
    if name not in known:
        raise click.UsageError(f"there is no '{name}'{did_you_mean(name, known)} (known: {', '.join(known)})")
    return known[name]


def _root(folder: Path, integration: Integration) -> Path:
    """The top of the repository where its tools look, else the folder."""
    if integration.at == "folder":
        return folder
    from privlint import git

    top = git.text(folder, "rev-parse", "--show-toplevel")
    return Path(top) if top else folder


def _requirement(given: str | None) -> str:
    if given is not None and not _REQUIREMENT.fullmatch(given):
        raise click.BadParameter(f"'{given}' is no requirement of pip", param_hint="--requirement")
    if given is not None:
        return given
    from privlint.integration.origin import requirement

    found = requirement()
    return found if _REQUIREMENT.fullmatch(found) else f"privlint=={__version__}"


def _tell(steps: Sequence[Step], style: Style) -> None:
    """Says which files are all right, and what has to be done by hand with others."""
    for step in steps:
        if step.reason is not None:
            _say(style.say(_REASONS[step.reason]).format(step.path), style)
            text = step.change.diff() if step.change is not None else step.text
            click.echo(_lines(text, style, "    "), err=True, nl=False)
        elif step.change is None:
            _say(style.say(_PRESENT).format(step.path), style)


def _may_write(yes: bool, style: Style) -> bool:
    if yes or sys.stdin.isatty() and click.confirm(style.clean(style.say(_ASK)), err=True):
        return True
    _say(style.say(_NOTHING), style)
    return False


def _write(root: Path, todo: Sequence[Change], style: Style) -> None:
    for change in todo:
        path = root / change.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise click.ClickException(f"{path.parent} cannot be made: {error.strerror or error}") from None
        write_file(path, change.after)
        _say(style.say(_WROTE).format(change.path), style)


def _lines(text: str, style: Style, indentation: str = "") -> str:
    return "".join(f"{indentation}{style.clean(line)}\n" for line in text.removesuffix("\n").split("\n") if text)


def _say(text: str, style: Style) -> None:
    click.echo(f"privlint: {style.clean(text)}", err=True)
