"""The HTML report as text: what it holds and escapes, its policy and its bounds. test_html_browser opens it."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
import samples
from reports import hostile, report, rules, several

from privlint.findings import Accepted, Edit, Fix, Hop, SdkUse, Text
from privlint.report import render
from privlint.report.model import AnalysedApplication, Hidden, Report, ReportedNotice, ReportedRegulation
from privlint.report.style import Style

_VOID = ("meta", "link", "input", "br")


class _Page(HTMLParser):
    """Reads a page: balance of its tags, attributes, and visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.words.append(data)

    def ids(self) -> list[str]:
        return [str(attributes["id"]) for _, attributes in self.tags if "id" in attributes]

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def _html(of: Report, lang: str = "en") -> str:
    return render("html", of, Style(lang=lang))


def _rich(root: Path) -> Report:
    """A report with categories, an instrument with an address, and a notice."""
    return msgspec.structs.replace(
        several(root),
        regulations=(
            ReportedRegulation("illegal-collection", Text("Illegal collection", "违规收集个人信息"), is_category=True),
            ReportedRegulation("permission-abuse", Text("Permission abuse", "过度索取权限"), is_category=True),
            ReportedRegulation("no-rule", Text("Seen by no rule", "未覆盖"), is_category=True),
            ReportedRegulation("gdpr", Text("GDPR", "欧盟通用数据保护条例"), url="https://eur-lex.europa.eu/gdpr"),
        ),
        notices=(
            ReportedNotice(
                "n1", "2025-01-02", Text("MIIT", "工信部"), Text("A notice", "一则通报"), "https://miit.gov.cn/1"
            ),
        ),
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_is_well_formed(lang: str, tmp_path: Path) -> None:
    for checked in (several(tmp_path), _rich(tmp_path), report(tmp_path), hostile(tmp_path)):
        page = _Page(_html(checked, lang))
        ids = page.ids()
        assert len(ids) == len(set(ids))
        inner = [str(link["href"])[1:] for link in page.named("a") if str(link["href"]).startswith("#")]
        assert set(inner) <= set(ids)


def test_nothing_is_loaded_and_nothing_runs_but_its_script(tmp_path: Path) -> None:
    html = _html(hostile(tmp_path))
    page = _Page(html)
    for tag, attributes in page.tags:
        assert not any(name.startswith("on") or name in ("style", "src") for name in attributes), (tag, attributes)
        assert tag == "a" or str(attributes.get("href", "data:,")) == "data:,"
    assert html.count("<script>") == html.count("</script>") == html.count("</style>") == 1


def test_the_policy_allows_this_script_and_this_style_sheet_only(tmp_path: Path) -> None:
    html = _html(several(tmp_path))
    (policy,) = (str(meta["content"]) for meta in _Page(html).named("meta") if "http-equiv" in meta)
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.S)
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_hostile_names_are_shown_as_what_they_are(tmp_path: Path) -> None:
    html = _html(hostile(tmp_path))
    assert "[U+202E]" in html and "[U+001B]" in html and "[U+000A]" in html
    assert "<b a=" not in html and "&lt;b a=&#34;1&#34;&gt;" in html
    assert not re.search("[\u202e\ud800-\udfff\x00-\x08]", html)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_both_languages_are_inside(lang: str, tmp_path: Path) -> None:
    html = _html(_rich(tmp_path), lang)
    assert "Tracker.init starts Tracker before the user agreed" in html
    assert "用户同意前启动追踪统计：Tracker.init" in html
    checked = [radio["id"] for radio in _Page(html).named("input") if "checked" in radio]
    assert checked == [f"language-{lang}"]


def test_categories_count_and_link(tmp_path: Path) -> None:
    found = samples.finding(regulations=("illegal-collection", "gdpr"))
    note = samples.finding(regulations=("illegal-collection",), severity="note", line=6)
    page = msgspec.structs.replace(_rich(tmp_path), findings=[found, note])
    text = re.sub(r"\s+", " ", " ".join(_Page(_html(page)).words))
    (row,) = re.findall(r"Illegal collection 违规收集个人信息 (Errors.*?) A third-party SDK", text)
    assert re.findall(r"\d+", row)[:3] == ["1", "0", "1"]
    assert "Seen by no rule" in text.partition("Categories that were not checked")[2].partition("Applications")[0]
    assert 'href="https://eur-lex.europa.eu/gdpr"' in _html(page)


def test_a_category_without_findings_is_named_as_such(tmp_path: Path) -> None:
    html = _html(msgspec.structs.replace(_rich(tmp_path), findings=[]))
    clean = html.partition("Nothing was found, as far as")[2].partition("<details>")[0]
    assert "Illegal collection" in clean and "Permission abuse" not in clean
    assert "Nothing was found." in html


def test_what_needs_a_policy_is_not_clean_without_one(tmp_path: Path) -> None:
    rule = msgspec.structs.replace(rules()[0], code="PRV501", regulations=("permission-abuse",))
    other = msgspec.structs.replace(rules()[0], code="PRV205", regulations=("permission-abuse",))
    for policies, is_clean in (((), False), (("privacy.html:1",), True)):
        application = AnalysedApplication("app", ":app", ("release",), policies=policies)
        checked = msgspec.structs.replace(
            _rich(tmp_path), findings=[], rules=(rule, other), applications=(application,)
        )
        clean = _html(checked).partition("Nothing was found, as far as")[2].partition("<details>")[0]
        assert ("Permission abuse" in clean) is is_clean


def test_an_sdk_has_its_evidence_and_its_notices(tmp_path: Path) -> None:
    use = SdkUse(
        "tracker", Text("Tracker", "追踪"), "app", "1.2", "lock", "app/build.gradle", 10, "", "before", ("n1",)
    )
    html = _html(msgspec.structs.replace(_rich(tmp_path), sdks=(use,)))
    table = html.partition('id="sdks"')[2].partition("</table>")[0]
    assert "lock file" in table and "runs before consent" in table and "app/build.gradle:10" in table
    assert 'href="https://miit.gov.cn/1"' in table


def test_the_call_path_is_drawn(tmp_path: Path) -> None:
    html = _html(report(tmp_path, samples.finding(api="com.vendor.Sdk.Builder#build")))
    (svg,) = re.findall(r"<svg.*?</svg>", html, re.S)
    assert re.findall(r'<text class="name \w+"[^>]*>([^<]*)', svg) == ["App.onCreate", "Sdk.Builder.build"]
    assert "App.kt:5" in svg
    assert "<svg" not in _html(report(tmp_path, samples.finding(trigger="")))


def test_an_excerpt_stands_once(tmp_path: Path) -> None:
    later = samples.finding(line=6, column=16, end_line=6, end_column=40, trace=samples.trace(6))
    html = _html(report(tmp_path, samples.finding(), later))
    assert html.count("class App : Application") == 2  # around the lines 3 (the entry point) and 5
    assert 'data-source="source-2"' in html


def test_findings_at_one_place_have_their_source_each(tmp_path: Path) -> None:
    html = _html(report(tmp_path, samples.finding(trace=()), samples.finding(trace=(), application="tv")))
    assert html.count("<mark>Tracker.init(this)</mark>") == 2


def test_an_excerpt_marks_the_place(tmp_path: Path) -> None:
    html = _html(report(tmp_path, samples.finding()))
    assert '<span class="number">5</span><code>        <mark>Tracker.init(this)</mark></code>' in html
    assert '<span class="number">3</span><code>class App : Application() {</code>' in html


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    long = samples.finding(line=7, column=301, end_line=7, end_column=319, trace=())
    (line,) = re.findall(r'<div class="line place">.*?</div>', _html(report(tmp_path, long)))
    assert "<mark>Tracker.init(this)</mark>" in line and len(line) < 400


def test_what_is_not_shown_is_said_and_why(tmp_path: Path) -> None:
    accepted = samples.finding(accepted=Accepted("comment", "seen by <legal>", samples.APP, 4))
    html = _html(report(tmp_path, hidden=Hidden(suppressed=1, minor=2), accepted=(accepted,)))
    assert "1 suppressed, 2 of lower severity" in html and "1 个已忽略，2 个级别较低" in html
    section = html.partition('<section id="accepted"')[2].partition("</section>")[0]
    assert "seen by &lt;legal&gt;" in section and f"{samples.APP}:4" in section
    assert "<article" not in html


def test_it_says_which_policies_were_read(tmp_path: Path) -> None:
    application = AnalysedApplication("app", ":app", ("release",), policies=("app/src/main/assets/privacy.html:1",))
    html = _html(report(tmp_path, applications=(application,)))
    assert "privacy policy: app/src/main/assets/privacy.html:1" in html and "隐私政策：app/" in html


def test_edits_are_shown(tmp_path: Path) -> None:
    fix = Fix(Text("Raise it", "升级"), (Edit("app/build.gradle", 3, 1, 3, 9, "first\nsecond <b>\n"),))
    html = _html(report(tmp_path, samples.finding(fixes=(fix,))))
    assert "<code>first</code>" in html and "<code>second &lt;b&gt;</code>" in html


def test_of_too_many_findings_the_most_severe_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("privlint.report.html_view._MOST_FINDINGS", 2)
    levels = ("note", "warning", "error")
    findings = [samples.finding(severity=level, line=at) for at, level in enumerate(levels, 1)]
    html = _html(report(tmp_path, *findings))
    articles = [str(article["class"]) for article in _Page(html).named("article")]
    assert articles == ["error", "warning"]
    assert "left out:</span>" in html


def test_a_long_path_keeps_its_ends(tmp_path: Path) -> None:
    trace = tuple(Hop(samples.APP, 5, 1, f"com.example.App.step{at}") for at in range(5000))
    html = _html(report(tmp_path, samples.finding(trace=trace)))
    assert "step0<" in html and "step4999<" in html and len(html) < 200_000


def test_large_reports_stay_small(tmp_path: Path) -> None:
    """What a finding takes whose path shares its places with others; a page holds a thousand."""
    findings = [samples.finding(fingerprint=f"{at:032x}", trace=samples.trace() * 5) for at in range(200)]
    assert len(_html(report(tmp_path, *findings))) < 200 * 10_000


def test_ascii_output_says_the_same(tmp_path: Path) -> None:
    ascii_page = render("html", several(tmp_path), Style(encoding="ascii"))
    assert ascii_page.isascii()
    assert _Page(ascii_page).words == _Page(_html(several(tmp_path))).words
