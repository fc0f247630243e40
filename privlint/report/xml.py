"""XML text for the encoding of the output, of characters that XML 1.0 allows."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, indent, tostring

from privlint.report.style import Style

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(text: str, instead: str) -> str:
    """A text with something instead of the characters that XML cannot hold."""
    return _FORBIDDEN.sub(instead, text)


def document(root: Element, style: Style) -> str:
    """The document; question marks for characters that XML cannot hold, references for those that the encoding of the
    output may lack."""
    for element in root.iter():
        element.text = allowed(element.text or "", "?") or None
        for name, value in element.attrib.items():
            element.set(name, allowed(value, "?"))
    indent(root)
    body = tostring(root, encoding="unicode")
    if not style.is_unicode:
        body = body.encode("ascii", "xmlcharrefreplace").decode("ascii")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
