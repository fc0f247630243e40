"""Which variants of an application are looked at."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from privlint.dependencies.script import Script
from privlint.workspace.android import Android
from privlint.workspace.files import RepositoryFiles
from privlint.workspace.filters import Filters
from privlint.workspace.modules import Module
from privlint.workspace.sourcesets import TEST_SETS, Selection, source_set_folders

RELEASE = "release"
_BUILD_TYPES = ("debug", RELEASE)
_MAX_PRODUCT = 10_000


def release_selections(flavors: dict[str, str], dimensions: Sequence[str], filters: Filters) -> list[Selection]:
    """The smallest set of release variants in which every flavour occurs; one without flavours when there are none.
    In the place of those that the build leaves out come others with the same flavours, if there are any."""
    groups = _groups(flavors, dimensions)
    count = max((len(group) for group in groups), default=1)
    wished = [tuple(group[index] if index < len(group) else group[0] for group in groups) for index in range(count)]
    result = [each for names in wished if not filters.leave_out(each := Selection(names, RELEASE))]
    if len(result) < len(wished):
        for flavor in flavors:
            if not any(flavor in each.flavors for each in result):
                result.extend(_first_with(flavor, groups, filters))
    return result


def _first_with(flavor: str, groups: list[list[str]], filters: Filters) -> list[Selection]:
    """The first release variant with a flavour that the build does not leave out."""
    narrowed = [[flavor] if flavor in group else group for group in groups]
    combinations = itertools.islice(itertools.product(*narrowed), _MAX_PRODUCT)
    built = (each for names in combinations if not filters.leave_out(each := Selection(names, RELEASE)))
    return list(itertools.islice(built, 1))


def named_selection(android: Android, flavors: dict[str, str], name: str) -> Selection | None:
    """The variant of exactly that name, of whatever build type; None when the application has none."""
    groups = _groups(flavors, android.dimensions)
    build_types = [*_BUILD_TYPES, *(t for t in android.build_types if t not in _BUILD_TYPES)]
    for chosen in itertools.islice(itertools.product(*groups), _MAX_PRODUCT):
        for build_type in build_types:
            selection = Selection(chosen, build_type)
            if selection.name == name:
                return selection
    return None


def _groups(flavors: dict[str, str], dimensions: Sequence[str]) -> list[list[str]]:
    """The flavours of each dimension that has any, in the order of the dimensions."""
    groups: dict[str, list[str]] = {dimension: [] for dimension in dimensions}
    default = dimensions[0] if len(dimensions) == 1 else ""
    for flavor, dimension in flavors.items():
        groups.setdefault(dimension or default, []).append(flavor)
    return [group for group in groups.values() if group]


def implied_flavors(modules: Sequence[Module], logic: Sequence[Script], files: RepositoryFiles) -> dict[str, str]:
    """Flavours that the build's own logic creates in a way we cannot follow (from an enum, in a loop over a list of
    another file): folders in `src/` that are no usual source set and whose name that logic mentions."""
    if not any("productFlavors" in setting.path for script in logic for setting in script.settings):
        return {}
    words: set[str] = set()
    for script in logic:
        words.update(re.findall(r"\w+", files.text(script.path) or ""))
    usual = {"main", *_BUILD_TYPES, *TEST_SETS, "commonMain", "androidMain"}
    found: dict[str, str] = {}
    for module in modules:
        usual.update(module.android.build_types)
        for name in source_set_folders(module, files):
            if name not in usual and name in words and not name.startswith(("test", "androidTest")):
                found[name] = ""
    return found
