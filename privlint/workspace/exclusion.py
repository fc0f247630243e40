"""Leaves out what the setting `exclude` names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from privlint.workspace.files import RepositoryFiles
from privlint.workspace.model import Application, Variant

#: Build files that people write and findings stand in.
_BUILD_FILES = (".gradle", ".gradle.kts", ".versions.toml", "gradle.properties")


def without_excluded(applications: Iterable[Application], patterns: Iterable[str]) -> tuple[Application, ...]:
    """The applications without the modules and sources that patterns, written as in .gitignore, match."""
    is_excluded = _matcher(patterns)

    def without(variant: Variant) -> Variant:
        kept = tuple(path for path in variant.sources if not is_excluded(path))
        return msgspec.structs.replace(variant, sources=kept)

    return tuple(
        msgspec.structs.replace(application, variants=tuple(without(variant) for variant in application.variants))
        for application in applications
        if not is_excluded(f"{application.path}/")
    )


def configuration_files(
    files: RepositoryFiles, applications: Iterable[Application], patterns: Iterable[str]
) -> tuple[str, ...]:
    """Gradle scripts, version catalogues and properties of a repository, and the manifests of applications, without
    those that patterns match."""
    is_excluded = _matcher(patterns)
    manifests = {path for app in applications for variant in app.variants for path in variant.manifest.paths}
    found = manifests | {path for path in files.paths if path.endswith(_BUILD_FILES)}
    return tuple(path for path in sorted(found) if not is_excluded(path))


def _matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    patterns = tuple(patterns)
    if not patterns:
        return lambda _: False
    from pathspec import GitIgnoreSpec  # slow to import, and few projects exclude anything

    return GitIgnoreSpec.from_lines(patterns).match_file
