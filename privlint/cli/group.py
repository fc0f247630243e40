"""The command `privlint` and its subcommands, each loaded when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import Any, cast

import click

from privlint import __version__
from privlint.suggestions import did_you_mean

#: Command -> (file of this folder, line of the list of commands).
_COMMANDS = {
    "check": ("check", "Report what a test lab would find in the apps of a folder."),
    "explain": ("explain", "Explain a rule, or the verdict on a place in the code."),
    "notices": ("notices", "List what regulators have named."),
    "dependencies": ("dependencies", "List the dependencies, and which SDK each is."),
    "gradle-export": ("gradle_export", "Export what Gradle resolves and merges, by running the project's Gradle."),
    "baseline": ("baseline", "Keep the findings that are accepted in a file."),
    "inventory": ("inventory", "List the personal information collected, and the SDKs it is shared with."),
    "triage": ("triage", "Find in the code what a rejection or a notice speaks of."),
    "rules": ("rules", "List the rules, and what they cover."),
    "init": ("init", "Bring privlint into a repository: hooks, CI, editors."),
    "lsp": ("lsp", "Run the language server, for editors."),
    "hook": ("hook", "Check what is about to be committed: what pre-commit and prek run."),
    "facts": ("facts", "Find what source files declare, for checks elsewhere."),
    "clean": ("clean", "Remove the cache of results."),
    "config": ("config", "Show the effective settings."),
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"privlint.cli.{_COMMANDS[cmd_name][0]}")
        return cast(click.Command, module.command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in _COMMANDS:
            ctx.fail(f"no command is called '{args[0]}'{did_you_mean(args[0], _COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, expose_value=False, help="Show where an internal error happened.")
def privlint(**_: Any) -> None:
    """Finds what an Android app does with personal data before its user agreed."""
