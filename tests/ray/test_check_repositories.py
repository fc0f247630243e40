"""`hooks/ray`: repositories are checked as tasks on a cluster of this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import EXAMPLES, ROOT, require_module_file

SCRIPT = ROOT / "hooks" / "ray" / "check_repositories.py"
#: Stands in for privlint: fails twice for a folder, then works.
FAILING = """
import pathlib, runpy, sys
folder = pathlib.Path(sys.argv[-1])
tries = folder / "tries"
if folder.name == "shaky" and (not tries.exists() or len(tries.read_text()) < 2):
    with tries.open("a") as file:
        file.write("x")
    sys.exit("not today")
sys.path = [each for each in sys.path if "stand_in" not in each]
del sys.modules["privlint"]
runpy.run_module("privlint", run_name="__main__")
"""


def test_reports_are_merged_and_failures_tried_again(tmp_path: Path) -> None:
    if sys.version_info >= (3, 14):  # there may be no Ray for it
        pytest.importorskip("ray")
    require_module_file("ray", "__init__.py")
    stand_in = tmp_path / "stand_in" / "privlint"
    stand_in.mkdir(parents=True)
    (stand_in / "__init__.py").write_text("")
    (stand_in / "__main__.py").write_text(FAILING)
    shaky = tmp_path / "shaky"
    shaky.mkdir()
    output = tmp_path / "all.json"
    folders = [EXAMPLES / "leaky-java", EXAMPLES / "mended-kotlin", shaky, tmp_path / "nowhere"]
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--output", str(output), *map(str, folders)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": f"{stand_in.parent}{os.pathsep}{ROOT}", "RAY_USAGE_STATS_ENABLED": "0"},
        cwd=tmp_path,  # what is in the current folder comes before the stand-in
        timeout=600,  # ends what hangs; no measure of speed
        check=False,
    )
    if "Ray does not start" in done.stderr:
        pytest.skip("a cluster does not start here in the time that Ray gives it")
    assert done.returncode == 2, done.stderr
    document = json.loads(output.read_text("utf-8"))
    leaky, mended, again, nowhere = document["repositories"]
    assert leaky["report"]["findings"]
    assert mended["report"]["applications"]
    assert "report" in again
    assert len((shaky / "tries").read_text()) == 2
    assert "does not exist" in nowhere["error"]
    assert document["findings"]["PRV101"] == sum(row["code"] == "PRV101" for row in leaky["report"]["findings"])
