"""Questions for consent that cannot be refused, or be read before: only what is certain, in Java and Kotlin."""

from __future__ import annotations

from pathlib import Path

import pytest
from switch_apps import SwitchApp

_JAVA = "class A {{ void ask(Context c) {{ new android.app.AlertDialog.Builder(c){}.show(); }} }}"
_KOTLIN = "fun ask(c: Context) {{ android.app.AlertDialog.Builder(c){}.show() }}"
_TITLE, _FIXED = '.setTitle("隐私政策提示")', ".setCancelable(false)"
_AGREE, _REFUSE = '.setPositiveButton("同意", null)', '.setNegativeButton("不同意", null)'


@pytest.mark.parametrize("language", ["java", "kotlin"])
@pytest.mark.parametrize(
    ("calls", "is_forced"),
    [
        (_TITLE + _FIXED + _AGREE, True),
        ('.setMessage("Please accept our Privacy Policy")' + _FIXED + '.setPositiveButton("I accept", null)', True),
        (_TITLE + _FIXED + _AGREE + _REFUSE, False),
        (_TITLE + _FIXED + _AGREE + '.setNeutralButton("退出", null)', False),
        (_TITLE + _AGREE, False),  # it can be dismissed
        (_TITLE + ".setCancelable(true)" + _AGREE, False),
        (_TITLE + _FIXED + _AGREE + ".setView(view)", False),  # the view may have more buttons
        ('.setTitle("发现新版本")' + _FIXED + _AGREE, False),
        (_TITLE + _FIXED + '.setPositiveButton("知道了", null)', False),  # it only tells something
    ],
)
def test_dialogs(calls: str, is_forced: bool, language: str, tmp_path: Path) -> None:
    app = SwitchApp(tmp_path)
    getattr(app, language)("A", (_JAVA if language == "java" else _KOTLIN).format(calls))
    found = app.findings("PRV504")
    assert [finding.line for finding in found] == ([2] if is_forced else [])


def test_a_kotlin_block_is_read_too(tmp_path: Path) -> None:
    app = SwitchApp(tmp_path)
    app.kotlin(
        "A",
        "fun ask(c: Context) { android.app.AlertDialog.Builder(c).apply {\n"
        '  setTitle("隐私政策")\n  setCancelable(false)\n  setPositiveButton("同意") { _, _ -> }\n}.show() }',
    )
    assert app.codes("PRV504") == ["PRV504"]


_TEXT = '.setMessage("请同意隐私政策")'


@pytest.mark.parametrize("language", ["java", "kotlin"])
@pytest.mark.parametrize(
    ("calls", "is_hidden"),
    [
        (_TEXT + _FIXED + _AGREE + _REFUSE, True),
        (_TEXT + _FIXED + _AGREE, True),
        (_TEXT + _AGREE + _REFUSE, False),  # whoever dismisses it may find the policy
        (_TEXT + _FIXED + _AGREE + _REFUSE + '.setNeutralButton("查看", null)', False),
        (_TEXT + _FIXED + _AGREE + '.setNegativeButton("查看隐私政策", null)', False),
        ('.setMessage("请同意隐私政策 https://a.example/p")' + _FIXED + _AGREE + _REFUSE, False),
        (_TITLE + ".setMessage(text(c))" + _FIXED + _AGREE + _REFUSE, False),  # it may have links
        (_TITLE + f'.setMessage("{"我们收集设备信息。" * 60}")' + _FIXED + _AGREE + _REFUSE, False),
        ('.setMessage("新版本")' + _FIXED + _AGREE + _REFUSE, False),
    ],
)
def test_policies_behind_consent(calls: str, is_hidden: bool, language: str, tmp_path: Path) -> None:
    app = SwitchApp(tmp_path)
    getattr(app, language)("A", (_JAVA if language == "java" else _KOTLIN).format(calls))
    assert bool(app.findings("PRV503")) == is_hidden


def test_code_that_makes_links_is_believed(tmp_path: Path) -> None:
    app = SwitchApp(tmp_path)
    calls = _TEXT + _FIXED + _AGREE + _REFUSE
    app.kotlin("A", _KOTLIN.format(calls) + "\nfun link() = android.text.method.LinkMovementMethod.getInstance()")
    assert app.findings("PRV503") == []
