"""Self-contained web pages: templates of `web/`, with style sheet and script inside, that load nothing from anywhere.

Everything a template prints is escaped, and characters that change how text around them reads are shown by number."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from privlint.findings import Text
from privlint.report.style import Style

_FOLDER = Path(__file__).parent / "web"
#: Controls, marks that turn the direction of text, characters without a width, half characters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_CODE = re.compile("`([^`]+)`")


def page(template: str, script: str, values: dict[str, Any], style: Style) -> str:
    """The page of a template and a script of `web/`. Beside `values` a template has `both`, which prints a `Text` in
    two languages of which one is shown, `say`, which gives that of the output, and the parts of the frame."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    frame = {
        "lang": style.lang,
        "both": both,
        "say": style.say,
        "css": Markup(_asset("page.css")),  # noqa: S704 - our own file
        "script": Markup(_asset(script)),  # noqa: S704
        "policy": _policy(script),
    }
    text = environment.get_template(template).render({**frame, **values}) + "\n"
    return text if style.is_unicode else text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def shown(value: Any) -> Any:
    """A value as a template prints it; markup stays as it is."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _INVISIBLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", value)


def both(text: Text) -> Markup:
    """A text in both languages, of which the style sheet shows one; what stands in backticks is code."""
    english, chinese = _marked(text.en), _marked(text.zh)
    if english == chinese:
        return english
    return Markup('<span lang="en">{}</span><span lang="zh-CN">{}</span>').format(english, chinese)


def _marked(text: str) -> Markup:
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(shown(text)))))  # noqa: S704 - escaped before


@cache
def _asset(name: str) -> str:
    return (_FOLDER / name).read_text("ascii")


def _policy(script: str) -> str:
    """The content security policy: nothing but what stands in the page."""
    hashes = (b64encode(hashlib.sha256(_asset(name).encode()).digest()).decode() for name in ("page.css", script))
    style, code = hashes
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{code}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
