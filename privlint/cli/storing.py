"""`--staged` and `--at`: a check of what git has stored, instead of what lies in the folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from privlint.cli.common import settings_of
from privlint.config import ConfigError, Loaded

if TYPE_CHECKING:
    from privlint.changes.stored import Stored


def stored_files(folders: Sequence[Path], is_staged: bool, commit: str | None) -> list[Stored | None]:
    """The files to check instead of those in each folder, None where these are wanted; raises GitError.

    Copies are gone when the command ends."""
    if not is_staged and commit is None:
        return [None] * len(folders)
    if is_staged and commit is not None:
        raise click.UsageError("--staged and --at exclude each other")
    if len(folders) > 1:
        raise click.UsageError("--staged and --at know one PATH only")
    from privlint.changes.stored import stored

    return [click.get_current_context().with_resource(stored(folder, commit or "")) for folder in folders]


def stored_settings(folder: Path, stored: Stored | None, **options: Any) -> Loaded:
    """As `settings_of`, from files of settings and baselines as they are stored."""
    if stored is None:
        return settings_of(folder, **options)
    if options.get("baseline"):
        options["baseline"] = str(stored.path(Path(options["baseline"])))
    with names(stored):
        return settings_of(folder, look_in=stored.folders(), **options)


@contextmanager
def names(stored: Stored | None) -> Iterator[None]:
    """Tells what is wrong with a copy of a file with the name that people know."""
    from privlint.baseline.file import BaselineError

    try:
        yield
    except (ConfigError, BaselineError) as error:
        if stored is None:
            raise
        raise type(error)(stored.named(str(error))) from None
