"""PRV502: a kind of personal information is collected, and the privacy policy does not name it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from privlint.checks import code_claims, dependency_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.disclosed_sdks import is_named, packaged_sdks
from privlint.checks.disclosure_wording import advice, data_type_entry, policy_hop
from privlint.checks.example_manifests import manifest
from privlint.checks.example_policies import chinese, english
from privlint.checks.rule import Example, Rule
from privlint.checks.wording import data_type_names, name_of, shown_call
from privlint.consent.model import SiteUse
from privlint.findings import Severity, Text
from privlint.fingerprints import Claim
from privlint.knowledge.model import DataType, Site
from privlint.workspace.policies import Policy

_JAVA = """\
package com.example;

import android.app.Activity;
import android.media.AudioFormat;
import android.media.AudioRecord;
import android.media.MediaRecorder;
import android.os.Bundle;

public class MainActivity extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.activity_main);
        findViewById(R.id.listen).setOnClickListener(view -> listen());
    }

    private void listen() {
        new AudioRecord(MediaRecorder.AudioSource.MIC, 44100, AudioFormat.CHANNEL_IN_MONO,
            AudioFormat.ENCODING_PCM_16BIT, 8192).startRecording();
    }
}
"""
_KOTLIN = """\
package com.example

import android.app.Activity
import android.location.LocationManager
import android.os.Bundle
import android.view.View

class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContentView(R.layout.activity_main)
        findViewById<View>(R.id.nearby).setOnClickListener { showNearby() }
    }

    private fun showNearby() =
        (getSystemService(LOCATION_SERVICE) as LocationManager).getLastKnownLocation(LocationManager.GPS_PROVIDER)
}
"""
_MAIN = "app/src/main"
_CODE = f"{_MAIN}/java/com/example/MainActivity"
_JAVA_APP = {**manifest(permissions=("RECORD_AUDIO",)), f"{_CODE}.java": _JAVA}
_KOTLIN_APP = {**manifest(permissions=("ACCESS_FINE_LOCATION",)), f"{_CODE}.kt": _KOTLIN}

RULE = Rule(
    code="PRV502",
    name="data-not-disclosed",
    severity="warning",
    confidence="medium",
    summary=Text(
        "Code or an SDK collects a kind of personal information that the privacy policy does not name.",
        "代码或 SDK 收集了隐私政策未列明的个人信息。",
    ),
    why=Text(
        "Users have to be told what is collected before it is. Labs record what an app reads on a device and look for "
        "each kind in the policy.",
        "收集个人信息前必须告知用户。检测机构会记录应用实际读取的信息，并在隐私政策中逐项核对。",
    ),
    mend=Text(
        "Name it in the privacy policy, with the purpose and the feature that needs it; or do not collect it.",
        "在隐私政策中列明该信息、收集目的及对应的功能；或者不再收集。",
    ),
    limits=Text(
        "A policy names a kind of data if one of many words for it stands anywhere, “device information” for every "
        "identifier: what a text means is not understood. Whether the data leaves the device is not looked at. What "
        "SDKs collect is known from the catalogue, not from the version that is built in, and is a note; of SDKs that "
        "the policy does not name, PRV501 speaks. It also says where policies are found.",
        "只要隐私政策中任意位置出现某类信息的任一常用说法即视为已列明（例如“设备信息”涵盖所有设备标识），不理解文意。不检查"
        "数据是否离开设备。SDK 收集的信息来自目录而非所集成的版本，仅作提示；未列明的 SDK "
        "由 PRV501 报告。隐私政策的查找范围见 PRV501。",
    ),
    settings=("policy",),
    regulations=("no-collection-list", "cac-191-2019", "pipl", "gdpr", "google-play"),
    examples=(
        Example(
            "Java",
            {**_JAVA_APP, **english("None.")},
            {**_JAVA_APP, **english("None. The app listens to the microphone while you search by voice.")},
        ),
        Example(
            "Kotlin",
            {**_KOTLIN_APP, **chinese("无。")},
            {**_KOTLIN_APP, **chinese("无。为向您展示附近的内容，我们会收集您的位置信息。")},
        ),
    ),
)
_WORTHS = ("strict", "ordinary")


def check(context: Context) -> Iterator[Claim]:
    """One finding for each kind of data: where code first reads it, else at the SDK that collects it."""
    policies = context.policies.texts
    if not policies:
        return
    missing = _unnamed(context, policies)
    uses = _uses(context, missing)
    for data_type, (use, count) in uses.items():
        yield _of_use(context, missing[data_type], use, count, policies[0])
    rest = {id: data_type for id, data_type in missing.items() if id not in uses}
    yield from _of_sdks(context, rest, policies[0])


def _unnamed(context: Context, policies: tuple[Policy, ...]) -> dict[str, DataType]:
    """The kinds of data that a policy could name, and none does."""
    known: dict[str, list[str]] = {}
    for row in context.catalogue.policy.disclosed:
        for id in row.data_types:
            known.setdefault(id, []).extend(row.words)
    return {
        id: data_type
        for id, words in known.items()
        if not any(policy.mentions(words) for policy in policies)
        for data_type in context.data_types([id])
    }


def _uses(context: Context, missing: dict[str, DataType]) -> dict[str, tuple[SiteUse, int]]:
    """For each kind the place that reads it, the surest first, and in how many others code does so."""
    found: dict[str, list[SiteUse]] = {}
    for use in context.site_uses if missing else ():
        site = use.site
        if site.kind != "api" or not site.verified or site.sdk or not _is_telling(context, site):
            continue
        for id in site.data_types:
            if id in missing and context.entries(use):
                found.setdefault(id, []).append(use)
    return {id: (min(uses, key=lambda use: _WORTHS.index(use.site.worth)), len(uses) - 1) for id, uses in found.items()}


def _is_telling(context: Context, site: Site) -> bool:
    """Whether a call tells that the data is collected: by itself, or since the app asks the user for the permission."""
    if site.worth == "strict":
        return True
    if site.permission.lower() not in context.catalogue.policy.permissions:
        return False
    declared = {item.name for variant in context.application.variants for item in variant.manifest.permissions}
    return site.worth == "ordinary" and f"android.permission.{site.permission}" in declared


def _of_use(context: Context, data_type: DataType, use: SiteUse, count: int, policy: Policy) -> Claim:
    call, name, file = shown_call(use.site, use.call), data_type_names([data_type]), policy.path.rpartition("/")[2]
    also = (f" (and {count} more {'place' if count == 1 else 'places'})", f"（另有 {count} 处）") if count else ("", "")
    message = Text(
        f"{call} reads {name.en}{also[0]}, and the privacy policy ({file}) does not name it",
        f"{call} 读取{name.zh}{also[1]}，但隐私政策（{file}）未列明",
    )
    help = advice(RULE.mend, data_type_entry([data_type], Text("The app", "本应用")))
    severity: Severity = RULE.severity if use.site.worth == "strict" else "note"
    statement = Statement(message=message, severity=severity, confidence="medium", help=help)
    claim = code_claims.of_code(
        context, RULE, use.place, f"{data_type.id} {use.call}", statement, (policy_hop(policy),)
    )
    finding = msgspec.structs.replace(
        claim.finding, api=f"{use.site.owner}#{use.site.member}", data_types=(data_type.id,), variants=use.variants
    )
    return Claim(finding, claim.text, data_type.id)


def _of_sdks(context: Context, missing: dict[str, DataType], policy: Policy) -> Iterator[Claim]:
    """One note for each SDK that the policy names without something that it collects."""
    file = policy.path.rpartition("/")[2]
    for sdk, row in packaged_sdks(context):
        types = [missing[id] for id in sdk.data_types if id in missing]
        if not types or not is_named(context, sdk, row):
            continue
        name, names = name_of(sdk), data_type_names(types)
        message = Text(
            f"{name.en} collects {names.en}, and the privacy policy ({file}) does not name it",
            f"{name.zh}会收集{names.zh}，但隐私政策（{file}）未列明",
        )
        help = advice(RULE.mend, data_type_entry(types, name))
        statement = Statement(message=message, severity="note", confidence="low", sdk=sdk.id, help=help)
        claim = dependency_claims.of_dependency(context, RULE, row, statement)
        trace = (*claim.finding.trace, policy_hop(policy))
        ids = tuple(each.id for each in types)
        yield Claim(msgspec.structs.replace(claim.finding, trace=trace, data_types=ids), claim.text)
