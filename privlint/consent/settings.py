"""What a user can tell the analysis about a project."""

from __future__ import annotations

import msgspec


class EngineSettings(msgspec.Struct, gc=False, frozen=True):
    """Names are qualified members (`com.example.Privacy#isAgreed`) or simple ones (`isAgreed`)."""

    gates: tuple[str, ...] = ()  # functions and properties that are true only if the user agreed
    accept: tuple[str, ...] = ()  # callbacks that run because the user agreed
    entry_points: tuple[str, ...] = ()  # methods that run by themselves
    pedantic: bool = False  # report sites behind gates that are known by name only
