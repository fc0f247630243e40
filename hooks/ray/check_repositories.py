"""Checks many repositories as tasks on Ray, and merges the reports.

usage: python check_repositories.py [--address ADDRESS] [--output FILE] [--retries N] FOLDER...

An example for organisations: each folder is one task, on whatever machine of the cluster is free. Ray tries a task
again when its machine or process is gone, or when the check itself fails; a repository that fails every time costs no
other. Without an address a cluster of this machine is started. Folders have to be reachable under the same path on all
machines; `PRIVLINT_CACHE_DIR`, if set, is one folder for each machine. Needs `pip install 'privlint[ray]'`.

The document: `repositories` has for each folder its `report` (see docs/formats.md) or an `error`; `findings` counts all
findings by rule. Exit status: 0 nothing found, 1 findings (or no
cluster, told on standard error), 2 a repository could not be checked.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import ray
from ray.exceptions import RayError

SCHEMA = "privlint.repositories/1"
_OBJECT_STORE = 256 << 20  # bytes; reports are small


class CheckError(Exception):
    """A check that came to no report; the text is what it wrote on standard error."""


def check(folder: str) -> dict[str, Any]:
    """The report of one repository, from a process of its own: whatever happens to it, the worker lives."""
    command = [sys.executable, "-m", "privlint", "check", "--exit-zero", "--output-format", "json", folder]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise CheckError(done.stderr.strip() or f"privlint ended with status {done.returncode}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def check_all(folders: Sequence[str], retries: int) -> list[dict[str, Any]]:
    """A row for each folder, in their order. Ray has to be running."""
    task = ray.remote(max_retries=retries, retry_exceptions=[CheckError], num_cpus=1)(check)
    pending = {task.remote(folder): folder for folder in folders}
    rows: dict[str, dict[str, Any]] = {}
    while pending:
        (done, *_), _ = ray.wait(list(pending))
        folder = pending.pop(done)
        try:
            rows[folder] = {"repository": folder, "report": ray.get(done)}
        except (CheckError, RayError) as error:
            rows[folder] = {"repository": folder, "error": str(getattr(error, "cause", None) or error)}
        sys.stderr.write(f"{folder}: {'failed' if 'error' in rows[folder] else 'checked'}, {len(pending)} to go\n")
    return [rows[folder] for folder in folders]


def merged(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The document of all repositories."""
    rows = list(rows)
    codes = Counter(finding["code"] for row in rows for finding in row.get("report", {}).get("findings", ()))
    return {"schema": SCHEMA, "findings": dict(sorted(codes.items())), "repositories": rows}


def main() -> int:
    """Writes the document; the exit status."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--address", help="of a cluster; without one, this machine")
    options.add_argument("--output", type=Path, help="where the document goes; default: standard output")
    options.add_argument("--retries", type=int, default=2, help="how often a task is tried again")
    options.add_argument("folders", nargs="+", metavar="FOLDER")
    arguments = options.parse_args()
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    options_of_own = {} if arguments.address else {"include_dashboard": False, "object_store_memory": _OBJECT_STORE}
    try:
        ray.init(address=arguments.address, log_to_driver=False, logging_level="error", **options_of_own)
    except Exception as error:  # Ray says in many ways that it cannot
        raise SystemExit(f"Ray does not start: {error}") from error
    try:
        document = merged(check_all([os.path.abspath(folder) for folder in arguments.folders], arguments.retries))
    finally:
        ray.shutdown()
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if arguments.output is None:
        sys.stdout.write(text)
    else:
        arguments.output.write_text(text, "utf-8")
    if any("error" in row for row in document["repositories"]):
        return 2
    return 1 if document["findings"] else 0


if __name__ == "__main__":
    sys.exit(main())
