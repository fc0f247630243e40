"""The answer to `privlint explain FILE:LINE`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from privlint.consent.model import Exposure, Gate, Place, Verdict
from privlint.findings import Text
from privlint.report.callgraph import TRUST, api_name
from privlint.report.callgraph_text import tree_lines
from privlint.report.json import dumped
from privlint.report.style import Style, width_of, wrapped
from privlint.report.text import folded_trace

SCHEMA = "privlint.explanation/1"
_STATUS = {
    "exposed": Text("exposed", "未受保护"),
    "guarded": Text("guarded", "受同意判断保护"),
    "not reached": Text("not reached", "不会执行到"),
}
_COLOR = {"exposed": "red", "guarded": "cyan", "not reached": "yellow"}
_TRIGGER = {
    "automatic": Text("runs by itself after the app is opened", "打开应用后自动执行"),
    "unknown": Text(
        "runs through a callback, or after a failure, at a time that is not known",
        "经由执行时机无法确定的回调执行，或仅在出错后执行",
    ),
    "peer": Text("runs when another app or a server asks", "由其他应用或服务器触发"),
    "user": Text("runs after an action of the user", "由用户操作触发"),
}
_NOTHING = Text(
    "{}: no sensitive call, SDK or method that privlint analyses stands on this line",
    "{}：该行没有 privlint 所分析的敏感调用、SDK 或方法",
)
_BY = Text("by", "判断")
_WRITTEN = Text("set to agreed at", "同意标记写入于")
_SET = Text("set at", "写入于")
_NO_CALLERS = Text("nothing in the project calls it", "项目中没有任何调用")
_CALLERS = Text("it would be reached from", "可从以下位置到达")
_PATH = Text("path", "路径")
_GRAPH = Text("callers", "调用关系")


def verdicts_json(verdicts: Sequence[Verdict], path: str, line: int, style: Style) -> str:
    """The verdicts as JSON, schema `privlint.explanation/1`."""
    found = [_document(verdict) for verdict in verdicts]
    return dumped({"schema": SCHEMA, "path": path, "line": line, "verdicts": found}, style)


def verdicts_text(verdicts: Sequence[Verdict], path: str, line: int, style: Style) -> str:
    """The verdicts for people."""
    if not verdicts:
        return style.clean(style.say(_NOTHING).format(f"{path}:{line}")) + "\n"
    return "\n\n".join("\n".join(_verdict(verdict, style)) for verdict in verdicts) + "\n"


def _verdict(verdict: Verdict, style: Style) -> Iterator[str]:
    status = style.paint(style.clean(style.say(_STATUS[verdict.status])), _COLOR[verdict.status], "bold")
    variants = f" ({', '.join(verdict.variants)})" if any(verdict.variants) else ""
    subject = style.clean(api_name(verdict.api) or verdict.place.symbol)
    yield f"{status}: {style.paint(subject, 'bold')}"
    yield f"  --> {_place(verdict.place, style)} [{style.clean(verdict.application or '.')}{style.clean(variants)}]"
    for exposure in verdict.exposures:
        yield f"  = {_label(_PATH, style)} ({style.clean(style.say(_TRIGGER[exposure.trigger]))})"
        yield from (f"    {hop}" for hop in folded_trace(exposure.trace, style, style.width - 4))
    for gate in verdict.gates:
        yield from _gate(gate, style)
    if verdict.trace:
        yield f"  = {_label(_PATH, style)}"
        yield from (f"    {hop}" for hop in folded_trace(verdict.trace, style, style.width - 4))
    tree = tree_lines(verdict, style)
    if tree:
        yield f"  = {_label(_GRAPH, style)}"
        yield from (f"    {line}" for line in tree)
    if verdict.status == "not reached":
        yield f"  = {style.clean(style.say(_CALLERS if verdict.callers else _NO_CALLERS))}"
        for caller in verdict.callers:
            yield from _folded(_place(caller, style), style.clean(caller.symbol), style)


def _gate(gate: Gate, style: Style) -> Iterator[str]:
    trust = style.clean(gate.reason or style.say(TRUST[gate.trust]))
    condition = style.clean(gate.condition)
    first, *more = wrapped(f"{style.clean(style.say(_BY))}: {condition} ({trust})", style.width - 4)
    yield f"  = {_label(_BY, style)}{first[len(style.clean(style.say(_BY))) + 1 :]}"
    yield from (f"    {line}" for line in more)
    yield from _folded(_place(gate.place, style), style.clean(gate.place.symbol), style)
    written = style.clean(style.say(_SET if gate.trust == "stored default" else _WRITTEN))
    for place in gate.written_at:
        yield from _folded(f"{written} {_place(place, style)}", style.clean(place.symbol), style)


def _folded(place: str, symbol: str, style: Style) -> Iterator[str]:
    """A place and what it stands in, on two lines where one is too short."""
    line = f"    {place}  {symbol}".rstrip()
    if width_of(line) <= style.width:
        yield line
    else:
        yield from (f"    {place}", f"      {symbol}")


def _label(text: Text, style: Style) -> str:
    return style.paint(f"{style.clean(style.say(text))}:", "bold")


def _place(place: Place, style: Style) -> str:
    return f"{style.clean(place.path)}:{place.line}:{place.column}"


def _document(verdict: Verdict) -> dict[str, object]:
    return {
        "status": verdict.status,
        "application": verdict.application,
        "variants": list(verdict.variants),
        "place": msgspec.to_builtins(verdict.place),
        "api": verdict.api,
        "exposures": [_exposure(exposure) for exposure in verdict.exposures],
        "gates": msgspec.to_builtins(verdict.gates),
        "trace": msgspec.to_builtins(verdict.trace),
        "callers": msgspec.to_builtins(verdict.callers),
        "graph": msgspec.to_builtins(verdict.graph),
    }


def _exposure(exposure: Exposure) -> dict[str, object]:
    return {
        "api": exposure.site.id,
        "trigger": exposure.trigger,
        "confidence": exposure.confidence,
        "trace": msgspec.to_builtins(exposure.trace),
    }
