"""What privlint costs beside the peers, all measured in turn in one run.

usage: python benchmarks/bench.py [--rounds N] [--semgrep-rules FOLDER] [--detekt JAR] [--pmd FOLDER] FOLDER...

Each repository is copied to a temporary folder first, as one subject edits a file. CPU is told as a ratio to that of
parsing the sources once with tree-sitter; what is a matter of waiting is told in seconds, too. Nothing is fetched. A
peer takes part if it is there: `semgrep`, `mobsfscan` and `ast-grep` on the PATH or beside the Python that runs this
(semgrep only with rules), detekt as the jar with everything in it, PMD as a folder of jars.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import CHECK, Cost, parse, run, sources_of, spread

#: A rule for ast-grep that asks for as little as a rule can ask for.
_AST_GREP_RULES = """id: device-id
language: {language}
severity: warning
message: reads the identifier of the device
rule: {{ pattern: $A.getDeviceId() }}
"""
_PMD_RULES = "rulesets/java/quickstart.xml"


class Privlint:
    """The commands of privlint on a copy of a repository."""

    def __init__(self, folder: Path, cache: Path, edits: Iterator[Path]) -> None:
        self._command = [*CHECK, "--output-format", "json"]
        self._folder = folder
        self._cache = {"XDG_CACHE_HOME": str(cache), "PRIVLINT_CACHE_DIR": str(cache)}
        self._edits = edits

    def cold(self) -> Cost:
        """A check that knows nothing of the repository."""
        return run([*self._command, "--no-cache", str(self._folder)], self._cache)

    def warm(self) -> Cost:
        """A check of what was checked just before."""
        return run([*self._command, str(self._folder)], self._cache)

    def changed(self) -> Cost:
        """A check after a line was added at the end of the imports of some file."""
        path = next(self._edits)
        lines = path.read_bytes().split(b"\n")
        imports = [number for number, line in enumerate(lines) if line.startswith((b"import ", b"package "))]
        lines.insert(max(imports, default=-1) + 1, b"// edited")
        path.write_bytes(b"\n".join(lines))
        return self.warm()


def subjects(
    options: argparse.Namespace, privlint: Privlint, folder: Path, scratch: Path
) -> dict[str, Callable[[], Cost]]:
    """What is measured, by name."""
    found: dict[str, Callable[[], Cost]] = {
        "python -c pass": lambda: run([sys.executable, "-c", "pass"]),
        "privlint --version": lambda: run([sys.executable, "-m", "privlint", "--version"]),
        "privlint, cold": privlint.cold,
        "privlint, nothing changed": privlint.warm,
        "privlint, one file changed": privlint.changed,
    }
    for name, command in peers(options, folder, scratch).items():
        found[name] = lambda command=command: run(command, accepted=range(8))  # type: ignore[misc]
    return found


def peers(options: argparse.Namespace, folder: Path, scratch: Path) -> dict[str, list[str]]:
    """The commands of the tools that are there, set so that nothing is asked of a network."""
    found: dict[str, list[str]] = {}
    semgrep, mobsfscan, ast_grep = (_tool(name) for name in ("semgrep", "mobsfscan", "ast-grep"))
    if semgrep and options.semgrep_rules:
        quiet = ["--metrics=off", "--disable-version-check", "--quiet", "--no-git-ignore"]
        found["semgrep"] = [semgrep, "scan", *quiet, "--config", str(options.semgrep_rules), str(folder)]
    if mobsfscan:
        found["mobsfscan"] = [mobsfscan, "--json", "--output", str(scratch / "mobsfscan.json"), str(folder)]
    if ast_grep:
        rules = scratch / "rules.yml"
        rules.write_text("---\n".join(_AST_GREP_RULES.format(language=name) for name in ("java", "kotlin")))
        found["ast-grep, one rule"] = [ast_grep, "scan", "--rule", str(rules), str(folder)]
    if options.detekt:
        found["detekt"] = ["java", "-jar", str(options.detekt), "--input", str(folder), "--max-issues", "-1"]
    if options.pmd:
        command = ["java", "-cp", f"{options.pmd}/*", "net.sourceforge.pmd.cli.PmdCli", "check"]
        found["PMD, Java only"] = [*command, "-d", str(folder), "-R", _PMD_RULES, "--no-cache", "--no-progress"]
    return found


def _tool(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))


def edits(folder: Path, seed: int) -> Iterator[Path]:
    """Source files in a random order, again and again."""
    files = sorted(path for ending in ("*.java", "*.kt") for path in folder.rglob(ending) if path.is_file())
    chosen = random.Random(seed)
    while True:
        yield chosen.choice(files)


def measure(folder: Path, options: argparse.Namespace) -> None:
    """Prints the table of one repository."""
    with TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        copy = scratch / folder.name
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".git"), symlinks=True)
        sources = sources_of(copy)
        if not sources:
            raise SystemExit(f"{folder}: no sources")
        privlint = Privlint(copy, scratch / "cache", edits(copy, options.seed))
        parse(sources)  # the first round pays for memory that later ones reuse
        privlint.warm()  # so does the first check: it compiles the catalogue and fills the cache
        floors: list[float] = []
        costs: dict[str, list[Cost]] = {}
        measured = subjects(options, privlint, copy, scratch)
        for _ in range(options.rounds):
            floors.append(parse(sources))
            for name, subject in measured.items():
                costs.setdefault(name, []).append(subject())
    lines = sum(source.data.count(b"\n") for source in sources) / 1000
    print(f"\n{folder.name}: {len(sources)} files, {lines:.1f} kLOC, parsed in {spread(floors)} s of CPU\n")
    print(f"| {'':27} | {'CPU / parse':>26} | {'seconds by the clock':>26} | RSS MB |")
    print(f"|{'-' * 29}|{'-' * 28}|{'-' * 28}|{'-' * 8}|")
    for name, rows in costs.items():
        ratios = [cost.cpu / floor for cost, floor in zip(rows, floors, strict=True)]
        memory = max(cost.megabytes for cost in rows)
        print(
            f"| {name:27} | {spread(ratios):>26} | {spread([cost.wall for cost in rows]):>26} | {memory:6.0f} |",
            flush=True,
        )


def main() -> None:
    """Prints one table for each folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1, help="chooses the files that are edited")
    parser.add_argument("--semgrep-rules", type=Path, metavar="FOLDER")
    parser.add_argument("--detekt", type=Path, metavar="JAR")
    parser.add_argument("--pmd", type=Path, metavar="FOLDER")
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed privlint is compiled
    for folder in options.folders:
        measure(folder.resolve(), options)


if __name__ == "__main__":
    main()
