"""`check --staged` and `check --at` in real git repositories: what lies in the folder is not asked."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp
from support import Cli, Git

from privlint import api, fullcheck
from privlint.cache.database import Database
from privlint.changes.files import Changes
from privlint.changes.stored import stored
from privlint.config import Settings
from privlint.disk import Disk
from privlint.git import GitError
from privlint.report.model import Report
from privlint.warm.checking import check as warm_check

QUIET = "class App : Application() {{ override fun onCreate() {{ {} }} }}\n"
CLEAN, LEAKY = QUIET.format("super.onCreate()"), QUIET.format(START)
SOURCE = "app/src/main/java/com/example/App.kt"

Commit = Callable[[], str]


@pytest.fixture
def app(tmp_path: Path, git: Git) -> SmallApp:
    """A repository without findings."""
    small = SmallApp(tmp_path / "repository")
    small.kotlin("App", CLEAN)
    git(small.root, "init", "-q", "-b", "main")
    return small


@pytest.fixture
def commit(app: SmallApp, git: Git) -> Commit:
    def run() -> str:
        git(app.root, "add", "-A")
        git(app.root, "commit", "-q", "-m", "x")
        return git(app.root, "rev-parse", "HEAD")

    run()
    return run


def codes(folder: Path, commit: str = "", changed: str | None = None) -> list[str]:
    settings = Settings(select=("PRV101", "PRV501"), min_severity="warning")
    with stored(folder, commit) as found:
        return [each.code for each in api.check(folder, settings, changed=changed, stored=found).findings]


def is_copied(folder: Path) -> bool:
    with stored(folder) as found:
        assert (found.files == folder) == (found.files_top == found.top)
        return found.files != folder


def test_edits_count_once_they_are_staged(app: SmallApp, commit: Commit, git: Git) -> None:
    app.kotlin("App", LEAKY)
    assert codes(app.root) == []
    git(app.root, "add", SOURCE)
    app.kotlin("App", CLEAN)
    assert codes(app.root) == ["PRV101"]
    assert codes(app.root, "HEAD") == []
    assert "super.onCreate" in (app.root / SOURCE).read_text("utf-8")
    assert git(app.root, "status", "--porcelain") == f"MM {SOURCE}"


def test_files_that_are_not_staged_do_not_count(app: SmallApp, commit: Commit, git: Git) -> None:
    app.write(SOURCE.replace("main", "main/../release"), "")
    (app.root / SOURCE).unlink()
    app.kotlin("Application", LEAKY)
    assert codes(app.root) == []
    git(app.root, "add", "-A")
    assert codes(app.root) == ["PRV101"]


def test_a_file_that_is_only_announced_is_not_staged(app: SmallApp, commit: Commit, git: Git) -> None:
    git(app.root, "rm", "-q", "--cached", SOURCE)
    app.kotlin("App", LEAKY)
    git(app.root, "add", "--intent-to-add", SOURCE)
    assert codes(app.root) == []


def test_the_folder_is_used_where_it_holds_what_is_staged(app: SmallApp, commit: Commit, git: Git) -> None:
    os.utime(app.root / SOURCE, ns=(0, 0))  # git has not seen it like this
    assert not is_copied(app.root)
    for name in ("picture.png", "notes.md", "report.json"):
        app.write(name, "")
    app.write(".gitignore", "*.log\n")
    app.write("x.log", "")
    assert not is_copied(app.root)
    app.write("app/src/main/java/com/example/New.kt", "class New\n")
    assert is_copied(app.root)
    assert is_copied(app.root / "app")
    git(app.root, "add", "-A")
    assert not is_copied(app.root / "app")
    app.kotlin("App", LEAKY)
    assert is_copied(app.root)


def test_line_ends_are_no_difference(app: SmallApp, commit: Commit) -> None:
    path = app.root / SOURCE
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert not is_copied(app.root)


def test_settings_and_baselines_count_as_they_are_staged(app: SmallApp, commit: Commit, git: Git, cli: Cli) -> None:
    app.kotlin("App", LEAKY)
    commit()
    arguments = ("check", "--staged", app.root, "--output-format", "concise", "--select", "PRV101")
    app.write("privlint.toml", 'ignore = ["PRV101"]\n')
    assert cli(*arguments).returncode == 1
    git(app.root, "add", "-A")
    app.write("privlint.toml", "")
    assert cli(*arguments).returncode == 0
    app.write("privlint.toml", 'baseline = "accepted.json"\n')
    assert cli("baseline", "create", app.root, "--reason", "old").returncode == 0
    git(app.root, "add", "-A")
    app.write("accepted.json", "{")
    for more in ((), ("--baseline", app.root / "accepted.json")):
        done = cli(*arguments, *more)
        assert (done.returncode, "1 in the baseline" in done.stderr) == (0, True), done.stderr
    git(app.root, "add", "-A")
    app.write("other.kt", "")
    done = cli(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{app.root}/accepted.json:1:")
    assert list((app.root / "privlint.toml").parent.glob("*.pyc")) == []


def test_ignored_files_that_are_tracked_count(app: SmallApp, commit: Commit, git: Git) -> None:
    app.kotlin("App", LEAKY)
    app.write(".gitignore", "*.kt\n")
    git(app.root, "add", "-f", SOURCE, ".gitignore")
    app.kotlin("App", CLEAN)
    assert codes(app.root) == ["PRV101"]


def test_links_are_followed_inside_only(app: SmallApp, commit: Commit, git: Git, tmp_path: Path) -> None:
    app.write("shared/App.kt", (app.root / SOURCE).read_text("utf-8").replace("super.onCreate()", START))
    outside = tmp_path / "Outside.kt"
    outside.write_text("class Outside { fun broken( }\n")
    (app.root / SOURCE).unlink()
    (app.root / SOURCE).symlink_to("../../../../../../shared/App.kt")
    (app.root / "app/src/main/java/com/example/Outside.kt").symlink_to(outside)
    git(app.root, "add", "-A")
    assert not is_copied(app.root)
    app.write("stray.kt", "")
    assert codes(app.root) == ["PRV101"]


def test_submodules_count_at_the_commit_that_is_staged(app: SmallApp, commit: Commit, git: Git, tmp_path: Path) -> None:
    clean = git(app.root, "rev-parse", "HEAD")
    app.kotlin("App", LEAKY)
    commit()
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q")
    git(outer, "submodule", "--quiet", "add", str(app.root), "inner")
    assert not is_copied(outer)
    assert codes(outer) == ["PRV101"]
    git(outer / "inner", "checkout", "-q", clean)
    assert codes(outer) == ["PRV101"]
    git(outer, "add", "inner")
    assert codes(outer) == []
    assert not is_copied(outer)
    (outer / "inner" / SOURCE).write_text("class\n")
    assert is_copied(outer)
    assert codes(outer) == []


def test_a_merge_is_compared_with_both_sides(app: SmallApp, commit: Commit, git: Git) -> None:
    """What one side brought is not of the merge; what only both together bring is."""
    app.kotlin("App", QUIET.format(f"if (Consent.given(this)) {START}"))
    consent = "object Consent {{ fun given(c: Context): Boolean = {} }}\n"
    app.kotlin(
        "Consent", consent.format('PreferenceManager.getDefaultSharedPreferences(c).getBoolean("agreed", false)')
    )
    commit()
    git(app.root, "switch", "-q", "-c", "side")
    app.kotlin("Consent", consent.format("BuildConfig.ASKED"))
    build = (app.root / "app/build.gradle").read_text("utf-8")
    app.write(
        "app/build.gradle",
        build.replace("34 }", '34\ndefaultConfig { buildConfigField "boolean", "ASKED", "false" } }'),
    )
    commit()
    git(app.root, "switch", "-q", "main")
    app.write("app/src/main/res/values/strings.xml", "<resources/>\n")
    commit()
    git(app.root, "merge", "-q", "--no-commit", "side")
    assert codes(app.root, changed="") == []
    app.write("app/build.gradle", (app.root / "app/build.gradle").read_text("utf-8").replace('"false"', '"true"'))
    git(app.root, "add", "-A")
    assert codes(app.root, changed="") == ["PRV101"]
    git(app.root, "commit", "-q", "-m", "merge")
    assert codes(app.root, changed="") == []
    assert codes(app.root, changed="HEAD~1") == ["PRV101"]


def test_the_first_commit_brings_everything(app: SmallApp, git: Git) -> None:
    app.kotlin("App", LEAKY)
    git(app.root, "add", "-A")
    assert codes(app.root, changed="") == ["PRV101"]


def test_a_commit_is_compared_with_where_it_branched_off(app: SmallApp, commit: Commit, git: Git) -> None:
    app.kotlin("App", LEAKY)
    leaky = commit()
    git(app.root, "switch", "-q", "-c", "work", "HEAD~1")
    assert codes(app.root, leaky, changed="work") == ["PRV101"]
    assert codes(app.root, leaky, changed=leaky) == []
    assert codes(app.root, "work", changed="main") == []


def test_another_index_is_that_of_the_folder_only(
    app: SmallApp, commit: Commit, git: Git, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`git commit FILE` and hooks in work trees tell their hooks of an index and a repository by the environment."""
    other = SmallApp(tmp_path / "other")
    other.kotlin("App", LEAKY)
    git(other.root, "init", "-q")
    git(other.root, "add", "-A")
    index = git(app.root, "rev-parse", "--git-path", "index")
    (app.root / ".git/next").write_bytes((app.root / index).read_bytes())
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next")
    app.kotlin("App", LEAKY)
    git(app.root, "add", "-A")
    app.kotlin("App", CLEAN)
    monkeypatch.chdir(app.root)
    monkeypatch.setenv("GIT_DIR", str(app.root / ".git"))
    assert codes(app.root) == ["PRV101"]
    assert codes(app.root / "app") == ["PRV101"]
    assert codes(other.root) == ["PRV101"]
    monkeypatch.chdir(other.root)
    assert codes(app.root) == []
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert codes(app.root) == []


def test_reports_show_what_was_read(app: SmallApp, commit: Commit, git: Git, cli: Cli) -> None:
    app.kotlin("App", f"// moved down\n{LEAKY}")
    git(app.root, "add", "-A")
    app.kotlin("App", CLEAN)
    done = cli("check", "--staged", app.root / "app", "--select", "PRV101", "--output-format", "sarif")
    (run,) = json.loads(done.stdout)["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == SOURCE
    staged = git(app.root, "show", f":{SOURCE}").splitlines()
    assert START in staged[place["region"]["startLine"] - 1]
    text = cli("check", "--staged", app.root / "app", "--select", "PRV101").stdout
    assert "UMConfigure.DEVICE_TYPE_PHONE" in text
    assert "/privlint-" not in text + done.stdout


def test_conflicts_and_wrong_use(app: SmallApp, commit: Commit, git: Git, cli: Cli, tmp_path: Path) -> None:
    app.kotlin("App", LEAKY)
    commit()
    git(app.root, "switch", "-q", "-c", "side", "HEAD~1")
    app.kotlin("App", QUIET.format("println()"))
    commit()
    with pytest.raises(Exception, match="merge"):
        git(app.root, "merge", "-q", "main")
    for arguments, message in (
        (("--staged", app.root), f"{SOURCE} has conflicts that are not resolved"),
        (("--at", "mian", app.root), "'mian' is no commit, branch or tag here"),
        (("--at=--output=x", app.root), "'--output=x' is no commit, branch or tag here"),
        (("--staged", tmp_path), "not a git repository"),
        (("--staged", "--at", "main", app.root), "--staged and --at exclude each other"),
        (("--staged", "--fix", app.root), "--fix and --staged or --at exclude each other"),
        (("--staged", app.root, app.root), "--staged and --at know one PATH only"),
    ):
        done = cli("check", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert message in done.stderr


def test_objects_that_are_not_here(app: SmallApp, commit: Commit, git: Git) -> None:
    name = git(app.root, "rev-parse", f"HEAD:{SOURCE}")
    (app.root / ".git/objects" / name[:2] / name[2:]).unlink()
    app.write("stray.kt", "")
    with pytest.raises(GitError, match=r"App\.kt is not here"):
        codes(app.root)


def test_nothing_of_the_repository_runs(app: SmallApp, commit: Commit, git: Git, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho $0 $@ >> {proof}\ncat\n")
    program.chmod(0o755)
    app.write(".gitattributes", "* filter=evil diff=evil\n")
    commit()
    for key in ("filter.evil.clean", "filter.evil.smudge", "diff.evil.textconv", "diff.external", "core.fsmonitor"):
        git(app.root, "config", key, str(program))
    os.utime(app.root / SOURCE, ns=(0, 0))
    proof.unlink(missing_ok=True)
    assert codes(app.root, changed="") == []
    app.write("stray.kt", "")
    assert codes(app.root, "HEAD", changed="") == []
    assert not proof.exists(), proof.read_text()


def test_a_policy_that_has_changed_brings_what_it_leaves_out(app: SmallApp, commit: Commit, git: Git) -> None:
    """The base is read with its policy, too."""
    app.write(
        "app/build.gradle",
        (app.root / "app/build.gradle").read_text("utf-8")
        + "dependencies { implementation 'com.umeng.umsdk:common:9.8.0' }\n",
    )
    app.kotlin("App", LEAKY)
    text = (
        "隐私政策\n我们重视您的个人信息。我们收集、使用、共享、存储您的个人信息，您同意后我们才处理。第三方 SDK：{}。"
        + "我们保护您的信息。" * 30
    )
    policy = "app/src/main/assets/privacy.html"
    app.write(policy, f"<html><body><h1>隐私政策</h1><p>{text.format('友盟统计')}</p></body></html>")
    commit()
    assert "PRV501" not in codes(app.root)
    app.write("README.md", "x\n")
    git(app.root, "add", "-A")
    assert "PRV501" not in codes(app.root, changed="")
    app.write(policy, f"<html><body><h1>隐私政策</h1><p>{text.format('无')}</p></body></html>")
    git(app.root, "add", "-A")
    assert "PRV501" in codes(app.root)
    assert "PRV501" in codes(app.root, changed="")


def test_a_change_that_leaves_size_and_time_is_seen(app: SmallApp, commit: Commit, git: Git) -> None:
    """Git would not see it within a tick of the clock either; behind it, the time of the change tells."""
    path = app.root / SOURCE
    git(app.root, "update-index", "-q", "--refresh")
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("super.onCreate()", "super.onCreatE()"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert is_copied(app.root)
    assert Changes(app.root, git(app.root, "rev-parse", "HEAD")).is_changed(SOURCE)


def test_what_was_staged_is_known_when_it_is_the_last_commit(
    app: SmallApp, commit: Commit, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook compares with the commit before, which an earlier hook has checked: it is not checked again."""
    settings = Settings(select=("PRV101",))
    asked: list[str] = []
    real = fullcheck.check_commit

    def check_commit(settings: Settings, changes: Changes) -> Report:
        asked.append(changes.commit)
        return real(settings, changes)

    def run() -> list[str]:
        git(app.root, "add", "-A")
        with stored(app.root) as found:
            report = warm_check(Disk(app.root), settings, Database(tmp_path / "cache", print), changed="", stored=found)
        git(app.root, "commit", "-q", "-m", "x")
        return [finding.path for finding in report.findings]

    monkeypatch.setattr(fullcheck, "check_commit", check_commit)
    app.kotlin("App", LEAKY)
    assert run() == [SOURCE]
    app.kotlin("Other", "class Other\n")
    assert run() == []
    app.write("stray.kt", "")
    app.kotlin("MainActivity", "class MainActivity : Activity()\n")
    assert run() == []
    assert asked == []
