"""What the reachability analysis hands to the checks."""

from __future__ import annotations

from typing import Literal

import msgspec

from privlint.findings import Hop
from privlint.knowledge.model import Site, Trigger
from privlint.workspace.model import Problem

Confidence = Literal["high", "medium", "low"]


class Place(msgspec.Struct, gc=False, frozen=True):
    """Where an operation stands. Columns count bytes of the line, 1-based, as in the facts."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    symbol: str  # qualified enclosing method, `com.example.App.onCreate`


class Exposure(msgspec.Struct, gc=False, frozen=True):
    """A site that is reachable while consent does not hold."""

    site: Site
    place: Place
    call: str  # the call as the source has it, white space normalised; part of the fingerprint
    trigger: Trigger
    confidence: Confidence
    trace: tuple[Hop, ...]  # from the entry point to the site, both included


class SiteUse(msgspec.Struct, gc=False, frozen=True):
    """A site somewhere in the code, whoever runs it and whatever consent says."""

    site: Site
    place: Place
    call: str
    variants: tuple[str, ...]  # that compile the file
    permissions: tuple[str, ...] = ()  # of a request: what it asks for, as far as the text says
    is_polled: bool = False  # it stands in a loop that waits between its rounds


class Entry(msgspec.Struct, gc=False, frozen=True):
    """A way from what the platform or the user starts to a use."""

    component: str  # what the entered class is: activity, service, worker, receiver …; "" for code of no component
    owner: str  # qualified class that is entered
    method: str
    trigger: Trigger  # of the path: `user` where a step of it waits for the user
    trace: tuple[Hop, ...]  # from the entry to the site, both included
    conditions: tuple[str, ...] = ()  # names in the conditions on the way
    is_registered: bool = False  # a step of it is a listener that waits for a change
    repeater: str = ""  # the function on the way that makes it run again and again, "loop" for a loop that waits


class Override(msgspec.Struct, gc=False, frozen=True):
    """A method of the app that the platform calls, and the functions that it calls itself."""

    owner: str  # qualified class
    place: Place
    calls: tuple[str, ...]
    classes: tuple[str, ...] = ()  # the class and those that derive from it


class KeepAliveTrick(msgspec.Struct, gc=False, frozen=True):
    """Code by which a process holds out against the system."""

    kind: Literal["pixel", "silence", "daemon"]
    owner: str  # qualified class of the activity or service
    place: Place


class StartOfOthers(msgspec.Struct, gc=False, frozen=True):
    """A call that starts, binds or wakes parts of the apps that it names."""

    place: Place
    call: str
    function: str  # startService, bindService, sendBroadcast …
    packages: tuple[str, ...]
    entries: tuple[Entry, ...]  # from where it is reached


class AfterDenial(msgspec.Struct, gc=False, frozen=True):
    """A call that runs because the user refused a permission."""

    place: Place
    function: str
    owners: tuple[str, ...]  # qualified classes around it, the innermost first


class GateDefect(msgspec.Struct, gc=False, frozen=True):
    """Consent logic that does not do what it says (PRV105, PRV106, PRV108)."""

    kind: Literal["forged", "hard-coded", "constant", "inverted", "default", "ticked", "bypassed", "asked", "self-set"]
    place: Place
    call: str
    flag: str  # key or name of the flag, "" where there is none
    trigger: Trigger
    trace: tuple[Hop, ...]
    site: Site | None = None  # hard-coded: the vendor's consent call


class Gate(msgspec.Struct, gc=False, frozen=True):
    """A condition on the way to a site that is not passed before consent."""

    place: Place
    condition: str  # source text of the condition
    trust: Literal["trusted", "assumed", "stored default", "user action", "other app"]
    flag: str
    written_at: tuple[Place, ...]  # trusted: where the flag is set in an accept role; else wherever it is set
    reason: str = ""


class CallNode(msgspec.Struct, gc=False, frozen=True):
    """A piece of code in a call graph: an entry point, code that it leads to, or the site itself."""

    kind: Literal["entry", "code", "site"]
    place: Place  # where a method is declared, a lambda is written, a site stands
    note: str = ""  # of an entry point: what it is
    note_zh: str = ""


class CallEdge(msgspec.Struct, gc=False, frozen=True):
    """A call between two nodes, by their numbers in the graph."""

    caller: int
    callee: int
    line: int
    trigger: Trigger | None  # None: not taken before consent
    gates: tuple[Gate, ...] = ()  # of a call that is not taken; none where its caller does not run
    note: str = ""
    note_zh: str = ""


class CallGraph(msgspec.Struct, gc=False, frozen=True):
    """The code that leads to a site, from the entry points; the first node is the site."""

    nodes: tuple[CallNode, ...] = ()
    edges: tuple[CallEdge, ...] = ()
    omitted: int = 0  # callers that are not shown


class Verdict(msgspec.Struct, gc=False, frozen=True):
    """The answer to `explain FILE:LINE` for one site (or one method when no site is on the line)."""

    status: Literal["exposed", "guarded", "not reached"]
    application: str
    variants: tuple[str, ...]
    place: Place
    api: str
    exposures: tuple[Exposure, ...] = ()
    gates: tuple[Gate, ...] = ()
    trace: tuple[Hop, ...] = ()  # guarded: the path through the gates
    callers: tuple[Place, ...] = ()  # not reached: methods that would reach it
    graph: CallGraph = CallGraph()


class BuildConstant(msgspec.Struct, gc=False, frozen=True):
    """A field of BuildConfig that a run has looked at, and other values of it with which code does the same."""

    name: str
    value: str
    same: tuple[str, ...] = ()


class Twin(msgspec.Struct, gc=False, frozen=True):
    """A file that may take the place of one whose code has run. `moves`: line and column of a call -> its place."""

    path: str
    twin: str
    moves: tuple[tuple[tuple[int, int], Place], ...]


class SeenLayouts(msgspec.Struct, gc=False, frozen=True):
    """What a run has looked at among the layouts of its variant."""

    names: frozenset[str] = frozenset()  # layouts that were read or looked for
    bindings: frozenset[str] = frozenset()  # classes that may have been bindings of layouts
    texts: frozenset[bytes] = frozenset()  # searched for in all files
    graphs: tuple[str, ...] | None = None  # the files of navigation graphs; None if nobody asked


class ApplicationResult(msgspec.Struct, gc=False, frozen=True):
    """Everything found in one variant of one application."""

    application: str
    variant: str
    exposures: tuple[Exposure, ...]
    defects: tuple[GateDefect, ...]
    refused: tuple[Exposure, ...] = ()  # sites that run because the user refused
    calls: int = 0  # calls visited
    unresolved: int = 0  # of them without a receiver type and without a target
    constants: tuple[BuildConstant, ...] = ()
    is_mixed: bool = False  # code has looked at a build constant in which variants that are taken as one differ
    twins: tuple[Twin, ...] = ()
    problems: tuple[Problem, ...] = ()  # layouts that were needed and could not be read in full
    touched: frozenset[str] = frozenset()  # files whose code the run has looked at
    created: frozenset[str] = frozenset()  # classes of which running code has made an instance
    layouts: SeenLayouts = SeenLayouts()
    texts: frozenset[str] = frozenset()  # references to resources that were looked for
