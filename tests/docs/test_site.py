"""The documentation as a web site: it builds without warning or network, in two languages, with all rules."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from support import ROOT

from privlint.checks import registry

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]  # it is built once
_HERE = "https://here/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "http_proxy": "http://127.0.0.1:9"},  # nobody is there
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


class _Links(HTMLParser):
    """Ids of a page, where it leads, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.loaded: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids.add(values.get("id", ""))
        if tag == "a" and "href" in values:
            self.links.add(values["href"])
        if tag in ("script", "img", "link", "iframe"):
            self.loaded.update(values[name] for name in ("src", "href") if name in values)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, _Links]:
    """The pages by their path below the site."""
    files = (path for path in site.rglob("*.html") if path.name != "404.html")  # that one is served for any path
    return {path.relative_to(site).as_posix(): _Links(path.read_text("utf-8")) for path in files}


def test_every_rule_has_a_page_in_both_languages(pages: dict[str, _Links]) -> None:
    for entry in registry.ENTRIES:
        assert {f"rules/{entry.code}/index.html", f"zh/rules/{entry.code}/index.html"} <= pages.keys()
    for index in ("rules/index.html", "zh/rules/index.html"):
        assert {f"{entry.code}/" for entry in registry.ENTRIES} <= pages[index].links


def test_links_lead_somewhere(pages: dict[str, _Links]) -> None:
    broken = []
    for name, page in pages.items():
        for link in page.links:
            target = urlsplit(urljoin(_HERE + name, link))
            if f"{target.scheme}://{target.netloc}/" != _HERE:
                continue
            path = unquote(target.path).lstrip("/")
            path += "index.html" if not path or path.endswith("/") else ""
            if path.endswith(".html"):
                found = pages.get(path)
                if found is None or (target.fragment and unquote(target.fragment) not in found.ids | {"__skip"}):
                    broken.append((name, link))
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[str, _Links]) -> None:
    loaded = {link for page in pages.values() for link in page.loaded}
    assert [link for link in loaded if re.match(r"(https?:)?//", link)] == []
    sheets = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))
    assert not re.search(r"url\(['\"]?(https?:)?//|@import", sheets)


def test_search_knows_chinese(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert {"en", "zh"} <= set(index["config"]["lang"])
    words = re.compile(index["config"]["separator"]).split("违规收集SDK consent")
    assert [word for word in words if word] == ["违", "规", "收", "集", "SDK", "consent"]
    assert any("违规收集" in document["text"] for document in index["docs"])
