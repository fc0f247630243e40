"""Components that any app can start, and what they do then."""

from __future__ import annotations

from privlint.checks.context import Context
from privlint.workspace.model import Component

#: What the platform calls by itself; whoever declares it has to export it.
_OF_PLATFORM = ("android.", "androidx.", "com.google.", "com.android.")
#: What a component derives from that is nothing but one.
_TYPES = {
    "service": "android.app.Service",
    "provider": "android.content.ContentProvider",
    "receiver": "android.content.BroadcastReceiver",
}
#: Calls that do nothing for whoever calls: they log, or start the app's own parts.
_IDLE = frozenset(
    (
        *("d", "i", "v", "w", "e", "log", "println", "print", "getName", "getSimpleName", "toString"),
        *("Intent", "setAction", "addFlags", "setFlags", "setClass", "setPackage", "getPackageName"),
        *(
            "getApplicationContext",
            "getContext",
            "requireContext",
            "startService",
            "startForegroundService",
            "stopSelf",
        ),
    )
)


def is_open(component: Component) -> bool:
    """Whether any app can start a component, which nothing of the platform calls."""
    if component.exported is not True or component.permission:
        return False
    return not any(action.startswith(_OF_PLATFORM) for action in component.actions)


def is_idle(context: Context, component: Component) -> bool:
    """Whether the code of a component does nothing for whoever starts it, as far as that is known: it answers nothing,
    and at most starts parts of the app."""
    supertype = _TYPES.get(component.kind)
    calls = context.calls_in(component.name, supertype) if supertype else None
    return calls is not None and calls <= _IDLE
