"""The composite action, step by step, and the workflow that runs it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp
from integration.composite import Run, run
from support import ROOT, Git, require_tool

ACTION, WORKFLOW = ROOT / "hooks/github/action.yml", ROOT / "hooks/github/workflow.yml"
BIN = Path(sys.executable).parent
APP = "class App : Application() {{ override fun onCreate() {{ {} }} }}\n"
HOSTILE = (
    '"; touch pwned; "',
    "$(touch pwned)",
    "`touch pwned`",
    "x\ntouch pwned",
    "' || touch pwned #",
    "*",
    "--help",
    "-",
)
#: Makes an "environment" whose programs write down their arguments.
PYTHON = """#!/bin/bash
mkdir -p "$3/bin"
for name in python privlint; do
    {{
        echo '#!/bin/bash'
        echo 'printf "%s\\0" "$@" >> {arguments}; echo >> {arguments}'
        [ $name = python ] || echo 'exec {bin}/privlint "$@"'
    }} > "$3/bin/$name"
    chmod +x "$3/bin/$name"
done
"""


class Job:
    """A repository with a leak, and a runner whose Python makes environments with the privlint of this one."""

    def __init__(self, folder: Path, git: Git) -> None:
        self.app = SmallApp(folder / "app with spaces")
        self.app.kotlin("App", APP.format(START))
        self.temp = folder / "temp"
        self.temp.mkdir()
        self.arguments = folder / "arguments"
        # The action as `privlint init` copies it: with nothing of privlint around it.
        self.action = folder / "copy/.github/actions/privlint/action.yml"
        self.action.parent.mkdir(parents=True)
        shutil.copyfile(ACTION, self.action)
        self.python = folder / "python"
        self.python.write_text(PYTHON.format(arguments=self.arguments, bin=BIN))
        self.python.chmod(0o755)
        git(self.app.root, "init", "-q", "-b", "main")
        git(self.app.root, "add", "-A")
        git(self.app.root, "commit", "-q", "-m", "x")

    def run(self, base: str = "", **inputs: str) -> Run:
        given = {"python": str(self.python), **{name.replace("_", "-"): value for name, value in inputs.items()}}
        return run(self.action, self.app.root, self.temp, given, {"base_ref": base, "sha": "1234"})

    def calls(self) -> list[list[str]]:
        """The arguments of the calls so far."""
        return [row.split("\0") for row in self.arguments.read_text("utf-8").split("\0\n") if row]


@pytest.fixture
def job(tmp_path: Path, git: Git) -> Job:
    require_tool("bash", "bash")
    return Job(tmp_path, git)


def test_findings_fail_the_job_and_are_shown_everywhere(job: Job) -> None:
    done = job.run()
    assert (done.status, done.outputs["check"]["status"]) == (1, "1")
    assert "::error file=app/src/main/java/com/example/App.kt" in done.text
    assert "| error | PRV101" in done.summary
    upload = done.used["github/codeql-action/upload-sarif"]
    assert upload["category"] == "privlint"
    assert json.loads(Path(upload["sarif_file"]).read_text("utf-8"))["runs"][0]["results"]
    assert done.used["actions/cache"]["key"].startswith("privlint-0.")


def test_it_can_be_told_not_to_fail_and_not_to_upload(job: Job) -> None:
    done = job.run(fail_on="never", upload="false")
    assert (done.status, done.outputs["check"]["status"]) == (0, "0")
    assert "github/codeql-action/upload-sarif" not in done.used
    assert job.run(fail_on="note").status == 1


def test_a_pull_request_is_told_of_what_it_changes(job: Job, git: Git) -> None:
    git(job.app.root, "branch", "-f", "release/1.x")
    git(job.app.root, "update-ref", "refs/remotes/origin/release/1.x", "HEAD")
    job.app.kotlin("Other", "class Other\n")
    git(job.app.root, "add", "-A")
    git(job.app.root, "commit", "-q", "-m", "x")
    assert job.run(base="release/1.x").status == 0
    assert job.run(base="release/1.x", changed="false").status == 1
    assert job.run(changed="HEAD~1").status == 0
    assert job.run(changed="true").status == 0


def test_an_error_is_an_error(job: Job) -> None:
    job.app.write("privlint.toml", "selekt = []\n")
    done = job.run()
    assert (done.status, done.outputs["check"]) == (2, {"status": "2"})
    assert "did you mean 'select'?" in done.text
    assert done.summary == ""
    assert "github/codeql-action/upload-sarif" not in done.used


@pytest.mark.parametrize("value", HOSTILE)
def test_values_never_become_part_of_a_script(job: Job, value: str) -> None:
    """Each one reaches the program as it is, as one argument."""
    inputs = dict.fromkeys(("path", "changed", "fail_on", "baseline", "lang", "requirement"), value)
    refused = job.run(**inputs)
    install, _, check = job.calls()
    assert install[-2:] == ["--", value]
    assert check[-2:] == ["--", value]
    assert {f"--{name}={value}" for name in ("changed", "fail-on", "baseline", "lang")} < set(check)
    assert (refused.status, refused.outputs["check"]["status"]) == (2, "2")
    refused = job.run(base=value)
    assert f"--changed=origin/{value}" in job.calls()[-1]
    assert refused.status == 2
    assert [path for folder in (job.app.root, job.temp) for path in folder.rglob("pwned")] == []


def test_as_part_of_the_repository_it_installs_what_is_beside_it(job: Job) -> None:
    run(ACTION, job.app.root, job.temp, {"python": str(job.python)}, {})
    (installed,) = (call for call in job.calls() if "pip" in call)
    assert os.path.realpath(installed[-1]) == str(ROOT)


def test_the_files_keep_their_schemas() -> None:
    for schema, file in (("github-actions", ACTION), ("github-workflows", WORKFLOW)):
        command = [BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", file]
        done = subprocess.run([str(part) for part in command], capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    command = [BIN / "zizmor", "--offline", "--no-progress", "--collect=all", ACTION, WORKFLOW]
    done = subprocess.run([str(part) for part in command], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
