"""What an editor shows of an SDK in a build file: which one it is, the notices that name it, the compliant version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from privlint.dependencies.versions import compare, is_dynamic
from privlint.findings import Text
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.identification import SdkNames, fits_coordinate
from privlint.knowledge.model import Sdk
from privlint.knowledge.notice_queries import Naming, namings
from privlint.report.dependencies import DependencyRow, Place
from privlint.report.notices import problems
from privlint.report.style import Style, cut, plain

#: Files in which a coordinate may stand.
BUILD_FILES: Final = (".gradle", ".gradle.kts", ".toml", ".xml", ".pom", ".lockfile", ".properties")
_COORDINATE = re.compile(
    r"(?<![\w.:/-])([A-Za-z][\w.-]*):([A-Za-z][\w.-]*)(?::([\w.+\-\[\](),$ {}]+?))?(?=[\"'@\s,;=)]|$)"
)
_GROUP = re.compile(r"""\bgroup\s*[:=]\s*["']([\w.-]+)["']""")
_NAME = re.compile(r"""\bname\s*[:=]\s*["']([\w.-]+)["']""")
_MOST_NOTICES = 8
_LONGEST = 400  # characters of a line

_VERSION = Text("`{}` here ({})", "此处为 `{}`（{}）")
_OPEN = Text("`{}` here: the build decides", "此处为 `{}`：由构建决定具体版本")
_BELOW = Text(
    "**older than {}**, the first version that the vendor calls compliant", "**低于 {}**（厂商声明的首个合规版本）"
)
_SINCE = Text("{} is the first version that the vendor calls compliant", "厂商声明的首个合规版本为 {}")
_COLLECTS = Text("collects: {}", "收集：{}")
_NAMED = Text("Named in notices:", "监管通报：")
_NOT_NAMED = Text("No notice that privlint knows names it.", "已收录的通报中未提及该 SDK。")
_ANY = Text("no version given", "未注明版本")
_MORE = Text("… and {} more: `privlint notices --sdk {}`", "……另有 {} 条：`privlint notices --sdk {}`")


class Meant(NamedTuple):
    """A dependency that a place in a build file means."""

    coordinate: str
    sdk: str  # id of the SDK or of the product
    version: str  # "" where it is not known
    evidence: str


def meant_at(text: str, path: str, line: int, rows: Iterable[DependencyRow], names: SdkNames) -> list[Meant]:
    """The SDKs that a line of a file means: those that the build reads there, else those whose coordinates stand in its
    text, which may not have been saved."""
    here = [row for row in rows if row.sdk and Place(path, line) in (row.place, row.declared_at, row.version_at)]
    found = {row.sdk: Meant(row.coordinate, row.sdk, row.version or "", row.evidence) for row in reversed(here)}
    written = [(group, name, version) for group, name, version in _COORDINATE.findall(text)]
    group, name = _GROUP.search(text), _NAME.search(text)
    if group and name:
        written.append((group[1], name[1], ""))
    for group_, name_, version in written:
        sdk = names.of_coordinate(group_, name_)
        if sdk and sdk not in found:
            found[sdk] = Meant(f"{group_}:{name_}", sdk, "" if "$" in version else version, "declared")
    return [each._replace(version=each.version.replace("`", "'")) for each in found.values()]


def hover(meant: Meant, catalogue: Catalogue, style: Style) -> str:
    """What is known of an SDK, as Markdown."""
    return "\n\n".join(cut_lines(part) for part in _parts(meant, catalogue, style))


def cut_lines(text: str) -> str:
    """The text with lines that are not too long, and without anything that is no text."""
    return "\n".join(cut(plain(line), _LONGEST) for line in text.split("\n"))


def _parts(meant: Meant, catalogue: Catalogue, style: Style) -> Iterator[str]:
    sdk = next((each for each in catalogue.sdks if each.id == meant.sdk), None)
    product = next((each for each in catalogue.products if meant.sdk in (each.id, each.sdk)), None)
    known = sdk or product
    assert known is not None
    name = Text(known.name_en or known.name_zh, known.name_zh or known.name_en)
    yield f"**{style.say(name)}** · `{meant.sdk}`" + (f" · {known.vendor}" if known.vendor else "")
    yield f"`{meant.coordinate}`" + "".join(f" · {each}" for each in _version(meant, style))
    if sdk is not None and sdk.compliant_since:
        yield style.say(_BELOW if _is_below(meant, sdk) else _SINCE).format(sdk.compliant_since)
    if sdk is not None and sdk.data_types:
        types = {row.id: Text(row.name_en, row.name_zh) for row in catalogue.data_types}
        shown = (style.say(types[id]) for id in sdk.data_types if id in types)
        yield style.say(_COLLECTS).format("、".join(shown) if style.lang == "zh" else ", ".join(shown))
    rows = [
        naming
        for naming in namings(catalogue)
        if naming.product is not None
        and meant.sdk in (naming.product.id, naming.product.sdk)
        and naming.row.platform != "ios"
    ]
    yield _notices(rows, meant.sdk, catalogue, style) if rows else style.say(_NOT_NAMED)


def _is_below(meant: Meant, sdk: Sdk) -> bool:
    """Whether the version is older than the vendor's first compliant one."""
    group, _, name = meant.coordinate.partition(":")
    is_about = fits_coordinate(group, name, sdk.compliant_coordinates or sdk.coordinates)
    is_known = bool(meant.version) and not is_dynamic(meant.version)
    return is_about and is_known and compare(meant.version, sdk.compliant_since) < 0


def _version(meant: Meant, style: Style) -> Iterator[str]:
    if meant.version and is_dynamic(meant.version):
        yield style.say(_OPEN).format(meant.version)
    elif meant.version:
        yield style.say(_VERSION).format(meant.version, meant.evidence)


def _notices(rows: list[Naming], sdk: str, catalogue: Catalogue, style: Style) -> str:
    regulators = {row.id: Text(row.abbreviation, row.name_zh) for row in catalogue.regulators}
    lines = [style.say(_NAMED)]
    for naming in rows[:_MOST_NOTICES]:
        notice = naming.notice
        regulator = style.say(regulators[notice.regulator])
        source = f"[{regulator}]({notice.urls[0]})" if notice.urls else regulator
        version = f"`{naming.row.version}`" if naming.row.version else style.say(_ANY)
        lines.append(f"- {notice.date} {source} {version}: {problems(naming.row, style)}")
    if len(rows) > _MOST_NOTICES:
        lines.append(f"- {style.say(_MORE).format(len(rows) - _MOST_NOTICES, sdk)}")
    return "\n".join(lines)
