"""Where something that a rejection speaks of stands in an application, and how to mend it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from privlint.checks import registry
from privlint.checks.context import Context
from privlint.checks.inventory import inventory_of, placed
from privlint.checks.notice_wording import notice_name
from privlint.checks.siteuses import LocatedUse, located_uses, place_of
from privlint.checks.wording import class_name, name_of
from privlint.findings import Text
from privlint.inventory import ApplicationInventory, NamedId, Shared
from privlint.knowledge.notice_queries import about_sdk
from privlint.knowledge.recognition import Frame, Recognised, Recogniser
from privlint.triage import Answer, ApplicationAnswer, NamedIn, OwnFrame, Subject

#: The rule whose mend helps, by the kind of a site.
_RULES = {"start": "PRV101", "api": "PRV102", "permission": "PRV103", "collect": "PRV109"}
_AUTO_START, _OLD, _CONSENT_CALL = "PRV104", "PRV202", "PRV204"
_EXPOSED = ("before", "maybe")
_MOST_NOTICES = 5
_ABSENT = Text(
    "Neither a dependency nor code of this application shows it. Look for a library that brings it along.",
    "本应用的依赖和代码中均未发现。请检查是否由其他库间接引入。",
)
_NOT_REACHED = Text(
    "Nothing in the code runs it by itself before consent. If a lab saw it, an action of the user or an SDK started "
    "it, or the tested version differs from this code.",
    "代码在同意前不会自动执行到此处。若检测时确有发现，则由用户操作或 SDK 触发，或被测版本与当前代码不同。",
)
_PERMISSION = Text(
    'Remove the permission from the manifest if no feature needs it; a library\'s with tools:node="remove".',
    '若无功能需要，请从清单中移除该权限；由库引入的可用 tools:node="remove" 移除。',
)


def answer(contexts: Iterable[Context], recogniser: Recogniser, text: str) -> Answer:
    """What the text speaks of, and where it stands in each application."""
    contexts = tuple(contexts)
    permissions = {
        item.name for context in contexts for v in context.application.variants for item in v.manifest.permissions
    }
    found = recogniser.recognise(text, permissions)
    answers = [_Answering(context, found, recogniser).answer() for context in contexts]
    own = {frame.frame for each in answers for frame in each.frames}
    lost = [_shown(frame) for frame in found.frames if not recogniser.is_foreign(frame) and _shown(frame) not in own]
    recognised = [("sdk", id, words) for id, words in found.sdks]
    recognised += [("api", id, words) for id, words in found.apis]
    recognised += [("permission", name, name) for name in found.permissions]
    recognised += [("data type", id, words) for id, words in found.data_types]
    recognised += [
        ("frame", name, name) for name in dict.fromkeys(_shown(frame) for frame in found.frames) if name in own
    ]
    return Answer(tuple(recognised), tuple(answers), tuple(dict.fromkeys((*lost, *found.unknown))))


class _Answering:
    def __init__(self, context: Context, found: Recognised, recogniser: Recogniser) -> None:
        self._context = context
        self._found = found
        self._recogniser = recogniser
        self._uses = list(located_uses(context))
        self._lists: ApplicationInventory = inventory_of(context)

    def answer(self) -> ApplicationAnswer:
        """The answer for the application."""
        application = self._context.application
        subjects = [*self._sdks(), *self._apis(), *self._permissions(), *self._data_types()]
        return ApplicationAnswer(application.path, application.gradle, tuple(self._frames()), tuple(subjects))

    def _frames(self) -> Iterator[OwnFrame]:
        seen: set[str] = set()
        for frame in self._found.frames:
            path = "" if self._recogniser.is_foreign(frame) else self._context.words.source_of(frame.owner, frame.file)
            if path and _shown(frame) not in seen:
                seen.add(_shown(frame))
                symbol = f"{frame.owner}.{frame.method}"
                uses = [use.place for use in self._uses if use.place.path == path]
                inside = [place for place in uses if place.line == frame.line or place.symbol == symbol]
                yield OwnFrame(_shown(frame), path, frame.line, placed(inside))

    def _sdks(self) -> Iterator[Subject]:
        shared = {row.sdk.id: row for row in self._lists.shared}
        for id, words in self._without_namesakes(shared):
            row = shared.get(id)
            uses = [use for use in self._uses if use.site.sdk == id]
            codes = self._codes(uses)
            if row is not None and row.state in _EXPOSED and not any(use.place.state in _EXPOSED for use in uses):
                codes.append(_AUTO_START)
            if self._lacks_consent_call(id, row):
                codes.append(_CONSENT_CALL)
            if row is not None and self._is_old(id, row):
                codes.append(_OLD)
            yield Subject(
                kind="sdk",
                name=row.sdk if row is not None else self._sdk_name(id),
                told_by=words,
                brought=row.brought if row is not None else (),
                first_use=row.first_use if row is not None else "",
                places=placed(use.place for use in uses),
                notices=tuple(self._notices(id)),
                mends=_mends(codes) or ((_ABSENT if row is None else _NOT_REACHED),),
                rules=tuple(codes),
            )

    def _without_namesakes(self, present: Container[str]) -> list[tuple[str, str]]:
        """Of several SDKs that one name stands for those that the application has; the first if it has none that goes
        by it."""
        groups: dict[str, list[str]] = {}
        for id, words in self._found.sdks:
            groups.setdefault(words, []).append(id)
        called = {
            name for id, _ in self._found.sdks if id in present and (sdk := self._context.sdk(id)) for name in sdk.names
        }
        kept = []
        for words, ids in groups.items():
            there = [id for id in ids if id in present]
            kept += [(id, words) for id in there or (() if words in called else ids[:1])]
        return kept

    def _apis(self) -> Iterator[Subject]:
        for api, words in self._found.apis:
            uses = [use for use in self._uses if use.place.api == api]
            owner, _, member = api.partition("#")
            shown = f"{class_name(owner)}.{member}"
            yield self._of_uses("api", NamedId(api, Text(shown, shown)), words, uses)

    def _data_types(self) -> Iterator[Subject]:
        for id, words in self._found.data_types:
            uses = [use for use in self._uses if use.site.kind == "api" and id in use.site.data_types]
            through = tuple(row.sdk for row in self._lists.shared if id in (item.id for item in row.data_types))
            if id in self._found.wide and not uses and not through:
                continue
            (row,) = self._context.data_types([id])
            yield self._of_uses("data type", NamedId(id, Text(row.name_en, row.name_zh)), words, uses, through)

    def _of_uses(
        self, kind: str, name: NamedId, words: str, uses: list[LocatedUse], through: tuple[NamedId, ...] = ()
    ) -> Subject:
        codes = self._codes(uses)
        mends = _mends(codes) or (() if through else ((_NOT_REACHED if uses else _ABSENT),))
        places = placed(use.place for use in uses)
        return Subject(
            kind=kind, name=name, told_by=words, places=places, through=through, mends=mends, rules=tuple(codes)
        )

    def _permissions(self) -> Iterator[Subject]:
        for name in self._found.permissions:
            declared = {
                f"{item.position.path}:{item.position.line}"
                for variant in self._context.application.variants
                for item in variant.manifest.permissions
                if item.name.rpartition(".")[2] == name
            }
            uses = [use for use in self._context.site_uses if use.site.permission.rpartition(".")[2] == name]
            places = placed(place_of(self._context, use) for use in uses)
            asking = [use for use in self._context.site_uses if use.site.kind == "permission"]
            asked = [place for place in (place_of(self._context, use) for use in asking) if place.state in _EXPOSED]
            codes = ["PRV103"] if asked else []
            mends = _mends(codes) + ((_PERMISSION,) if declared else ())
            yield Subject(
                kind="permission",
                name=NamedId(name, Text(name, name)),
                told_by=name,
                declared=tuple(sorted(declared)),
                places=places or placed(asked),
                mends=mends or (_ABSENT,),
                rules=tuple(codes),
            )

    def _codes(self, uses: Iterable[LocatedUse]) -> list[str]:
        """The rules that speak of uses before consent."""
        kinds = dict.fromkeys(use.site.kind for use in uses if use.place.state in _EXPOSED)
        return [_RULES[kind] for kind in kinds if kind in _RULES]

    def _lacks_consent_call(self, id: str, row: Shared | None) -> bool:
        sdk = self._context.sdk(id)
        if row is None or sdk is None or not sdk.consent_call_required:
            return False
        members = {call.partition("#")[2].partition("(")[0] for call in sdk.consent_calls}
        return not any(self._context.words.mentions(member) for member in members)

    def _is_old(self, id: str, row: Shared) -> bool:
        from privlint.dependencies.versions import compare

        sdk = self._context.sdk(id)
        if sdk is None or not sdk.compliant_since:
            return False
        of_interest = [item for item in row.brought if item.text in (sdk.compliant_coordinates or (item.text,))]
        return any(item.version and compare(item.version, sdk.compliant_since) < 0 for item in of_interest)

    def _notices(self, id: str) -> Iterator[NamedIn]:
        namings = [
            naming
            for naming in about_sdk(self._context.catalogue, id)
            if naming.product is not None and (naming.product.sdk or naming.product.id) == id
        ]
        for naming in namings[:_MOST_NOTICES]:
            url = naming.notice.urls[0] if naming.notice.urls else ""
            yield NamedIn(notice_name(self._context, naming.notice), naming.row.version, url)

    def _sdk_name(self, id: str) -> NamedId:
        sdk = self._context.sdk(id)
        if sdk is not None:
            return NamedId(id, name_of(sdk))
        product = next(row for row in self._context.catalogue.products if row.id == id)
        return NamedId(id, Text(product.name_en, product.name_zh or product.name_en))


def _mends(codes: Iterable[str]) -> tuple[Text, ...]:
    """What the rules say on how to mend it."""
    return tuple(registry.load(entry).RULE.mend for code in codes for entry in registry.matching(code))


def _shown(frame: Frame) -> str:
    """`com.example.App.onCreate(App.java:12)`."""
    place = f"{frame.file}:{frame.line}" if frame.line else frame.file
    return f"{frame.owner}.{frame.method}({place})"
