"""What permissions, identifiers and components are for: the tables behind the rules on scope and self-start."""

from __future__ import annotations

import msgspec


class ProtectedUse(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """What code that needs one of the `permissions` has in it. Any of the `words` (identifiers, or parts of texts) in
    the sources is a sign that it may be needed; so is a dependency with one of the `library_words` in its coordinates,
    or an SDK that takes one of the `data_types`."""

    permissions: tuple[str, ...]  # without `android.permission.`
    name_en: str  # what they open: "the camera"
    name_zh: str
    words: tuple[str, ...]
    library_words: tuple[str, ...] = ()
    data_types: tuple[str, ...] = ()
    is_special: bool = False  # granted on a settings screen, or at install time, and no prompt


class NeededPermission(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """Calls that fail, or give nothing, without one of some permissions, on whatever version of Android."""

    any_of: tuple[str, ...]  # without `android.permission.`; others in full; the one to name first
    calls: tuple[str, ...]  # Class#member of `[[api]]` tables


class LighterChoice(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """What does for most purposes in the place of a kind of data."""

    data_types: tuple[str, ...]
    en: str
    zh: str


class WakingBroadcast(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """Broadcasts that start an app that declares a receiver for them; `en`/`zh`: when."""

    actions: tuple[str, ...]
    en: str
    zh: str
    until_target: int = 0  # apps that target this level of Android, or a later one, are sent none; 0: all are


class KeepAlive(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A library whose purpose is that the system cannot end the app."""

    name: str
    coordinates: tuple[str, ...]
    packages: tuple[str, ...]
