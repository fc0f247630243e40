"""Build scripts for the examples of rules about dependencies, in both languages of Gradle."""

from __future__ import annotations

from privlint.checks.rule import Example

_GROOVY = """\
plugins {{
    id 'com.android.application'
}}

android {{
    namespace 'com.example'
    compileSdk 34
}}

dependencies {{
{}}}
"""
_KOTLIN = """\
plugins {{
    id("com.android.application")
}}

android {{
    namespace = "com.example"
    compileSdk = 34
}}

dependencies {{
{}}}
"""


def groovy(notation: str = "") -> dict[str, str]:
    """A module that depends on what the notation says; on nothing without one."""
    return {"app/build.gradle": _GROOVY.format(f"    implementation {notation}\n" if notation else "")}


def kotlin(notation: str = "") -> dict[str, str]:
    """The same in Kotlin."""
    return {"app/build.gradle.kts": _KOTLIN.format(f"    implementation({notation})\n" if notation else "")}


def of_coordinate(failing: str, mended: str = "") -> tuple[Example, ...]:
    """Examples whose failing builds have one coordinate and whose mended ones have another, or none."""
    return (
        Example("Java", groovy(f"'{failing}'"), groovy(f"'{mended}'" if mended else "")),
        Example("Kotlin", kotlin(f'"{failing}"'), kotlin(f'"{mended}"' if mended else "")),
    )
