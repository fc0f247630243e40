"""Words for call graphs: what all their pictures say of a node, of a call, and of a gate."""

from __future__ import annotations

from privlint.consent.model import CallEdge, CallNode, Gate, Verdict
from privlint.findings import Text
from privlint.report.style import Style

TRUST = {
    "trusted": Text("trusted: the answer of the user is stored in it", "可信：保存了用户的选择"),
    "assumed": Text("assumed by name", "仅凭名称推定"),
    "stored default": Text("by the stored default on a fresh install", "依据首次安装时的默认值"),
    "user action": Text("an action of the user comes first", "需先有用户操作"),
    "other app": Text("another app or the system starts it", "由其他应用或系统启动"),
}
_TRIGGERS = {
    "automatic": Text("automatic", "自动执行"),
    "unknown": Text("at an unknown time", "执行时机未知"),
    "peer": Text("by another app or a server", "由其他应用或服务器触发"),
    "user": Text("by an action of the user", "由用户操作触发"),
}
_NOT_RUN = Text("does not run before consent", "同意前不会执行")


def api_name(api: str) -> str:
    """An API as people read it: with literal arguments (`setAgree(true)`), without patterns for them."""
    name, _, arguments = api.partition("(")
    return name if "/" in arguments else api


def title(node: CallNode, verdict: Verdict) -> str:
    """What a node is called: the API at the site, else the method without its package."""
    if node.kind == "site" and verdict.api:
        owner, _, member = api_name(verdict.api).partition("#")
        return f"{owner.rpartition('.')[2]}#{member}"
    symbol, brace, code = node.place.symbol.partition(" {")
    return f"{'.'.join(symbol.split('.')[-2:])}{brace}{code}"


def file_name(node: CallNode) -> str:
    """The file of a node without its folder: paths are told beside the picture."""
    return node.place.path.rpartition("/")[2]


def remark(node: CallNode, style: Style) -> str:
    """What an entry point is, "" for other nodes."""
    return node.note_zh if style.lang == "zh" and node.note_zh else node.note


def call(edge: CallEdge, style: Style) -> str:
    """When a call is made: its trigger, or that it is not made before consent."""
    return style.say(_TRIGGERS[edge.trigger] if edge.trigger else _NOT_RUN)


def gate(item: Gate, style: Style) -> str:
    """A gate and how far it can be trusted, on one line."""
    return f"{item.condition} ({item.reason or style.say(TRUST[item.trust])})"
