"""Which documents of a repository are privacy policies, and what they mention."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privlint.knowledge.loader import load
from privlint.workspace.files import RepositoryFiles
from privlint.workspace.model import Application
from privlint.workspace.policies import Policies, find_policies, plain, stands_in
from privlint.workspace.policytexts import document_lines, strings, without_tags

ENGLISH = """\
# Privacy Policy

We collect personal information to run the app, and share it with nobody. We keep it until you delete your account.

## Third-party services

- Firebase Crashlytics, for crash reports

You can contact us about your rights, or opt out of statistics in the settings. Children may not use the app.
"""
CHINESE = """\
<html><head><title>隐私政策</title><style>p { color: red }</style></head>
<body>
<h1>隐私政策</h1>
<p>我们重视您的个人信息。本政策说明我们收集哪些信息、为何收集以及与谁共享，并说明您如何更正、删除这些信息。</p>
<p>未经您的同意，我们不会向第三方披露您的个人信息。我们仅在提供服务所必需的期限内保存这些信息，并采取措施保障其安全。</p>
<h2>第三方SDK列表</h2>
<p>极光推送（<a href="https://www.jiguang.cn/license/privacy">链接</a>）</p>
</body></html>
"""


def found(root: Path, files: dict[str, str], named: tuple[str, ...] = ()) -> Policies:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return find_policies(RepositoryFiles(root), load().policy, [str(root / name) for name in named])


@pytest.mark.parametrize(
    ("path", "text", "list_line"),
    [
        ("app/src/main/assets/privacy.html", CHINESE, 6),
        ("app/src/main/res/raw/a.html", CHINESE, 6),
        ("app/src/main/assets/1.html", CHINESE, 6),
        ("docs/PRIVACY.md", ENGLISH, 5),
        ("fastlane/privacy_policy.txt", ENGLISH, 5),
        ("隐私政策.md", CHINESE, 6),
        ("app/src/main/assets/privacy.html", CHINESE.replace("\n", "\r\n"), 6),
    ],
)
def test_a_policy_is_found(path: str, text: str, list_line: int, tmp_path: Path) -> None:
    (policy,) = found(tmp_path, {path: text}).texts
    assert (policy.path, policy.list_line) == (path, list_line)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/notes.md", ENGLISH),  # nothing but its name could say that it is worth a look
        ("README.md", ENGLISH),
        ("app/src/test/assets/privacy.html", CHINESE),
        ("app/src/main/assets/privacy.txt", "We have a privacy policy."),
        ("docs/privacy.md", "# Privacy Policy\n\nPlease read our privacy policy at https://example.com/privacy. " * 5),
        (
            "docs/privacy_sdk.md",
            "# 隐私合规指南\n\n接入文档：开发者应在隐私政策中告知用户，我们的 SDK 收集设备信息、使用权限。" * 5,
        ),
        (
            "docs/terms.md",
            "# Terms of use\n\nWe may collect fees. You share responsibility. Contact us with consent. " * 9,
        ),
        ("app/src/main/assets/policy.txt", "Permission is hereby granted, free of charge, to anybody. " * 20),
    ],
)
def test_what_only_looks_like_one_is_none(path: str, text: str, tmp_path: Path) -> None:
    assert found(tmp_path, {path: text}).texts == ()


def _values(*blocks: list[str]) -> str:
    rows = [
        "\n".join(f'    <string name="s{number}">{text}</string>' for number, text in enumerate(block))
        for block in blocks
    ]
    return "<resources>\n" + "\n\n".join(rows) + "\n</resources>\n"


_SENTENCE = "我们会收集您的设备信息用于统计分析，未经您的同意不会向第三方共享，您可以随时联系我们删除已保存的个人信息。"


def test_strings_that_belong_together_are_a_policy(tmp_path: Path) -> None:
    text = _values(["Home", "Settings"], ["隐私政策", *[_SENTENCE] * 12, "第三方SDK", "友盟统计"])
    (policy,) = found(tmp_path, {"app/src/main/res/values/strings.xml": text}).texts
    assert (policy.line, policy.list_line) == (5, 18)
    assert policy.mentions(["友盟"])


def test_one_long_string_is_a_policy(tmp_path: Path) -> None:
    text = _values([r"隐私政策\n\n" + r"\n".join([_SENTENCE] * 12)])
    assert len(found(tmp_path, {"app/src/main/res/values/strings.xml": text}).texts) == 1


@pytest.mark.parametrize(
    "text",
    [
        _values(
            ["隐私政策", *["设置", "关于我们", "第三方", "同意", "权限", "收集", "存储空间"] * 80]
        ),  # labels of all screens
        _values(["隐私政策提示", "请您仔细阅读并同意《隐私政策》。" + _SENTENCE * 10]),  # the question for consent
        _values(["隐私政策", _SENTENCE]),
    ],
)
def test_labels_and_questions_are_no_policy(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, {"app/src/main/res/values/strings.xml": text}).texts == ()


def test_the_address_of_a_policy_is_known(tmp_path: Path) -> None:
    text = '<resources>\n<string name="privacy_url">https://example.com/p.html</string>\n</resources>'
    (link,) = found(tmp_path, {"app/src/main/res/values/strings.xml": text}).links
    assert (link.line, link.address) == (2, "https://example.com/p.html")


def test_a_named_file_counts_whatever_it_says(tmp_path: Path) -> None:
    policies = found(tmp_path, {"legal/page.html": "<p>Umeng</p>"}, ("legal/page.html",))
    assert [(policy.path, policy.is_named) for policy in policies.texts] == [("legal/page.html", True)]


def test_a_module_has_its_own_policies_and_those_of_the_repository(tmp_path: Path) -> None:
    files = {
        "one/src/main/assets/privacy.html": CHINESE,
        "two/src/main/assets/privacy.html": CHINESE,
        "PRIVACY.md": ENGLISH,
    }
    policies = found(tmp_path, files).of(Application("one", ":one", ()))
    assert [policy.path for policy in policies.texts] == ["PRIVACY.md", "one/src/main/assets/privacy.html"]


def test_words_of_latin_letters_stand_by_themselves(tmp_path: Path) -> None:
    (policy,) = found(
        tmp_path, {"PRIVACY.md": ENGLISH.replace("Firebase", "Google Play Store, Ｕｍｅｎｇ+ and 友盟SDK;")}
    ).texts
    assert policy.mentions(["umeng"])
    assert policy.mentions(["友盟"])
    assert not policy.mentions(["Google"])  # the store is no SDK
    assert not policy.mentions(["ad"])
    assert policy.mentions(["nothing", "Crashlytics"])


def test_links_count_and_scripts_do_not() -> None:
    text = without_tags(
        '<p>a &lt; b</p>\n<script>\nvar umeng = "<p>";\n</script><!-- x > y\n<b> --><a href="https://u.com">c</a>'
    )
    assert plain(text) == "a < b https://u.com c"
    assert text.count("\n") == 4


@given(st.text(alphabet="<>/!-ab\n\"'= scriptyle&;#10", max_size=200))
def test_any_text_keeps_its_lines(text: str) -> None:
    assert without_tags(text).count("\n") == text.count("\n")
    assert all(1 <= line.number <= text.count("\n") + 1 for line in document_lines("a.html", text))


@given(st.text(alphabet='<>/string name="a\\nu0\n', max_size=200))
def test_any_values_file_can_be_read(text: str) -> None:
    assert all(1 <= row.line <= text.count("\n") + 1 for row in strings(text))


def test_a_word_at_the_edge_of_the_text() -> None:
    assert stands_in("imei", "imei")
    assert not stands_in("imeis", "imei")
    assert stands_in("读取imei号", "imei")
