"""Mistakes in rules files, what a user's rules change, and the cache."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from privlint.cache.folder import cache_folder
from privlint.knowledge import cache, loader
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.errors import CatalogueError
from privlint.knowledge.folders import digest_of, read_files, rules_folder
from privlint.knowledge.model import Site

SDK = """
[sdk]
id = "acme"
name_en = "Acme"
vendor = "Acme"
"""
API = """
[[api]]
owner = "a.B"
worth = "low"
"""


@pytest.fixture
def user(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    return tmp_path / "rules"


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def few_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The built-in rules are the data types only: compiling all of them takes its time."""
    folder = tmp_path / "built-in"
    folder.mkdir()
    (folder / "data_types.toml").write_bytes((rules_folder() / "data_types.toml").read_bytes())
    monkeypatch.setattr("privlint.knowledge.folders.rules_folder", lambda: folder)


def load(folder: Path, text: str, store: Path) -> Catalogue:
    (folder / "own.toml").write_text(text, "utf-8")
    return loader.load([folder], cache_folder=store)


def sites(catalogue: Catalogue, owner: str, member: str) -> list[Site]:
    return [site for site in catalogue.sites if (site.owner, site.member) == (owner, member)]


@pytest.mark.parametrize(
    ("text", "key", "what"),
    [
        ("x =", "file", "not TOML"),
        ("a = " + "[" * 5000 + "]" * 5000, "file", ""),
        ("sdks = 1", "sdks", "did you mean 'sdk'?"),
        ("sources = 3", "sources", "array"),
        ("note = 3", "note", "str"),
        ("date = 2026-01-01", "date", "str"),
        ('date = "January"', "date", "2026-01-31"),
        ('sdk = "acme"', "sdk", "table"),
        ('[sdk]\nid = "acme"\nname_en = "A"', "sdk", "`vendor` is missing"),
        (SDK + 'coordinate = ["a:b"]', "sdk.coordinate", "did you mean 'coordinates'?"),
        (SDK + 'coordinates = "a:b"', "sdk.coordinates", "array"),
        (SDK + 'coordinates = ["ab"]', "sdk.coordinates", "group:name"),
        (SDK + 'data_types = ["imeii"]', "sdk.data_types", "did you mean 'imei'?"),
        (SDK + 'consent_calls = ["x"]', "sdk.consent_calls", "qualified.Class#member"),
        (SDK + '[sites]\nstarts = ["a.B#c"]', "sites.starts", "did you mean 'start'?"),
        (SDK + '[sites]\nstart = ["B#c"]', "sites.start", "qualified.Class#member"),
        (SDK + '[sites]\nstart = ["a.B#c", "a.B#c"]', "sites.start", "listed twice"),
        (SDK + '[sites]\nstart = ["a.B#c"]\nlow = ["a.B#c"]', "sites.low", "listed twice"),
        (SDK + '[sites.identifiers]\nimeii = ["a.B#c"]', "sites.identifiers.imeii", "did you mean 'imei'?"),
        (SDK + '[[auto_start]]\ncomponent = "a.P"\nkind = "service"\nlevel = "starts"', "auto_start[1].kind", "enum"),
        (SDK + '[[auto_start]]\ncomponent = "a.P"\nkind = "provider"', "auto_start[1]", "`level` is missing"),
        ('[sites]\nstart = ["a.B#c"]', "sites", "no [sdk]"),
        ('api = {owner = "a.B"}', "api", "array of tables"),
        (API, "api[1]", "`members` is missing"),
        (API + 'members = ["c d"]', "api[1].members", "name of a member"),
        (API + 'members = ["c(/[/)"]', "api[1].members", "bad pattern"),
        (API + 'members = ["c"]\ndata_types = ["emei"]', "api[1]", "unknown data type"),
        (API + 'members = ["c"]\nsdk = "nobody"', "api[1]", "unknown SDK"),
        (API + 'members = ["c"]\nby_names = "yes"', "api[1].by_names", "did you mean 'by_name'?"),
        ('[returns]\n"getFoo" = "a.B"', "returns.getFoo", "qualified.Class#member"),
        ('[returns]\n"a.B#c" = 3', "returns.a.B#c", "str"),
        ("[vocabulary]\nsubject = []", "vocabulary.subject", "did you mean 'subjects'?"),
        ('[[call]]\nowner = "a.B"', "call[1]", "`member` is missing"),
        ("[[callback]]\nmembers = 3", "callback[1].members", "array"),
        ('[[callback]]\nmembers = []\nnote = "x"\ntrigger = "soon"', "callback[1].trigger", "enum"),
        ('[[build_constant]]\nname = "DEBUG"', "build_constant[1].value", "str"),
        ('[[regulation]]\nid = "x"\nname_en = ""', "regulation[1]", "`jurisdiction` is missing"),
        ("exits = [1]", "exits", "str"),
    ],
)
def test_mistakes(few_rules: None, user: Path, shared_cache: Path, text: str, key: str, what: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        load(user, text, shared_cache)
    message = str(caught.value)
    assert message.startswith(f"{(user / 'own.toml').as_posix()}: {key}: ")
    assert what in message
    assert "\n" not in message


def test_bytes_that_are_no_text(user: Path, shared_cache: Path) -> None:
    (user / "own.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogueError, match="not UTF-8"):
        loader.load([user], cache_folder=shared_cache)


def test_a_folder_that_is_not_there(user: Path, shared_cache: Path) -> None:
    with pytest.raises(CatalogueError, match="no such folder"):
        loader.load([user / "nowhere"], cache_folder=shared_cache)


def test_built_in_files_need_sources(user: Path, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (user / "own.toml").write_text("exits = []", "utf-8")
    monkeypatch.setattr("privlint.knowledge.folders.rules_folder", lambda: user)
    with pytest.raises(CatalogueError, match=r"own\.toml: file: `sources` is missing"):
        loader.load(cache_folder=shared_cache)


def test_a_user_adds_an_sdk(user: Path, shared_cache: Path) -> None:
    catalogue = load(user, SDK + 'data_types = ["imei"]\n[sites]\nstart = ["com.acme.Sdk#initAcme"]', shared_cache)
    [site] = sites(catalogue, "com.acme.Sdk", "initAcme")
    assert (site.kind, site.worth, site.by_name) == ("start", "strict", "imported")
    assert (site.data_types, site.sdk) == (("imei",), "acme")
    assert next(sdk for sdk in catalogue.sdks if sdk.id == "acme").name_zh == "Acme"


def test_a_user_replaces_an_sdk(user: Path, shared_cache: Path) -> None:
    catalogue = load(user, '[sdk]\nid = "jpush"\nname_en = "Ours"\nvendor = "Us"', shared_cache)
    assert [sdk.name_en for sdk in catalogue.sdks if sdk.id == "jpush"] == ["Ours"]


def test_a_user_replaces_every_form_of_a_member(user: Path, shared_cache: Path) -> None:
    owner, member = "android.provider.Settings.Secure", "getString"
    built_in = sites(loader.load(cache_folder=shared_cache), owner, member)
    assert len(built_in) > 1
    text = f'[[api]]\nowner = "{owner}"\nmembers = ["{member}"]\nkind = "harmless"\nworth = "none"'
    [site] = sites(load(user, text, shared_cache), owner, member)
    assert site.kind == "harmless"


def test_a_user_replaces_one_form_of_a_member(user: Path, shared_cache: Path) -> None:
    owner = "com.google.firebase.messaging.FirebaseMessaging"
    text = SDK + f'[sites]\nharmless = ["{owner}#setAutoInitEnabled(true)"]'
    kinds = [site.kind for site in sites(load(user, text, shared_cache), owner, "setAutoInitEnabled")]
    assert kinds == ["harmless", "harmless"]


def test_later_folders_win(user: Path, shared_cache: Path) -> None:
    other = user.parent / "more"
    other.mkdir()
    (user / "a.toml").write_text(SDK, "utf-8")
    (other / "a.toml").write_text(SDK.replace('"Acme"', '"Other"'), "utf-8")
    catalogue = loader.load([user, other], cache_folder=shared_cache)
    assert [sdk.name_en for sdk in catalogue.sdks if sdk.id == "acme"] == ["Other"]


def test_a_user_adds_gates_words_and_rows(user: Path, shared_cache: Path) -> None:
    text = """
    [vocabulary]
    subjects = ["House Rules"]
    [[call]]
    owner = "com.acme.Consent"
    member = "isGiven"
    [[callback]]
    members = ["runLater"]
    """
    catalogue = load(user, text, shared_cache)
    assert "house rules" in catalogue.consent.subjects
    assert ("com.acme.Consent", "isGiven") in {(call.owner, call.member) for call in catalogue.consent.calls}
    assert catalogue.callbacks[0].members == ("runLater",)


def test_the_cache_gives_the_same_catalogue(tmp_path: Path) -> None:
    first = loader.load(cache_folder=tmp_path)
    assert [path.suffix for path in tmp_path.iterdir()] == [".msgpack"]
    assert cache.read(tmp_path, first.digest) == first == loader.load(cache_folder=tmp_path)


@pytest.mark.parametrize("content", [b"", b"\xff\xff", b"\x80", b"\x93\xa1x\xa1x\x90", b"\x91" * 5000])
def test_a_broken_cache_is_rebuilt(tmp_path: Path, content: bytes) -> None:
    digest = digest_of(read_files(()))
    (tmp_path / f"catalogue-{digest}.msgpack").write_bytes(content)
    catalogue = loader.load(cache_folder=tmp_path)
    assert catalogue.sites
    assert cache.read(tmp_path, digest) == catalogue


def test_a_cache_of_other_files_is_not_read(tmp_path: Path) -> None:
    catalogue = loader.load(cache_folder=tmp_path)
    [file] = tmp_path.iterdir()
    file.rename(tmp_path / "catalogue-0123.msgpack")
    assert cache.read(tmp_path, "0123") is None
    assert loader.load(cache_folder=tmp_path) == catalogue


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert loader.load(cache_folder=tmp_path / "file" / "below").sites


def test_old_caches_are_removed(tmp_path: Path) -> None:
    for number in range(9):
        old = tmp_path / f"catalogue-{number}.msgpack"
        old.write_bytes(b"")
        os.utime(old, (number, number))
    catalogue = loader.load(cache_folder=tmp_path)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert len(left) == 4
    assert f"catalogue-{catalogue.digest}.msgpack" in left


def test_the_digest_follows_names_and_contents(user: Path) -> None:
    plain = digest_of(read_files([user]))
    (user / "a.toml").write_text("exits = []", "utf-8")
    first = digest_of(read_files([user]))
    (user / "a.toml").write_text("exits = [ ]", "utf-8")
    second = digest_of(read_files([user]))
    (user / "a.toml").rename(user / "b.toml")
    assert len({plain, first, second, digest_of(read_files([user]))}) == 4


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/c"}, "/c/privlint"),
        ("linux", {"HOME": "/h"}, "/h/.cache/privlint"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": "relative"}, "/h/.cache/privlint"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Caches/privlint"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/privlint/cache"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX paths")
def test_the_cache_folder(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: str
) -> None:
    for name in ("PRIVLINT_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert cache_folder() == Path(expected)


def test_a_cached_catalogue_is_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = loader.load(cache_folder=tmp_path)
    monkeypatch.setattr(loader, "compile_files", lambda *_: pytest.fail("compiled again"))
    assert loader.load(cache_folder=tmp_path) == compiled
