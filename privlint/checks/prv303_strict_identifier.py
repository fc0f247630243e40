"""PRV303: an identifier or a list is read for which something lighter would do."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims, wording
from privlint.checks.context import Context
from privlint.checks.rule import Rule, in_both_languages
from privlint.consent.model import Entry, SiteUse
from privlint.findings import Severity, Text
from privlint.fingerprints import Claim
from privlint.knowledge.scope import LighterChoice

#: Reading these because the user pasted, or asked for it, is what they are for.
_FINE_BY_USER = frozenset(("clipboard", "installed_apps", "sms", "call_log"))
#: What every test lab looks for first.
_OF_HARDWARE = frozenset(("imei", "imsi", "iccid", "eid", "serial", "mac", "phone_number"))

_FAILING_JAVA = """\
package com.example;

import android.content.Context;
import android.telephony.TelephonyManager;

class Installation {
    static String id(Context context) {
        TelephonyManager phone = context.getSystemService(TelephonyManager.class);
        return phone.getImei();
    }
}
"""
_MENDED_JAVA = """\
package com.example;

import android.content.Context;
import android.content.SharedPreferences;
import java.util.UUID;

class Installation {
    static String id(Context context) {
        SharedPreferences stored = context.getSharedPreferences("installation", Context.MODE_PRIVATE);
        if (!stored.contains("id")) {
            stored.edit().putString("id", UUID.randomUUID().toString()).apply();
        }
        return stored.getString("id", "");
    }
}
"""
_FAILING_KOTLIN = """\
package com.example

import android.content.Context
import android.telephony.TelephonyManager

object Installation {
    fun id(context: Context): String = context.getSystemService(TelephonyManager::class.java).imei
}
"""
_MENDED_KOTLIN = """\
package com.example

import android.content.Context
import java.util.UUID

object Installation {
    fun id(context: Context): String {
        val stored = context.getSharedPreferences("installation", Context.MODE_PRIVATE)
        if (!stored.contains("id")) {
            stored.edit().putString("id", UUID.randomUUID().toString()).apply()
        }
        return stored.getString("id", "") ?: ""
    }
}
"""

RULE = Rule(
    code="PRV303",
    name="strict-identifier",
    severity="warning",
    summary=Text(
        "The code reads a hardware identifier, a list or content for which something less telling would do.",
        "代码读取了硬件标识、列表或内容，而多数用途有影响更小的替代方式。",
    ),
    why=Text(
        "Identifiers that cannot be reset, and lists of what a person has or does, are beyond what nearly every "
        "service needs, consent or not. Recent versions of Android give most of them to no ordinary app any more.",
        "不可重置的标识以及反映个人状况的列表，无论是否取得同意，几乎都超出业务所需；新版 Android 也已不再向普通应用提"
        "供其中的大部分。",
    ),
    mend=Text(
        "Take what the message names in its place. Where the law or a feature does ask for it, say so in the policy "
        "and suppress the finding with the reason.",
        "改用提示中的替代方式；确因法规或功能必需的，在隐私政策中说明，并附理由忽略该项。",
    ),
    limits=Text(
        "What the data is used for is not known. Code that the analysis finds no caller of is reported as a note.",
        "无法判断读取的用途；未找到调用者的代码仅作提示。",
    ),
    regulations=("beyond-scope", "miit-164-2020", "cac-191-2019", "pipl", "gbt-35273-2020", "gdpr", "google-play"),
    examples=in_both_languages(
        "Installation", java=(_FAILING_JAVA, _MENDED_JAVA), kotlin=(_FAILING_KOTLIN, _MENDED_KOTLIN)
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each place."""
    choices = {type: row for row in context.catalogue.lighter_choices for type in row.data_types}
    for use in context.site_uses:
        choice = next((choices[type] for type in use.site.data_types if type in choices), None)
        if choice is None or use.site.kind != "api" or use.site.worth != "strict" or not use.site.verified:
            continue
        entries = context.entries(use)
        if not _FINE_BY_USER.isdisjoint(use.site.data_types):
            entries = tuple(entry for entry in entries if entry.trigger == "automatic")
            if not entries:
                continue
        yield _claim(context, use, choice, entries[0] if entries else None)


def _claim(context: Context, use: SiteUse, choice: LighterChoice, entry: Entry | None) -> Claim:
    call, does = wording.shown_call(use.site, use.call), wording.deed(context, use.site)
    is_of_hardware = not _OF_HARDWARE.isdisjoint(use.site.data_types)
    is_reached = entry is not None or context.exposure_of(use) is not None
    severity: Severity = RULE.severity if is_of_hardware and is_reached else "note"
    message = Text(f"{call} {does.en}; {choice.en}", f"{does.zh}：{call}；{choice.zh}")
    return claims.of_use(context, RULE, use, message, severity, entry, "high" if is_reached else "low")
