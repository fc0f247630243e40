"""Runs the steps of a composite GitHub action as a runner does: `run` under bash, `uses` only noted down.

It knows the expressions that our action needs, and refuses any in a script: values belong into the environment."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_CONDITION = re.compile(r"(\S+) (==|!=) '([^']*)'")


class Run:
    """What came of it: the status of the first step that failed, outputs by step, inputs of the actions that were used,
    and the summary."""

    def __init__(self) -> None:
        self.status = 0
        self.text = ""
        self.outputs: dict[str, dict[str, str]] = {}
        self.used: dict[str, dict[str, str]] = {}
        self.summary = ""


def run(action: Path, folder: Path, temp: Path, inputs: Mapping[str, str], github: Mapping[str, str]) -> Run:
    """Runs an action in a folder; `temp` is a folder for files of the runner."""
    document = yaml.safe_load(action.read_text("utf-8"))
    assert document["runs"]["using"] == "composite"
    assert inputs.keys() <= document["inputs"].keys()
    known = {name: str(item.get("default", "")) for name, item in document["inputs"].items()}
    values = {f"inputs.{name}": value for name, value in {**known, **inputs}.items()}
    values |= {f"github.{name}": value for name, value in github.items()} | {"runner.temp": str(temp)}
    done = Run()
    for step in document["runs"]["steps"]:
        values |= {f"steps.{id}.outputs.{name}": v for id, each in done.outputs.items() for name, v in each.items()}
        if not _holds(step.get("if", ""), values):
            continue
        if "uses" in step:
            done.used[step["uses"].partition("@")[0]] = {k: _filled(str(v), values) for k, v in step["with"].items()}
        elif not _ran(step, action.parent, folder, temp, values, done):
            break
    return done


def _holds(condition: str, values: Mapping[str, str]) -> bool:
    parts = _EXPRESSION.sub(r"\1", condition).split(" && ") if condition else []
    found = [_CONDITION.fullmatch(part) for part in parts]
    return all((values.get(each[1], "") == each[3]) == (each[2] == "==") for each in found if each is not None)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _EXPRESSION.sub(lambda found: values.get(found[1], ""), text)


def _ran(step: Any, home: Path, folder: Path, temp: Path, values: Mapping[str, str], done: Run) -> bool:
    assert "${{" not in step["run"], "an expression in a script"
    assert step["shell"] == "bash"
    files = {name: temp / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_text("")
    environment = {**os.environ, "RUNNER_TEMP": str(temp), "GITHUB_ACTION_PATH": str(home)}
    environment |= {name: str(file) for name, file in files.items()}
    environment |= {name: _filled(str(value), values) for name, value in step.get("env", {}).items()}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    done.status = ended.returncode
    done.text += ended.stdout + ended.stderr
    rows = (line.partition("=") for line in files["GITHUB_OUTPUT"].read_text("utf-8").splitlines())
    done.outputs[step.get("id", step["name"])] = {name: value for name, _, value in rows}
    done.summary += files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
    return ended.returncode == 0
