"""Privacy policies for the examples of rules about what a policy says, in both languages."""

from __future__ import annotations

_ENGLISH = """\
<!DOCTYPE html>
<html>
<head><title>Privacy Policy</title></head>
<body>
<h1>Privacy Policy</h1>
<p>We take care of your personal information. This policy says what we collect, why, and with whom we share it. We keep
it for as long as the app needs it, and delete it when you close your account.</p>
<h2>Third-party SDKs</h2>
<p>{}</p>
<h2>Contact us</h2>
<p>You can ask us at any time what we have stored about you.</p>
</body>
</html>
"""
_CHINESE = """\
# 隐私政策

我们重视您的个人信息。本政策说明我们收集哪些信息、为何收集以及与谁共享。我们仅在提供服务所必需的期限内保存这些信息，您可以随时要求我们更正或删除；
未经您的同意，我们不会向第三方披露您的个人信息。

## 第三方 SDK 列表

{}

## 联系我们

如有疑问，请通过应用内的反馈功能与我们联系。
"""


def english(entry: str) -> dict[str, str]:
    """A policy as a page of the app, with one entry in its list of SDKs."""
    return {"app/src/main/assets/privacy.html": _ENGLISH.format(entry)}


def chinese(entry: str) -> dict[str, str]:
    """The same in Chinese, as a document of the repository."""
    return {"docs/privacy.md": _CHINESE.format(entry)}
