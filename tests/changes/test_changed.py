"""`check --changed` in real git repositories."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp
from support import Cli, Git

from privlint.changes.base import find_base
from privlint.changes.files import Changes
from privlint.git import GitError

APP = "class App : Application() {{\n    override fun onCreate() {{\n        {}\n    }}\n}}\n"
#: A path through two files, and a finding in a third one.
HELPER = "object Helper {{\n    fun start(app: Application) {{\n        {}\n    }}\n}}\n"
OTHER = "class MainActivity : Activity() {{\n    override fun onCreate(state: Bundle?) {{\n        {}\n    }}\n}}\n"
READ = "val clip = (getSystemService(Context.CLIPBOARD_SERVICE) as ClipboardManager).primaryClip"
HELPER_CALL = START.replace("init(this", "init(app")


@pytest.fixture
def app(tmp_path: Path, git: Git) -> SmallApp:
    """Two old findings on a branch `main`; the branch `topic` is checked out."""
    small = SmallApp(tmp_path / "repository")
    small.kotlin("App", APP.format("Helper.start(this)"))
    small.kotlin("Helper", HELPER.format(HELPER_CALL))
    small.kotlin("MainActivity", OTHER.format(READ))
    git(small.root, "init", "-q", "-b", "main")
    commit(git, small.root)
    git(small.root, "switch", "-q", "-c", "topic")
    return small


def commit(git: Git, folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x", "--allow-empty")


def found(cli: Cli, folder: Path, *arguments: str, changed: str = "--changed") -> list[str]:
    options = ("--select", "PRV101,PRV102,PRV201,PRV202", "--output-format", "concise", "--min-severity", "warning")
    done = cli("check", changed, folder, *options, *arguments)
    assert done.returncode in (0, 1), done.stderr
    return [line.split(" ")[1] for line in done.stdout.splitlines()]


def source(app: SmallApp, name: str) -> Path:
    return app.root / f"app/src/main/java/com/example/{name}"


def edit(path: Path, old: str = "\n}\n", new: str = "\n}\n// edited\n") -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_nothing_has_changed(app: SmallApp, cli: Cli) -> None:
    done = cli("check", app.root, "--changed", "--select", "PRV1", "--min-severity", "warning")
    assert done.returncode == 0
    assert "not shown: 2 unchanged" in done.stdout
    assert "changes are counted from main (" in done.stderr


@pytest.mark.parametrize("state", ["committed", "staged", "unstaged"])
@pytest.mark.parametrize("name", ["App.kt", "Helper.kt"])
def test_a_file_on_the_path_has_changed(app: SmallApp, cli: Cli, git: Git, name: str, state: str) -> None:
    edit(source(app, name))
    if state != "unstaged":
        git(app.root, "add", "-A")
    if state == "committed":
        commit(git, app.root)
    assert found(cli, app.root) == ["PRV101"]


def test_an_untracked_file_with_a_finding(app: SmallApp, cli: Cli) -> None:
    app.manifest(
        '<receiver android:name=".Boot" android:exported="true"><intent-filter><action android:name='
        '"android.intent.action.BOOT_COMPLETED"/></intent-filter></receiver>'
    )
    code = "class Boot : BroadcastReceiver() {{ override fun onReceive(c: Context, i: Intent) {{ {} }} }}\n"
    app.kotlin("Boot", code.format(HELPER_CALL.replace("app", "c")))
    assert found(cli, app.root) == ["PRV101"]


def test_line_ends_are_no_change(app: SmallApp, cli: Cli) -> None:
    path = source(app, "App.kt")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert found(cli, app.root) == []


@pytest.mark.parametrize("is_staged", [False, True])
def test_a_file_that_only_moved_has_not_changed(app: SmallApp, cli: Cli, git: Git, is_staged: bool) -> None:
    path = source(app, "Helper.kt")
    target = path.parent / "tools/Helper.kt"
    target.parent.mkdir()
    path.rename(target)
    if is_staged:
        git(app.root, "add", "-A")
    assert found(cli, app.root) == []


def test_a_file_with_another_name_has_not_changed_once_git_knows(app: SmallApp, cli: Cli, git: Git) -> None:
    path = source(app, "Helper.kt")
    path.rename(path.with_name("Tools.kt"))
    git(app.root, "add", "-A")
    assert found(cli, app.root) == []


def test_a_gate_that_is_gone_elsewhere_makes_an_old_path_new(tmp_path: Path, git: Git, cli: Cli) -> None:
    """No file on the path has changed: the finding is new against the commit."""
    app = SmallApp(tmp_path / "repository")
    app.kotlin("App", APP.format(f"if (Consent.given(this)) {START}"))
    consent = "object Consent {{\n    fun given(c: Context): Boolean = {}\n}}\n"
    stored = 'PreferenceManager.getDefaultSharedPreferences(c).getBoolean("privacy_agreed", false)'
    app.kotlin("Consent", consent.format(stored))
    app.kotlin("MainActivity", OTHER.format(READ))
    git(app.root, "init", "-q", "-b", "main")
    commit(git, app.root)
    assert found(cli, app.root) == []
    app.kotlin("Consent", consent.format("true"))
    assert found(cli, app.root) == ["PRV101"]
    assert list(app.root.rglob("*.pyc")) == []
    assert git(app.root, "status", "--porcelain").splitlines() == ["M app/src/main/java/com/example/Consent.kt"]


def test_a_build_file_is_a_cause(app: SmallApp, cli: Cli, git: Git) -> None:
    build = app.root / "app/build.gradle"
    edit(
        build,
        "compileSdk 34 }\n",
        "compileSdk 34 }\ndependencies {\n    implementation 'com.umeng.umsdk:common:9.4.7'\n}\n",
    )
    commit(git, app.root)
    git(app.root, "branch", "-f", "main")
    assert found(cli, app.root) == []
    edit(build, "9.4.7", "9.5.0")
    assert "PRV101" in found(cli, app.root)
    edit(build, "9.5.0", "9.4.7")
    edit(build, "compileSdk 34", "compileSdk 35")
    assert "PRV101" not in found(cli, app.root)


def test_a_reference_that_is_given(app: SmallApp, cli: Cli, git: Git) -> None:
    edit(source(app, "App.kt"))
    commit(git, app.root)
    edit(source(app, "MainActivity.kt"))
    assert found(cli, app.root, changed="--changed=HEAD") == ["PRV102"]
    assert found(cli, app.root, changed="--changed=main") == ["PRV101", "PRV102"]
    assert found(cli, app.root / "app", changed="--changed=HEAD") == ["PRV102"]


def test_a_branch_that_went_on_does_not_count(app: SmallApp, cli: Cli, git: Git) -> None:
    git(app.root, "switch", "-q", "main")
    edit(source(app, "App.kt"))
    commit(git, app.root)
    git(app.root, "switch", "-q", "topic")
    assert found(cli, app.root) == []


def test_what_is_compared_with_by_default(app: SmallApp, git: Git, tmp_path: Path) -> None:
    assert find_base(app.root, "").name == "main"
    git(app.root, "switch", "-q", "main")
    assert find_base(app.root, "").name == "HEAD"
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(app.root), str(clone))
    assert find_base(clone, "").name == "origin/main"
    git(clone, "branch", "-m", "main", "work")
    assert find_base(clone, "").name == "origin/main"


def test_work_trees_and_submodules(app: SmallApp, cli: Cli, git: Git, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    git(app.root, "worktree", "add", "-q", str(tree), "-b", "third", "main")
    path = tree / "app/src/main/java/com/example/App.kt"
    edit(path)
    assert found(cli, tree) == ["PRV101"]
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q", "-b", "main")
    git(outer, "submodule", "--quiet", "add", str(app.root), "inner")
    commit(git, outer)
    assert found(cli, outer) == []
    edit(outer / "inner/app/src/main/java/com/example/MainActivity.kt")
    assert found(cli, outer) == ["PRV102"]


def test_shallow_clones(app: SmallApp, git: Git, tmp_path: Path) -> None:
    edit(source(app, "App.kt"))
    commit(git, app.root)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "topic", f"file://{app.root}", str(clone))
    with pytest.raises(GitError, match="shallow clone"):
        find_base(clone, "")
    with pytest.raises(GitError, match="shallow clone"):
        find_base(clone, "main")
    assert find_base(clone, "HEAD").name == "HEAD"


@pytest.mark.parametrize(
    ("prepare", "reference", "message"),
    [
        ((), "", "not a git repository"),
        (("init", "-q"), "", "there is no commit yet"),
        (("init", "-q"), "main", "there is no commit yet"),
    ],
)
def test_no_history(prepare: tuple[str, ...], reference: str, message: str, tmp_path: Path, git: Git, cli: Cli) -> None:
    app = SmallApp(tmp_path)
    if prepare:
        git(app.root, *prepare)
    done = cli("check", app.root, f"--changed={reference}")
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("reference", ["mian", "--output=x", "HEAD~9", "main:app"])
def test_unknown_references(reference: str, app: SmallApp, cli: Cli) -> None:
    done = cli("check", app.root, f"--changed={reference}")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"'{reference}' is no commit, branch or tag here" in done.stderr
    assert ("did you mean 'main'?" in done.stderr) == reference.startswith("m")


def test_git_is_absent(app: SmallApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="git is not installed"):
        find_base(app.root, "")


def test_nothing_of_the_repository_runs(app: SmallApp, cli: Cli, git: Git, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho $0 $@ >> {proof}\ncat\n")
    program.chmod(0o755)
    app.write(".gitattributes", "* filter=evil diff=evil merge=evil\n")
    commit(git, app.root)
    for key in ("filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.evil.textconv"):
        git(app.root, "config", key, str(program))
    for key in ("diff.evil.command", "diff.external", "core.fsmonitor", "core.pager", "core.sshCommand", "core.editor"):
        git(app.root, "config", key, str(program))
    git(app.root, "config", "alias.ls-tree", f"!{program}")
    for name in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction"):
        hook = app.root / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(program.read_text())
        hook.chmod(0o755)
    path = source(app, "MainActivity.kt")
    path.write_text(path.read_text("utf-8") + "// edited\n", "utf-8")
    proof.unlink(missing_ok=True)
    assert found(cli, app.root, changed="--changed=HEAD") == ["PRV102"]
    assert not proof.exists(), proof.read_text()


def test_lines_that_changed(app: SmallApp) -> None:
    path = source(app, "App.kt")
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join(["// new", *lines[:3], "// changed", *lines[4:-3], *lines[-2:]]), "utf-8")
    changes = Changes(app.root, find_base(app.root, "main").commit)
    relative = path.relative_to(app.root).as_posix()
    assert {1, 5} <= changes.lines(relative)
    assert len(changes.lines(relative)) == 3
    assert changes.lines("app/build.gradle") == frozenset()
    assert changes.is_changed("app/new.kt") is True
