"""Rows of the catalogue about library functions that run code they are given."""

from __future__ import annotations

from typing import Literal

import msgspec

from privlint.knowledge.model import Role, Trigger

#: What a call gives, see Callback.
Returned = Literal[
    "", "receiver", "callback", "argument", "element", "resumed", "holder", "event", "empty", "any", "none", "all"
]


class Callback(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A library function that runs code it is given (framework call edge).

    It is matched by member name and, where the receiver's type is known, by owner (a supertype of it). With `owners`
    empty any receiver matches. `argument` says which values run: "any" argument, "last", a position as text, "none"
    (the row only says what the call gives), "receiver" (`thread.start()`), or "this" (a registration of the object
    itself). Lambdas and method references run as such; of objects the `methods` run, `@Name` standing for the methods
    that carry an annotation (empty: all methods that override or implement something of a library type). `gives` is
    the first value the callback receives (`result`: what the function of that name gives when it is handed no code;
    `elements`: one of each source, a parameter each; `numbered`: a place and the element there; `folded`: what came
    out so far and the next element, or `numbered folded` with its place first; `posted`: what a row that demands it
    was given, of the type of the parameter: the code does not run before; `activity`: one that comes to the screen);
    `binds` whether a lambda sees it as parameter or as `this`; `returns` is the value of the call: `resumed` what a
    continuation is resumed with, `holder` a new state holder that holds its first argument, `event` one that holds
    nothing, whatever it was made with, `channel` the one of its first argument, a name, which holds nothing at first;
    `empty` a collection that nothing can be put into; `any`, `none`, `all` whether its elements satisfy the lambda;
    `checked` its first argument, as far as that is what `condition` says (else it throws); `either` an element or what
    is there for want of one: what the lambda gives, or the last argument. `also_source`: applies to functions written
    in the project too (`positiveButton {}`). `defers`: the code waits until a row that `demands` the same thing is
    reached with what the call gave, or with the variable it was called on; for the kind `stream` that is any call but
    operators and those that hand the stream on. A row that demands on `condition` does so only if its first argument
    may be true. `until`: nobody knows when the code runs before running code `does` the same thing anywhere (a client
    sends its first request). `only_with`: arguments (last segment of a constant, or name=value) of which one must be
    there for the row to apply; rows without it then do not."""

    members: tuple[str, ...]
    owners: tuple[str, ...] = ()
    argument: str = "any"
    methods: tuple[str, ...] = ()
    trigger: Trigger = "automatic"
    role: Role = ""
    gives: Literal[
        "",
        "receiver",
        "element",
        "elements",
        "numbered",
        "folded",
        "numbered folded",
        "argument",
        "source",
        "result",
        "stream",
        "parts",
        "posted",
        "activity",
        "page",
    ] = ""
    binds: Literal["it", "this"] = "it"
    returns: Literal[
        "",
        "receiver",
        "callback",
        "argument",
        "element",
        "resumed",
        "holder",
        "event",
        "channel",
        "later",
        "empty",
        "known",
        "parts",
        "any",
        "none",
        "all",
        "either",
        "checked",
    ] = ""
    also_source: bool = False
    named_argument: str = ""  # Kotlin: only the argument of this name (`onClick = {}`; `on*Click`)
    #: What the lambda must give for the value to go on (`takeIf`, `filter`), or what the value must be; "": it does
    #: not matter.
    condition: Literal["", "true", "false", "not null"] = ""
    #: Numbers that the callback receives, by position; "" where nothing is known, "handed" for the argument of the call
    #: that demands it.
    arguments: tuple[str, ...] = ()
    or_null: bool = False  # the call gives null where the condition does not hold
    fills: bool = False  # what it is given ends up inside the receiver (`list.add(x)`, `flow.emit(x)`)
    inline: bool = False  # comes back when the code that it is given has come to its end
    chained: bool = False  # each of the methods is given what the one before it gave
    waits: bool = False  # comes back when something is inside the receiver
    catches: str = ""  # comes back, too, when the code that it is given throws: with an object of this type
    defers: str = ""
    demands: str = ""
    does: str = ""
    until: str = ""
    only_with: tuple[str, ...] = ()
    shown_by: str = ""  # argument, the first one where it has no name: what is given does not run while it is false
    parts: tuple[str, ...] = ()  # of the object that the call makes: name=position of the argument, or receiver
    asks: str = ""  # property of an argument with what a new holder holds at first (`defaultValue` of a serializer)


class CallbackType(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A callback interface or class of a library: what its methods mean when an object or lambda of the type is
    handed to a library function that no Callback names."""

    types: tuple[str, ...]  # qualified
    trigger: Trigger
    methods: tuple[str, ...] = ()  # empty: all
    role: Role = ""
