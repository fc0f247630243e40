"""The Android API index: the shipped data, its reader, and the script that builds it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privlint.program.android_index import AndroidIndex, load_index

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def index() -> AndroidIndex:
    return load_index()


@pytest.mark.parametrize(
    ("owner", "member", "expected"),
    [
        ("android.webkit.WebView", "getSettings", "android.webkit.WebSettings"),
        ("android.webkit.WebSettings", "getUserAgentString", "java.lang.String"),
        ("androidx.appcompat.app.AppCompatActivity", "getContentResolver", "android.content.ContentResolver"),
        ("android.accounts.AccountManager", "getAccounts", "android.accounts.Account[]"),
        ("android.accounts.Account[]", "first", "android.accounts.Account"),
        ("java.util.ArrayList<android.net.Uri>", "get", "android.net.Uri"),
        ("kotlin.collections.List<android.net.Uri>", "firstOrNull", "android.net.Uri"),
        ("androidx.work.OneTimeWorkRequest.Builder", "build", "androidx.work.OneTimeWorkRequest"),
        ("android.support.v7.app.AppCompatActivity", "getPackageManager", "android.content.pm.PackageManager"),
        ("java.util.ArrayList", "get", ""),
        ("android.webkit.WebView", "noSuchMethod", ""),
        ("com.example.Unknown", "getSettings", ""),
    ],
)
def test_return_types(index: AndroidIndex, owner: str, member: str, expected: str) -> None:
    assert index.return_type(owner, member) == expected


def test_overloads_are_chosen_by_number_of_arguments(index: AndroidIndex) -> None:
    assert index.return_type("java.util.List<android.net.Uri>", "remove") == ""  # by index or by value
    assert index.return_type("android.os.AsyncTask", "execute") == ""
    assert index.return_type("java.util.Map<a.K,a.V>", "remove", 1) == "a.V"
    assert index.return_type("java.util.Map<a.K,a.V>", "remove", 2) == "boolean"


@pytest.mark.parametrize(
    ("name", "ancestor"),
    [
        ("androidx.appcompat.app.AppCompatActivity", "android.app.Activity"),
        ("androidx.appcompat.app.AppCompatActivity", "androidx.lifecycle.LifecycleOwner"),
        ("com.google.android.material.bottomsheet.BottomSheetDialogFragment", "androidx.fragment.app.Fragment"),
        ("androidx.preference.PreferenceFragmentCompat", "androidx.fragment.app.Fragment"),
        ("androidx.multidex.MultiDexApplication", "android.app.Application"),
        ("androidx.core.content.FileProvider", "android.content.ContentProvider"),
        ("androidx.work.CoroutineWorker", "androidx.work.ListenableWorker"),
        ("androidx.lifecycle.LifecycleService", "android.app.Service"),
        ("android.appwidget.AppWidgetProvider", "android.content.BroadcastReceiver"),
        ("android.app.job.JobService", "android.app.Service"),
        ("android.support.v4.app.Fragment", "androidx.fragment.app.Fragment"),
        ("java.util.ArrayList<android.net.Uri>", "java.util.Collection"),
        ("java.lang.Thread.State", "java.lang.Enum"),
        ("com.example.Unknown", "com.example.Unknown"),
    ],
)
def test_subtypes(index: AndroidIndex, name: str, ancestor: str) -> None:
    assert index.is_subtype(name, ancestor)


def test_a_class_is_no_subtype_of_its_child(index: AndroidIndex) -> None:
    assert not index.is_subtype("android.app.Activity", "androidx.appcompat.app.AppCompatActivity")


def test_names_that_are_no_class(index: AndroidIndex) -> None:
    assert index.function_type("kotlinx.coroutines.launch")  # a package with functions is none, either
    for name in ("", ".", "View", "android", "android.view", "kotlinx.coroutines.", "android.view.Nothing.At.All"):
        assert not index.has(name)
        assert index.supertypes(name) == ()


def test_nested_classes_have_dots(index: AndroidIndex) -> None:
    assert index.has("android.provider.Settings.Secure")
    assert "Secure" in index.classes_in("android.provider.Settings")
    assert "Settings" in index.classes_in("android.provider")
    assert "Settings.Secure" not in index.classes_in("android.provider")
    assert index.classes_in("com.example") == frozenset()
    assert "" not in index.classes_in("androidx.lifecycle")


def test_fields_and_constants(index: AndroidIndex) -> None:
    assert index.field_type("android.os.Build", "SERIAL") == "java.lang.String"
    assert index.constant("android.provider.Settings.Secure", "ANDROID_ID") == "android_id"
    assert index.constant("android.app.Activity", "TELEPHONY_SERVICE") == "phone"
    assert index.constant("android.app.Activity", "NO_SUCH_CONSTANT") is None


def test_declaring_class_is_the_one_that_brings_the_member_in(index: AndroidIndex) -> None:
    assert index.declares("androidx.fragment.app.FragmentActivity", "getSystemService") == "android.content.Context"
    assert index.declares("android.app.Activity", "noSuchMethod") == ""


def test_methods_to_override(index: AndroidIndex) -> None:
    assert index.abstract_or_callback_methods("android.view.View.OnClickListener") == {"onClick"}
    assert "onReceive" in index.abstract_or_callback_methods("android.appwidget.AppWidgetProvider")
    assert "getClass" not in index.abstract_or_callback_methods("android.content.BroadcastReceiver")


def test_lambda_parameters(index: AndroidIndex) -> None:
    assert index.lambda_types("android.widget.Button", "setOnClickListener") == ("android.view.View",)
    task = "com.google.android.gms.tasks.Task<android.location.Location>"
    assert index.lambda_types(task, "addOnSuccessListener") == ("android.location.Location",)
    assert index.lambda_types("android.widget.Button", "setText") == ()


@pytest.mark.parametrize(
    ("name", "element"),
    [
        ("a.B[]", "a.B"),
        ("java.util.ArrayList<a.B>", "a.B"),
        ("java.util.Map<a.K,java.util.List<a.V>>", "java.util.Map.Entry<a.K,java.util.List<a.V>>"),
        ("java.util.Enumeration<java.net.NetworkInterface>", "java.net.NetworkInterface"),
        ("java.util.ArrayList", ""),
        ("android.view.View", ""),
    ],
)
def test_elements(index: AndroidIndex, name: str, element: str) -> None:
    assert index.element_type(name) == element


@pytest.mark.parametrize(
    "service",
    ["phone", "TELEPHONY_SERVICE", "Context.TELEPHONY_SERVICE", "android.telephony.TelephonyManager"],
)
def test_services(index: AndroidIndex, service: str) -> None:
    assert index.type_of_service(service) == "android.telephony.TelephonyManager"


def test_unknown_service(index: AndroidIndex) -> None:
    assert index.type_of_service("NO_SUCH_SERVICE") == ""


def test_functions(index: AndroidIndex) -> None:
    assert index.function_type("androidx.core.net.toUri") == "android.net.Uri"
    assert index.function_type("androidx.core.net.noSuchFunction") == ""
    assert index.function_type("com.example.f") == ""


@given(st.text("aT.<>,[]*? ", max_size=30), st.text("aT<>[]. ", max_size=10))
def test_any_text_is_answered(name: str, member: str) -> None:
    index = load_index()
    for owner in (name, f"java.util.Map<{name}>", f"java.util.List<{name}", f"{name}[]"):
        answers = [
            index.return_type(owner, member, 1),
            index.return_type(owner, "get"),
            index.field_type(owner, member),
            index.declares(owner, member),
            index.element_type(owner),
            index.function_type(owner),
            index.type_of_service(owner),
            *index.ancestors(owner),
            *index.lambda_types(owner, "forEach"),
            *index.classes_in(owner),
        ]
        assert all(isinstance(answer, str) for answer in answers)
        assert index.has(owner) or not index.supertypes(owner)


@pytest.mark.parametrize("data", [b"", b"foreign", b"privlint-api/1\n", b"privlint-api/1\n\0\0\0\x05hello"])
def test_foreign_data_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="Android API index"):
        AndroidIndex(data)


TYPINGS = """\
/// <reference path="other.d.ts"/>
declare module demo {
    export module app {
        export abstract class Screen<T>  extends demo.app.Base implements demo.app.Screen.Listener {
            public static class: java.lang.Class<demo.app.Screen<any>>;
            /** @since 26 */
            public static NAME: "screen";
            public static COUNT: 3;
            public owner: demo.app.Base | null;
            public constructor(context: demo.app.Base);
            public getItems(): java.util.List<demo.app.Base>;
            public getItem(position: number): T | null;
            public find(id: number): demo.app.Base;
            public find(id: number, deep: boolean): string;
            public setListener(param0: demo.app.Screen.Listener): void;
            public onDone(): void;
            public hidden(action: any /* any<any,any>*/): androidNative.Array<string>;
        }
        export module Screen {
            export class Listener extends java.lang.Object {
                /**
                 * Constructs a new instance of the demo.app.Screen$Listener interface with the provided implementation.
                 */
                public constructor(implementation: {
                    onEvent(param0: demo.app.Base): void;
                });
                public constructor();
                public onEvent(param0: demo.app.Base): void;
            }
            export class Mode {
                public static valueOf(param0: string): demo.app.Screen.Mode;
                public static values(): androidNative.Array<demo.app.Screen.Mode>;
            }
        }
        export class Base extends java.lang.Object {
            public onDone(): void;
        }
    }
}
"""

SUPPLEMENT = """\
[packages]
"old.demo" = "demo.app"
[services]
screen = "demo.app.Base"
[functions]
"demo.app.open" = "demo.app.Base"
[[type]]
name = "demo.app.Wide<T>"
supertypes = ["demo.app.Screen<T>"]
methods = ["onWide"]
[type.returns]
getWidth = "T"
[type.lambdas]
whenWide = ["T"]
"""


def build(folder: Path, typings: str = TYPINGS, supplement: str = SUPPLEMENT) -> subprocess.CompletedProcess[str]:
    types = folder / "types"
    types.mkdir(exist_ok=True)
    (types / "demo.toml").write_text(supplement, encoding="utf-8")
    (folder / "demo.d.ts").write_text(typings, encoding="utf-8")
    command = [sys.executable, str(ROOT / "scripts" / "build_android_index.py"), str(folder / "demo.d.ts")]
    command += ["--types", str(types), "--output", str(folder / "index.bin")]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> AndroidIndex:
    folder = tmp_path_factory.mktemp("index")
    result = build(folder)
    assert result.returncode == 0, result.stderr
    return AndroidIndex((folder / "index.bin").read_bytes())


def test_built_classes(built: AndroidIndex) -> None:
    assert built.supertypes("demo.app.Screen") == ("demo.app.Base", "demo.app.Screen.Listener")
    assert built.is_interface("demo.app.Screen.Listener")
    assert not built.is_interface("demo.app.Screen")
    assert built.supertypes("demo.app.Screen.Mode") == ("java.lang.Enum",)
    assert built.classes_in("demo.app") == {"Screen", "Base", "Wide"}


def test_built_members(built: AndroidIndex) -> None:
    assert built.return_type("demo.app.Screen", "getItems") == "java.util.List<demo.app.Base>"
    assert built.return_type("demo.app.Screen<x.Y>", "getItem") == "x.Y"
    assert built.return_type("demo.app.Screen", "find", 1) == "demo.app.Base"
    assert built.return_type("demo.app.Screen", "find", 2) == "java.lang.String"
    assert built.return_type("demo.app.Screen", "hidden") == "java.lang.String[]"
    assert built.field_type("demo.app.Screen", "owner") == "demo.app.Base"
    assert built.constant("demo.app.Screen", "NAME") == "screen"
    assert built.declares("demo.app.Screen", "onDone") == "demo.app.Base"
    assert built.lambda_types("demo.app.Screen", "setListener") == ("demo.app.Base",)


def test_built_supplement(built: AndroidIndex) -> None:
    assert built.return_type("demo.app.Wide<x.Y>", "getWidth") == "x.Y"
    assert built.return_type("demo.app.Wide<x.Y>", "getItem") == "x.Y"
    assert built.declares("demo.app.Wide", "onWide") == "demo.app.Wide"
    assert built.lambda_types("demo.app.Wide<x.Y>", "whenWide") == ("x.Y",)
    assert built.is_subtype("old.demo.Screen.Listener", "demo.app.Screen.Listener")
    assert built.return_type("old.demo.Screen<x.Y>", "getItem") == "x.Y"
    assert built.type_of_service("screen") == "demo.app.Base"
    assert built.function_type("demo.app.open") == "demo.app.Base"


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    assert build(tmp_path).returncode == 0
    first = (tmp_path / "index.bin").read_bytes()
    (tmp_path / "index.bin").unlink()
    assert build(tmp_path).returncode == 0
    assert (tmp_path / "index.bin").read_bytes() == first


@pytest.mark.parametrize(
    ("supplement", "message"),
    [
        ('[[type]]\nname = "a.B"\nkind = "enum"', "kind is 'enum'"),
        ('[[type]]\nname = "a.B"\nreturn = {}', "unknown key 'return'"),
        ('[services]\nx = "a.Nothing"', "no class a.Nothing"),
        ('[[type]]\nname = "demo.app.Screen<X>"', "type parameters T"),
    ],
)
def test_mistakes_of_the_supplement_are_named(tmp_path: Path, supplement: str, message: str) -> None:
    result = build(tmp_path, supplement=supplement)
    assert result.returncode != 0
    assert message in result.stderr
