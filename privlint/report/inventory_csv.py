"""The two lists as one table, RFC 4180: https://www.rfc-editor.org/rfc/rfc4180"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from privlint.findings import Text
from privlint.inventory import ApplicationInventory, Inventory
from privlint.report.csv import safe_cell
from privlint.report.inventory_tables import (
    COLLECTED,
    LIBRARIES,
    SHARED,
    STATES,
    UNKNOWN,
    application_name,
    brought,
    known_gaps,
    names,
    sdk_state,
    subject_of,
    unknown_libraries,
)
from privlint.report.style import Style

_HEADS = (
    Text("list", "清单"),
    Text("application", "应用模块"),
    Text("personal information", "个人信息类型"),
    Text("API or SDK", "API 或 SDK"),
    Text("vendor", "第三方名称"),
    Text("purpose", "使用目的"),
    Text("brought in by", "引入方式"),
    Text("places", "位置"),
    Text("started by", "触发场景"),
    Text("consent", "同意状态"),
    Text("privacy policy", "隐私政策链接"),
    Text("not known", "缺少的信息"),
)


def render_csv(inventory: Inventory, style: Style) -> str:
    """A line of heads, then the rows of the lists and of what is not known; the first column tells them apart. A cell
    with several places has one a line."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow([style.say(head) for head in _HEADS])
    for application in inventory.applications:
        for row in _rows(application, style):
            cells = ("\n".join(style.clean(line) for line in cell.split("\n")) for cell in row)
            writer.writerow([safe_cell(cell) for cell in cells])
    return target.getvalue()


def _rows(application: ApplicationInventory, style: Style) -> Iterator[tuple[str, ...]]:
    name = application_name(application)
    vendors = {row.sdk.id: row.vendor for row in application.shared}
    for item in application.collected:
        yield (
            style.say(COLLECTED),
            name,
            style.say(item.data_type.name),
            style.say(item.source.name),
            vendors.get(item.source.id, ""),
            names(item.purposes, style),
            "",
            "\n".join(f"{place.path}:{place.line}" for place in item.places),
            item.places[0].entry if item.places else "",
            style.say(STATES[item.state]),
            "",
            "",
        )
    for sdk in application.third_parties:
        yield (
            style.say(SHARED),
            name,
            names(sdk.data_types, style),
            style.say(sdk.sdk.name),
            sdk.vendor,
            names(sdk.purposes, style),
            "\n".join(brought(item) for item in sdk.brought),
            sdk.first_use,
            sdk.entry,
            style.say(sdk_state(sdk)),
            sdk.policy_url,
            "",
        )
    for gap in known_gaps(application):
        yield (
            style.say(UNKNOWN),
            name,
            "",
            subject_of(gap, application, style),
            "",
            "",
            "",
            gap.at,
            "",
            "",
            "",
            style.say(gap.missing),
        )
    for library in unknown_libraries(application):
        yield (style.say(UNKNOWN), name, "", library, "", "", "", "", "", "", "", style.say(LIBRARIES))
