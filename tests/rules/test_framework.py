"""What `rules/framework` says of the platform: entry points, call edges, stores."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from privlint.knowledge.callbacks import Callback
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.loader import load
from privlint.knowledge.model import Lifecycle


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def _lifecycles(catalogue: Catalogue, supertype: str) -> list[Lifecycle]:
    return [row for row in catalogue.lifecycles if supertype in row.supertypes]


def _triggers(row: Lifecycle) -> dict[str, str]:
    kinds = {"automatic": row.automatic, "user": row.user, "peer": row.peer, "unknown": row.unknown}
    return {method: trigger for trigger, methods in kinds.items() for method in methods}


@pytest.mark.parametrize(
    ("supertype", "method", "trigger"),
    [
        ("android.app.Application", "attachBaseContext", "automatic"),
        ("android.app.Application", "onTrimMemory", "automatic"),
        ("android.content.ContentProvider", "onCreate", "automatic"),
        ("android.content.ContentProvider", "query", "peer"),
        ("androidx.startup.Initializer", "dependencies", "automatic"),
        ("android.app.Activity", "onWindowFocusChanged", "automatic"),
        ("android.app.Activity", "onDestroy", "automatic"),
        ("androidx.appcompat.app.AppCompatActivity", "onRequestPermissionsResult", "user"),
        ("android.app.Activity", "onNewIntent", "user"),
        ("io.flutter.embedding.android.FlutterActivity", "configureFlutterEngine", "automatic"),
        ("androidx.fragment.app.DialogFragment", "onCreateDialog", "automatic"),
        ("androidx.fragment.app.DialogFragment", "onDismiss", "user"),
        ("android.content.BroadcastReceiver", "onReceive", "automatic"),
        ("android.appwidget.AppWidgetProvider", "onUpdate", "user"),
        ("android.app.Service", "onStartCommand", "automatic"),
        ("com.google.firebase.messaging.FirebaseMessagingService", "onNewToken", "automatic"),
        ("com.google.firebase.messaging.FirebaseMessagingService", "onMessageReceived", "peer"),
        ("android.accessibilityservice.AccessibilityService", "onServiceConnected", "user"),
        ("androidx.work.CoroutineWorker", "doWork", "automatic"),
        ("android.webkit.WebViewClient", "onPageFinished", "automatic"),
        ("androidx.viewpager2.adapter.FragmentStateAdapter", "createFragment", "automatic"),
        ("io.flutter.embedding.engine.plugins.FlutterPlugin", "onMethodCall", "peer"),
        ("com.facebook.react.bridge.ReactContextBaseJavaModule", "@ReactMethod", "peer"),
        ("org.apache.cordova.CordovaPlugin", "execute", "peer"),
    ],
)
def test_the_platform_calls(catalogue: Catalogue, supertype: str, method: str, trigger: str) -> None:
    (row,) = _lifecycles(catalogue, supertype)
    assert _triggers(row)[method] == trigger


@pytest.mark.parametrize(
    ("member", "trigger", "role"),
    [
        ("postDelayed", "automatic", ""),
        ("withContext", "automatic", ""),
        ("collectLatest", "automatic", ""),
        ("subscribe", "automatic", ""),
        ("addOnSuccessListener", "automatic", ""),
        ("registerActivityLifecycleCallbacks", "automatic", ""),
        ("registerNetworkCallback", "automatic", ""),
        ("setDefaultUncaughtExceptionHandler", "automatic", ""),
        ("LaunchedEffect", "automatic", ""),
        ("setOnShowListener", "automatic", ""),
        ("setOnClickListener", "user", ""),
        ("clickable", "user", ""),
        ("registerForActivityResult", "user", ""),
        ("rememberLauncherForActivityResult", "user", ""),
        ("setPositiveButton", "user", "accept"),
        ("setNegativeButton", "user", "reject"),
        ("setNeutralButton", "user", "neutral"),
        ("setOnDismissListener", "user", "dismiss"),
        ("loadAndShowConsentFormIfRequired", "automatic", "neutral"),
        ("addJavascriptInterface", "peer", ""),
        ("composable", "unknown", ""),
        ("registerReceiver", "unknown", ""),
    ],
)
def test_a_callback_has_a_trigger_and_a_role(catalogue: Catalogue, member: str, trigger: str, role: str) -> None:
    rows = [row for row in catalogue.callbacks if member in row.members]
    assert {(row.trigger, row.role) for row in rows} == {(trigger, role)}


def test_the_slot_of_a_compose_dialog_is_automatic_and_its_click_is_not(catalogue: Catalogue) -> None:
    named = {row.named_argument: row for row in catalogue.callbacks if row.named_argument}
    assert named["confirmButton"].trigger == "automatic"
    assert named["onClick"].trigger == "user"
    assert named["onDismissRequest"].role == "dismiss"


def test_named_arguments_go_before_positions(catalogue: Catalogue) -> None:
    content = next(index for index, row in enumerate(catalogue.callbacks) if "Button" in row.members)
    assert all(index < content for index, row in enumerate(catalogue.callbacks) if row.named_argument)


def test_no_two_rows_disagree_about_the_same_callback(catalogue: Catalogue) -> None:
    positional = [row for row in catalogue.callbacks if not row.named_argument]
    for one, other in combinations(positional, 2):
        if set(one.members) & set(other.members) and _overlap(one, other):
            assert one.trigger == other.trigger, (one.members, other.members)


def _overlap(one: Callback, other: Callback) -> bool:
    """Whether a receiver and a method could match both rows."""
    same_receiver = not one.owners or not other.owners or set(one.owners) & set(other.owners)
    same_method = not one.methods or not other.methods or set(one.methods) & set(other.methods)
    return bool(same_receiver and same_method and one.argument == other.argument)


def test_a_method_of_a_component_has_one_trigger(catalogue: Catalogue) -> None:
    for row in catalogue.lifecycles:
        counts = Counter([*row.automatic, *row.user, *row.peer, *row.unknown])
        assert [method for method, count in counts.items() if count > 1] == [], row.supertypes


def test_a_supertype_has_one_lifecycle(catalogue: Catalogue) -> None:
    counts = Counter(supertype for row in catalogue.lifecycles for supertype in row.supertypes)
    assert [supertype for supertype, count in counts.items() if count > 1] == []


def test_stores_of_bundles_and_json_are_not_taken_for_settings(catalogue: Catalogue) -> None:
    readers = [row for row in catalogue.stores if "getBoolean" in row.members]
    assert readers
    assert all(row.owners and "android.os.Bundle" not in row.owners for row in readers)


def test_a_debug_build_is_never_a_release(catalogue: Catalogue) -> None:
    assert ("DEBUG", "false") in catalogue.build_constants


def test_what_ends_the_process_does_not_return(catalogue: Catalogue) -> None:
    assert {"java.lang.System#exit", "kotlin.system#exitProcess"} <= set(catalogue.exits)
