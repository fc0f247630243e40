"""PRV604: account sync that syncs nothing."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims
from privlint.checks.component_claims import components
from privlint.checks.context import Context
from privlint.checks.example_manifests import manifest
from privlint.checks.rule import Example, Rule
from privlint.checks.wording import class_name
from privlint.findings import Text
from privlint.fingerprints import Claim

_ADAPTER = "android.content.AbstractThreadedSyncAdapter"
_ACTION = "android.content.SyncAdapter"
#: Calls that do no work for the user: they log, or start the app's own services.
_IDLE = frozenset(
    ("d", "i", "v", "w", "e", "log", "println", "startService", "startForegroundService", "sendBroadcast")
)
_IDLE_ARGUMENTS = frozenset(
    ("getContext", "Intent", "getName", "getSimpleName", "toString", "setPackage", "getPackageName")
)

_DECLARED = """\
        <service android:name=".SyncService" android:exported="true">
            <intent-filter>
                <action android:name="android.content.SyncAdapter" />
            </intent-filter>
        </service>
"""
_FAILING_JAVA = """\
package com.example;

import android.accounts.Account;
import android.content.AbstractThreadedSyncAdapter;
import android.content.ContentProviderClient;
import android.content.Context;
import android.content.SyncResult;
import android.os.Bundle;
import android.util.Log;

class SyncAdapter extends AbstractThreadedSyncAdapter {
    SyncAdapter(Context context) {
        super(context, true);
    }

    @Override
    public void onPerformSync(Account account, Bundle extras, String authority, ContentProviderClient client,
            SyncResult result) {
        Log.d("sync", "alive");
    }
}
"""
_FAILING_KOTLIN = """\
package com.example

import android.accounts.Account
import android.content.AbstractThreadedSyncAdapter
import android.content.ContentProviderClient
import android.content.Context
import android.content.SyncResult
import android.os.Bundle
import android.util.Log

class SyncAdapter(context: Context) : AbstractThreadedSyncAdapter(context, true) {
    override fun onPerformSync(
        account: Account?,
        extras: Bundle?,
        authority: String?,
        client: ContentProviderClient?,
        result: SyncResult?,
    ) {
        Log.d("sync", "alive")
    }
}
"""

RULE = Rule(
    code="PRV604",
    name="account-sync-keep-alive",
    severity="warning",
    summary=Text(
        "A sync adapter does nothing when it is asked to sync: the account is there so that the system starts the app.",
        "同步适配器在同步时不执行任何操作：账户仅用于让系统定期拉起应用。",
    ),
    why=Text(
        "The system starts the process of a sync adapter again and again. An account that syncs nothing shows up in "
        "the user's settings and keeps the app running.",
        "系统会反复启动同步适配器所在进程。不同步任何内容的账户会出现在用户的系统设置中，并使应用持续运行。",
    ),
    mend=Text(
        "Remove the account and its sync adapter; use WorkManager for work that must happen later.",
        "移除该账户与同步适配器；需延后执行的任务改用 WorkManager。",
    ),
    limits=Text(
        "Only adapters whose onPerformSync() is empty, logs, or starts services are reported.",
        "仅报告 onPerformSync() 为空、仅打印日志或仅启动服务的适配器。",
    ),
    regulations=("auto-start", "miit-164-2020", "miit-26-2023"),
    examples=(
        Example(
            "Java",
            {**manifest(_DECLARED), "app/src/main/java/com/example/SyncAdapter.java": _FAILING_JAVA},
            manifest(),
        ),
        Example(
            "Kotlin",
            {**manifest(_DECLARED), "app/src/main/java/com/example/SyncAdapter.kt": _FAILING_KOTLIN},
            manifest(),
        ),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each adapter of an app that declares a sync service."""
    if not any(_ACTION in component.actions for component, _ in components(context, "service")):
        return
    for item in context.overrides(_ADAPTER, "onPerformSync"):
        if set(item.calls) <= _IDLE | _IDLE_ARGUMENTS:
            name = class_name(item.owner)
            message = Text(f"{name} syncs nothing: it only starts the app", f"{name} 不同步任何内容，仅用于拉起应用")
            yield claims.of_override(context, RULE, item, message, RULE.severity)
