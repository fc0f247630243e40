"""Google Play's Data safety form, as the CSV that the Play Console exports and imports.

The columns, ids and order of rows are those of exports of the Console: rules/stores/google_play.toml names the sources.
Only what source shows is answered. What the SDKs of the app take is collected, in the sense of the form, as it leaves
the device. Whether an own read leaves the device, whether a vendor only acts on the developer's behalf, and everything
that happens on servers stays blank, and is told as an open point."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import msgspec

from privlint.findings import Text
from privlint.inventory import ApplicationInventory, NamedId, Shared
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.storeforms import PlayType

HEADER = (
    "Question ID (machine readable)",
    "Response ID (machine readable)",
    "Response value",
    "Answer requirement",
    "Human-friendly question label",
)
COLLECTS = "PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA"
COLLECTION_PURPOSE, SHARING_PURPOSE = "DATA_USAGE_COLLECTION_PURPOSE", "DATA_USAGE_SHARING_PURPOSE"
COLLECTED = ("PSL_DATA_USAGE_COLLECTION_AND_SHARING", "PSL_DATA_USAGE_ONLY_COLLECTED")
_USAGE = "PSL_DATA_USAGE_RESPONSES"
#: The questions about each kind of data: id, response, requirement, label in our own words.
_ABOUT_A_TYPE = (
    (*COLLECTED, "MULTIPLE_CHOICE", "Collected or shared? / Collected"),
    (COLLECTED[0], "PSL_DATA_USAGE_ONLY_SHARED", "MULTIPLE_CHOICE", "Collected or shared? / Shared"),
    ("PSL_DATA_USAGE_EPHEMERAL", "", "MAYBE_REQUIRED", "Processed ephemerally?"),
    (
        "DATA_USAGE_USER_CONTROL",
        "PSL_DATA_USAGE_USER_CONTROL_OPTIONAL",
        "SINGLE_CHOICE",
        "Required? / Users can choose",
    ),
    ("DATA_USAGE_USER_CONTROL", "PSL_DATA_USAGE_USER_CONTROL_REQUIRED", "SINGLE_CHOICE", "Required? / Required"),
)
_PURPOSES = ((COLLECTION_PURPOSE, "Why is it collected?"), (SHARING_PURPOSE, "Why is it shared?"))

_OWN_READ = Text(
    "{type}: read by the app itself, {at}; whether it leaves the device does not show",
    "{type}：由应用自身读取，{at}；是否传出设备无法看到",
)
_SEVERAL = Text("{type}: the form has several kinds for it: {kinds}", "{type}：表单中有多个可能的类别：{kinds}")
_NONE = Text("{type}: the form has no kind for it", "{type}：表单中没有对应的类别")
_NO_DATA = Text("{sdk}: the catalogue does not know what it collects", "{sdk}：目录中没有其收集的信息")
_NO_PURPOSE = Text("{sdk}: the form has no single answer for what it is for", "{sdk}：表单中没有与其用途对应的单一答案")
_NO_USE = Text("{sdk}: in the build, but no use was found", "{sdk}：已引入，但未发现调用")
_SHARED = Text(
    "Shared: not answered. A vendor that only acts on your behalf is no third party; contracts tell: {sdks}",
    "“共享”未作答：仅代表您处理数据的厂商不属于第三方，须依合同判断：{sdks}",
)
_REST = Text(
    "Not answered: encryption in transit, accounts, deletion, what is required or ephemeral, data that users type in",
    "未作答：传输加密、账号、删除、是否必需或临时处理、用户自行输入的数据",
)


class PlayDraft(msgspec.Struct, frozen=True):
    """What source shows of the form. `answers` by question and response; `evidence` by kind of data."""

    answers: dict[tuple[str, str], str]
    evidence: dict[str, tuple[Text, ...]]
    open_points: tuple[Text, ...]
    read: frozenset[str] = frozenset()  # kinds of data that the app itself reads: whether it sends them does not show


def usage(type: str, question: str) -> str:
    """The id of a question about a kind of data."""
    return f"{_USAGE}:{type}:{question}"


def play_draft(application: ApplicationInventory, catalogue: Catalogue) -> PlayDraft:
    """The form for an application, as far as source shows it."""
    return _Drafting(application, catalogue).draft()


class _Drafting:
    def __init__(self, application: ApplicationInventory, catalogue: Catalogue) -> None:
        self._application = application
        self._purposes = {row.id: row for row in catalogue.purposes}
        self._types = catalogue.play_types
        self._kinds: dict[str, list[PlayType]] = {}
        for kind in catalogue.play_types:
            for data_type in kind.data_types:
                self._kinds.setdefault(data_type, []).append(kind)
        self._answers: dict[tuple[str, str], str] = {}
        self._evidence: dict[str, list[Text]] = {}
        self._open: dict[Text, None] = {}

    def draft(self) -> PlayDraft:
        """Fills in the form."""
        running = [sdk for sdk in self._application.shared if sdk.state != "unreached"]
        for sdk in running:
            self._answer_for(sdk)
        for sdk in self._application.shared:
            if sdk.state == "unreached":
                self._note(_NO_USE, sdk=sdk.sdk.name)
        for row in self._application.collected:
            if row.by == "app":
                at = f"{row.places[0].path}:{row.places[0].line}"
                self._note(_OWN_READ, type=row.data_type.name, at=Text(at, at))
        if self._answers:
            self._answers[COLLECTS, ""] = "true"
            named = [sdk.sdk.name for sdk in running if sdk.shares_data]
            sdks = Text(", ".join(name.en for name in named), "、".join(name.zh for name in named))
            self._note(_SHARED, sdks=sdks)
        self._note(_REST)
        evidence = {kind: tuple(texts) for kind, texts in self._evidence.items()}
        own = {row.data_type.id for row in self._application.collected if row.by == "app"}
        read = frozenset(kind.id for id in own for kind in self._kinds.get(id, ()))
        return PlayDraft(self._answers, evidence, tuple(self._open), read)

    def _answer_for(self, sdk: Shared) -> None:
        purposes = [self._purposes[item.id] for item in sdk.purposes if item.id in self._purposes]
        kinds = {id for purpose in purposes for id in purpose.play_types}
        for data_type in sdk.data_types:
            kinds |= self._kind_of(data_type)
        reasons = [id for purpose in purposes for id in purpose.play_purposes]
        if not kinds:
            self._note(_NO_DATA, sdk=sdk.sdk.name)
        elif not reasons:
            self._note(_NO_PURPOSE, sdk=sdk.sdk.name)
        at = (
            f" ({sdk.brought[0].path}:{sdk.brought[0].line})"
            if sdk.brought
            else f" ({sdk.use_at})"
            if sdk.use_at
            else ""
        )
        for kind in self._types:
            if kind.id in kinds:
                self._evidence.setdefault(kind.id, []).append(Text(sdk.sdk.name.en + at, sdk.sdk.name.zh + at))
                self._answers[kind.category, kind.id] = "true"
                self._answers[usage(kind.id, COLLECTED[0]), COLLECTED[1]] = "true"
                for reason in reasons:
                    self._answers[usage(kind.id, COLLECTION_PURPOSE), reason] = "true"

    def _kind_of(self, data_type: NamedId) -> set[str]:
        """The kind of a data type; none, and an open point, if there is not exactly one."""
        kinds = self._kinds.get(data_type.id, [])
        if len(kinds) == 1:
            return {kinds[0].id}
        if kinds:
            names = ", ".join(kind.name for kind in kinds)
            self._note(_SEVERAL, type=data_type.name, kinds=Text(names, names))
        else:
            self._note(_NONE, type=data_type.name)
        return set()

    def _note(self, text: Text, **values: Text) -> None:
        english = text.en.format(**{name: value.en for name, value in values.items()})
        self._open[Text(english, text.zh.format(**{name: value.zh for name, value in values.items()}))] = None


def render_play(draft: PlayDraft, catalogue: Catalogue) -> str:
    """The whole form with the answers of a draft; rows without an answer are blank, as in an export."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(HEADER)
    for question, response, requirement, label in form_rows(catalogue):
        writer.writerow((question, response, draft.answers.get((question, response), ""), requirement, label))
    return target.getvalue()


def form_rows(catalogue: Catalogue) -> Iterator[tuple[str, str, str, str]]:
    """The rows of the form in their order: question, response, requirement, label."""
    for row in catalogue.play_questions:
        yield row.question, row.response, row.requirement, row.label
    for kind in catalogue.play_types:
        yield kind.category, kind.id, "MULTIPLE_CHOICE", f"{kind.category_name} / {kind.name}"
    for kind in catalogue.play_types:
        for question, response, requirement, label in _ABOUT_A_TYPE:
            yield usage(kind.id, question), response, requirement, f"{kind.name} / {label}"
        for question, label in _PURPOSES:
            for purpose in catalogue.play_purposes:
                yield usage(kind.id, question), purpose.id, "MULTIPLE_CHOICE", f"{kind.name} / {label} / {purpose.name}"
