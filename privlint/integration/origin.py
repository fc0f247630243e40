"""Where this privlint was installed from."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution

from privlint import __version__


def requirement() -> str:
    """What pip installs the same privlint by: the commit of a repository if it came from one, else the version.

    https://packaging.python.org/en/latest/specifications/direct-url/"""
    by_version = f"privlint=={__version__}"
    try:
        origin = json.loads(distribution("privlint").read_text("direct_url.json") or "{}")
        vcs = origin.get("vcs_info", {})
        return f"privlint @ {vcs['vcs']}+{origin['url']}@{vcs['commit_id']}" if vcs else by_version
    except (PackageNotFoundError, ValueError, KeyError, AttributeError, OSError):
        return by_version
