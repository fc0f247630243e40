"""Java accessors and the Kotlin properties that stand for them."""

from __future__ import annotations


def property_read(member: str) -> str:
    """The Kotlin property whose read calls the Java getter (`getDeviceId` -> `deviceId`, `getSSID` -> `ssid`,
    `isOn` -> `isOn`), or "" if the member is no getter."""
    if _is_accessor(member, "get"):
        return _decapitalised(member[3:])
    return member if _is_accessor(member, "is") else ""


def properties_written(member: str) -> tuple[str, ...]:
    """The Kotlin properties whose assignment may call the Java setter (`setOn` -> `on`, `isOn`); () if it is no
    setter."""
    if _is_accessor(member, "set"):
        return _decapitalised(member[3:]), "is" + member[3:]
    return ()


def _is_accessor(member: str, prefix: str) -> bool:
    return member.startswith(prefix) and member[len(prefix) : len(prefix) + 1].isupper()


def _decapitalised(name: str) -> str:
    """`DeviceId` -> `deviceId`, `SSID` -> `ssid`, `URLText` -> `urlText`: Kotlin lowers the leading capitals but
    for the one that begins the next word."""
    capitals = next((index for index, letter in enumerate(name) if not letter.isupper()), len(name))
    followed_by_word = capitals < len(name) and name[capitals].islower()
    lowered = max(1, capitals - 1) if followed_by_word else capitals
    return name[:lowered].lower() + name[lowered:]
