"""The switches that an app has to offer for an SDK, as far as the catalogue knows them, and what the code does."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from privlint.checks.context import Context
from privlint.checks.wording import class_name
from privlint.consent.model import Place, SiteUse
from privlint.knowledge.disclosure import Subject, Switch
from privlint.knowledge.model import Sdk
from privlint.knowledge.notation import CallPattern
from privlint.program.switchcalls import OptionCall


class KnownSwitch(msgspec.Struct, frozen=True):
    """A switch of an SDK that the code uses; `calls` are those that set it, in the order of their places."""

    sdk: Sdk
    switch: Switch
    calls: tuple[OptionCall, ...]

    @property
    def switching_on(self) -> tuple[OptionCall, ...]:
        """The calls that switch it on by a constant and are no calls of another SDK."""
        return tuple(call for call in self.calls if call.value == "other" and call.is_certain)

    @property
    def is_only_on(self) -> bool:
        """Whether all the code ever does is to switch it on."""
        return bool(self.switching_on) and all(call.value == "other" for call in self.calls)


def known_switches(context: Context, about: Subject) -> Iterator[KnownSwitch]:
    """The switches about something, of SDKs that code of the app imports. Those that the app may set in a way that is
    not followed are left out, and so are SDKs that are built here."""
    for switch in context.catalogue.switches:
        sdk = context.sdk(switch.sdk)
        if switch.about != about or sdk is None or context.words.first_import(sdk.packages) is None:
            continue
        if context.words.declares(sdk.packages) or any(context.words.mentions(word) for word in switch.words):
            continue
        yield KnownSwitch(sdk, switch, context.words.option_calls(switch.off))


def first_start(context: Context, sdk: str) -> SiteUse | None:
    """Where code starts an SDK; a place that something leads to goes before others."""
    starts = [use for use in context.site_uses if use.site.kind == "start" and use.site.sdk == sdk]
    return next((use for use in starts if context.entries(use)), starts[0] if starts else None)


def shown(patterns: tuple[CallPattern, ...]) -> str:
    """The calls as people write them: `KsAdSDK.setPersonalRecommend`."""
    return " / ".join(dict.fromkeys(f"{class_name(pattern.owner)}.{pattern.member}" for pattern in patterns))


def place_of(call: OptionCall) -> Place:
    """Where a call stands."""
    return Place(call.path, call.line, call.column, call.end_line, call.end_column, call.symbol)


def source_of(context: Context, call: OptionCall) -> str:
    """The source of a call, as far as it stands on its first line."""
    line = context.sources.line(call.path, call.line).encode()
    end = call.end_column - 1 if call.end_line == call.line else len(line)
    return line[call.column - 1 : end].decode("utf-8", "replace")
