"""Puts the classes that the plugin and the script share into one script: `python hooks/gradle/assemble.py`.

The classes are Java that is Groovy as well (no lambdas, no array literals, operators at ends of lines, no dollar sign
inside double quotes), so there is one source for both.
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SOURCES = FOLDER / "plugin/src/main/java/io/github/privlint/gradle"
SCRIPT = FOLDER / "privlint.gradle"
#: What only a plugin has.
_OF_PLUGIN = ("PrivlintPlugin.java", "PrivlintExtension.java", "ExtensionOptions.java")
_IMPORT = re.compile(r"import [\w.]+;\n")
_HEAD = """\
// privlint for Gradle 4.4 and later, in one file: https://github.com/privlint/privlint/blob/main/docs/gradle.md
//
//   gradle --init-script privlint.gradle privlintCheck      or in $GRADLE_USER_HOME/init.d
//   apply from: 'gradle/privlint.gradle'                    in the build script of the root project
//
// Made by hooks/gradle/assemble.py of the classes of the plugin: change those.
"""
_FOOT = """\
// The root project exists already where a build script applies this, and is waited for in an init script.
gradle.rootProject { root -> Companion.applyToBuild(root, new Options(root)) }
"""


def script() -> str:
    """The text of the script."""
    texts = [path.read_text("utf-8") for path in sorted(SOURCES.glob("*.java")) if path.name not in _OF_PLUGIN]
    imports = sorted({line for text in texts for line in _IMPORT.findall(text)})
    bodies = [_IMPORT.sub("", text.partition("\n")[2]).strip() for text in texts]
    return "\n".join([_HEAD, "".join(imports), "\n\n".join(bodies), "", _FOOT])


if __name__ == "__main__":
    SCRIPT.write_text(script(), "utf-8")
