"""What library functions hand to code element by element: of lists, streams and holders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.consent import operators
from privlint.consent.values import (
    ANYTHING,
    NOTHING,
    NULL,
    ClassName,
    Function,
    Unknown,
    Values,
    boolean,
    const,
    is_callable,
    is_enum_constant,
    join,
    unknown,
)
from privlint.frontend.facts import NONE

if TYPE_CHECKING:
    from privlint.consent.calls import Calls
    from privlint.consent.libraryplans import LibraryCall
    from privlint.knowledge.callbacks import Callback

#: What gives code more than one value.
SEVERAL: Final = ("elements", "numbered", "folded", "numbered folded")


class Elements:
    """Elements of what calls are made on."""

    def __init__(self, calls: Calls) -> None:
        self.calls = calls

    def of(self, call: LibraryCall) -> Values:
        """What is inside of the container that a call is about."""
        return self.calls.reads.element(call.activation.node, self.source(call))

    def source(self, call: LibraryCall) -> Values:
        """The container that a call is about: its receiver, or the first argument of a static function."""
        if call.receiver and not any(isinstance(value, ClassName) for value in call.receiver):
            is_whole = call.op.receiver == NONE or is_enum_constant(call.receiver)
            return call.receiver if is_whole else join(call.receiver, call.activation.of(call.op.receiver))
        if call.op.receiver == NONE and not call.receiver and all(map(_is_code, call.arguments)):
            holders = self.calls.engine.interpreter.holders
            for values in self.calls.reads.scopes.lambda_receivers(call.activation.node):
                if any(map(holders.is_container, values)):
                    return values
        source = call.arguments[0] if call.op.args else ANYTHING
        return tuple(value for value in source if not isinstance(value, Function))

    def several(self, call: LibraryCall, kind: str) -> list[Values]:
        """What code with more than one parameter is given."""
        if kind == "elements":
            return self.each(call)
        element = self.of(call)
        if kind == "numbered":
            return [(unknown("int"),), element]
        firsts = [values for values in call.arguments if not any(map(is_callable, values))]
        numbers = [(unknown("int"),)] if kind != "folded" else []
        return [*numbers, join(element, *firsts), element]

    def each(self, call: LibraryCall) -> list[Values]:
        """An element of each of the sources that a call puts together: `combine(a, b) { x, y -> … }`."""
        whole = call.activation.of(call.op.receiver)
        sources = [whole] if whole and not any(isinstance(value, ClassName) for value in whole) else []
        sources += [values for values in call.arguments if not any(map(is_callable, values))]
        return [self.calls.reads.element(call.activation.node, values) for values in sources]

    def pages(self, call: LibraryCall) -> Values:
        """The pages that a pager shows: those that its state was told, the first one if it was told none."""
        contents = self.calls.engine.interpreter.holders.contents
        states = [contents(call.activation.node, values) for values in call.arguments]
        told = [state for state in states if state is not None]
        pages = tuple(value for value in join(*told) if not isinstance(value, Function)) if told else NOTHING
        return pages or ((const("int", "0"),) if told else NOTHING)

    def quantified(self, call: LibraryCall, quantifier: str, given: Values) -> Values:
        """`keys.any { … }`, `all`, `none`: there may be no element, unless it is known what they are."""
        elements = self.of(call)
        is_known = bool(elements) and not any(isinstance(value, Unknown) for value in elements)
        found = given if is_known else join(given, (boolean(quantifier == "all"),))
        return operators.negate(found) if quantifier == "none" else found

    def passed(self, call: LibraryCall, row: Callback, given: Values) -> Values:
        """`takeIf { … }` and filters: the value goes on if the lambda allows it."""
        wanted = row.condition == "true"
        passes = not call.op.args or operators.can_be(given, wanted, self.calls.engine.is_open)
        result: Values = NOTHING
        if passes:
            result = self.of(call) if row.returns == "element" else call.whole_receiver
        if row.or_null and operators.can_be(given, not wanted, False):
            result = join(result, (NULL,))
        if row.returns == "receiver" and row.gives == "receiver" and operators.can_be(given, not wanted, False):
            result = join(result, (NULL,))
        return result

    def checked(self, call: LibraryCall, condition: str) -> Values:
        """What `check(agreed)` and `requireNotNull(token)` give: nothing where they throw."""
        known = operators.without_null(call.arguments[0]) if call.op.args else ANYTHING
        passes = condition == "not null" or operators.can_be(known, True, self.calls.engine.is_open)
        return known if passes else NOTHING


def _is_code(values: Values) -> bool:
    return bool(values) and all(map(is_callable, values))
