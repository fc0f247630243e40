"""The hooks of `.pre-commit-hooks.yaml`, run by pre-commit and by prek in real repositories.

They run the privlint of this environment; one test lets each tool install them from a repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from consent.small_apps import START, SmallApp
from support import ROOT, Git

import privlint

BIN = Path(sys.executable).parent
STARTER = "object Starter {{ fun start(context: Context) {{ {} }} }}\n"
APP = "class App : Application() {{ override fun onCreate() {{ {} }} }}\n"
CALM, LOUD = STARTER.format("println(context)"), STARTER.format(START.replace("this", "context"))
TOOLS = ("pre-commit", "prek")


class Project(SmallApp):
    """A repository with a call from one file to another, and the hooks in the configuration."""

    def __init__(self, root: Path, git: Git, tool: str) -> None:
        super().__init__(root)
        self.git = git
        self.tool = tool
        self.kotlin("App", APP.format("Starter.start(this)"))
        self.kotlin("Starter", CALM)
        self.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [{"repo": "local", "hooks": local_hooks()}]}))
        git(root, "init", "-q", "-b", "main")
        self.commit()

    def commit(self) -> None:
        self.git(self.root, "add", "-A")
        self.git(self.root, "commit", "-q", "-m", "x", "--no-verify")

    def run(self, *arguments: str, folder: Path | None = None) -> tuple[bool, str]:
        """Whether the hooks pass, and what they print."""
        done = call(self.tool, "run", *arguments, cwd=folder or self.root)
        return done.returncode == 0, done.stdout + done.stderr

    def refused(self, folder: Path, *arguments: str) -> str:
        """What git prints when a hook stops it."""
        with pytest.raises(subprocess.CalledProcessError) as refused:
            self.git(folder, *arguments)
        return f"{refused.value.stdout}{refused.value.stderr}"

    def install(self, stage: str) -> None:
        call(self.tool, "install", "--hook-type", stage, cwd=self.root, check=True)


def local_hooks() -> list[dict[str, Any]]:
    """The hooks as they are offered, without an environment of their own."""
    hooks: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return [{**hook, "language": "system", "verbose": True} for hook in hooks]


def call(tool: str, *arguments: str, cwd: Path, check: bool = False) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(BIN / tool), *arguments], cwd=cwd, capture_output=True, encoding="utf-8", check=check)


@pytest.fixture(params=TOOLS)
def tool(request: pytest.FixtureRequest) -> str:
    """The tool that runs the hooks."""
    return str(request.param)


@pytest.fixture(autouse=True)
def _surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the tools, and of what git starts when it runs its hooks."""
    for name in ("PRE_COMMIT_HOME", "PREK_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(BIN), prepend=os.pathsep)
    for name, value in (("NO_COLOR", "1"), ("LC_ALL", "C.UTF-8"), ("PYTHONUTF8", "1")):
        monkeypatch.setenv(name, value)


@pytest.fixture
def project(tmp_path: Path, git: Git, tool: str) -> Project:
    return Project(tmp_path / "project", git, tool)


def test_a_leak_in_an_unchanged_file_is_caused_by_a_changed_one(project: Project) -> None:
    """The file of the finding is the starter, which is old; what has changed is the gate of another file."""
    project.kotlin("Starter", LOUD)
    gate = 'PreferenceManager.getDefaultSharedPreferences(this).getBoolean("agreed", false)'
    project.kotlin("App", APP.format(f"if ({gate}) Starter.start(this)"))
    project.commit()
    project.kotlin("App", APP.format("Starter.start(this)"))
    assert project.run()[0]
    project.git(project.root, "add", "-A")
    passes, text = project.run()
    assert not passes
    assert "error[PRV101]" in text
    assert "Starter.kt:" in text


def test_edits_that_are_not_staged_change_no_verdict(project: Project) -> None:
    project.kotlin("Starter", LOUD)
    project.git(project.root, "add", "-A")
    project.kotlin("Starter", CALM)
    project.kotlin("Stray", "class Stray { fun broken( }\n")
    passes, text = project.run()
    assert not passes
    assert "PRV101" in text
    assert "Stray" not in text
    assert "println" in (project.root / "app/src/main/java/com/example/Starter.kt").read_text("utf-8")
    project.git(project.root, "add", "app/src/main/java/com/example/Starter.kt")
    project.kotlin("Starter", LOUD)
    project.write("app/src/main/res/values/strings.xml", "<resources/>\n")
    project.git(project.root, "add", "app/src/main/res")
    passes, text = project.run()
    assert passes, text


def test_a_commit_of_one_hunk(project: Project) -> None:
    """`git commit` itself, with a file that is staged in part."""
    project.install("pre-commit")
    project.kotlin("Starter", LOUD)
    project.git(project.root, "add", "-A")
    project.kotlin("Starter", f"{CALM}// more\n")
    assert "PRV101" in project.refused(project.root, "commit", "-m", "x")
    project.git(project.root, "commit", "-q", "-a", "-m", "x")


def test_a_commit_of_one_file(project: Project) -> None:
    """`git commit FILE` makes an index for it; the one that people know holds more."""
    project.install("pre-commit")
    project.kotlin("Starter", LOUD)
    project.kotlin("App", APP.format("Starter.start(this) /* still */"))
    project.git(project.root, "add", "-A")
    folder = "app/src/main/java/com/example"
    project.git(project.root, "commit", "-q", "-m", "x", f"{folder}/App.kt")
    assert "PRV101" in project.refused(project.root, "commit", "-m", "x", f"{folder}/Starter.kt")


def test_old_findings_do_not_stop_a_commit_but_a_whole_run(project: Project) -> None:
    project.kotlin("Starter", LOUD)
    project.commit()
    project.kotlin("Other", "class Other\n")
    project.git(project.root, "add", "-A")
    assert project.run()[0]
    assert not project.run("privlint-full", "--hook-stage", "manual")[0]
    project.commit()
    assert not project.run("--all-files")[0]
    assert project.run("--from-ref", "HEAD~1", "--to-ref", "HEAD")[0]
    assert not project.run("--from-ref", "HEAD~2", "--to-ref", "HEAD")[0]


def test_a_commit_in_a_work_tree(project: Project, tmp_path: Path) -> None:
    project.install("pre-commit")
    tree = tmp_path / "tree"
    project.git(project.root, "worktree", "add", "-q", str(tree))
    project.kotlin("Starter", LOUD)  # of the other work tree
    calm = tree / "app/src/main/java/com/example/Starter.kt"
    calm.write_text(f"{calm.read_text('utf-8')}// more\n", "utf-8")
    project.git(tree, "commit", "-q", "-a", "-m", "x")
    calm.write_text((project.root / calm.relative_to(tree)).read_text("utf-8"), "utf-8")
    assert "PRV101" in project.refused(tree, "commit", "-a", "-m", "x")


def test_a_submodule_that_leaks(project: Project, git: Git, tmp_path: Path) -> None:
    inner = SmallApp(tmp_path / "inner")
    inner.kotlin("App", APP.format(START))
    git(inner.root, "init", "-q")
    git(inner.root, "add", "-A")
    git(inner.root, "commit", "-q", "-m", "x")
    project.install("pre-commit")
    git(project.root, "submodule", "--quiet", "add", str(inner.root), "library")
    assert "library/app/src/main/java/com/example/App.kt" in project.refused(project.root, "commit", "-m", "x")


def test_commits_that_bring_nothing_are_not_checked(project: Project) -> None:
    """Old findings are there, and would be shown if everything were."""
    project.install("pre-commit")
    project.kotlin("Starter", LOUD)
    project.commit()
    project.git(project.root, "commit", "-q", "--amend", "-m", "other words")
    project.git(project.root, "commit", "-q", "--allow-empty", "-m", "x")
    project.write("README.md", "x\n")
    project.git(project.root, "add", "-A")
    assert "findings" not in project.run()[1]
    project.git(project.root, "commit", "-q", "-m", "x")


def test_a_file_that_goes_brings_a_leak(project: Project) -> None:
    """The manifest of a build type takes the call out of the merged one."""
    project.install("pre-commit")
    provider = '<provider android:name=".Early" android:authorities="x"{} />'
    project.manifest(provider.format(""))
    head = '<manifest xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools='
    removed = provider.format(' tools:node="remove"')
    project.write(
        "app/src/release/AndroidManifest.xml",
        f'{head}"http://schemas.android.com/tools"><application>{removed}</application></manifest>\n',
    )
    project.kotlin("Starter", LOUD)
    project.kotlin("App", APP.format("super.onCreate()"))
    methods = "query insert update delete getType".split()
    others = " ".join(f"override fun {name}(): Nothing? = null;" for name in methods)
    body = f"override fun onCreate(): Boolean {{ Starter.start(context!!); return true }}; {others}"
    project.kotlin("Early", f"class Early : ContentProvider() {{ {body} }}\n")
    project.commit()
    project.git(project.root, "rm", "-q", "app/src/release/AndroidManifest.xml")
    assert "PRV101" in project.refused(project.root, "commit", "-m", "x")


def test_merges(project: Project) -> None:
    """A merge is asked for what it brings itself, with conflicts or without."""
    project.install("pre-commit")
    project.install("pre-merge-commit")
    git, root = project.git, project.root
    git(root, "switch", "-q", "-c", "side")
    project.kotlin("Starter", LOUD)  # old findings are no affair of the merge
    project.commit()
    git(root, "switch", "-q", "main")
    project.kotlin("Other", "class Other\n")
    project.commit()
    git(root, "merge", "-q", "side", "-m", "merge")
    git(root, "reset", "-q", "--hard", "HEAD~1")
    project.kotlin("Starter", f"// conflict\n{CALM}")
    project.commit()
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "merge", "-q", "side")
    project.kotlin("Starter", f"// conflict\n{LOUD}")
    project.kotlin("App", APP.format("Starter.start(this); Starter.start(applicationContext)"))
    git(root, "add", "-A")
    assert "PRV101" in project.refused(root, "commit", "-m", "merge")
    project.kotlin("Starter", f"// conflict\n{CALM}")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "merge")


def test_a_push_is_held_to_what_is_pushed(project: Project, tmp_path: Path) -> None:
    git, root = project.git, project.root
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    git(root, "remote", "add", "origin", str(tmp_path / "remote.git"))
    git(root, "push", "-q", "origin", "main")
    project.install("pre-push")
    git(root, "switch", "-q", "-c", "work")
    project.kotlin("Starter", LOUD)
    project.commit()
    git(root, "switch", "-q", "main")
    assert "PRV101" in project.refused(root, "push", "origin", "work")
    project.write("privlint.toml", "pedantic = false\n")
    project.commit()
    git(root, "push", "-q", "origin", "main")


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
@pytest.mark.parametrize("tool", ["pre-commit"], indirect=True)  # prek would build the same environment once more
def test_it_installs_from_the_repository_alone(project: Project, git: Git, tool: str, tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    names = git(ROOT, "ls-files", "-co", "--exclude-standard", "privlint", "rules", "hooks", "pyproject.toml", "*.md")
    for name in (*names.splitlines(), "LICENSE", ".pre-commit-hooks.yaml"):
        if (ROOT / name).is_file():
            (hooks / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, hooks / name)
    git(hooks, "init", "-q")
    git(hooks, "add", "-A")
    git(hooks, "commit", "-q", "-m", "x")
    git(hooks, "tag", f"v{privlint.__version__}")
    offered = {"repo": str(hooks), "rev": f"v{privlint.__version__}", "hooks": [{"id": "privlint"}]}
    project.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [offered]}))
    project.commit()
    project.kotlin("Starter", LOUD)
    project.git(project.root, "add", "-A")
    passes, text = project.run()
    if not passes and "PRV101" not in text and not os.environ.get("CI"):
        pytest.skip(f"needs network: {tool} reaches no package index ({text.strip().splitlines()[-1]})")
    assert not passes
    assert "error[PRV101]" in text
