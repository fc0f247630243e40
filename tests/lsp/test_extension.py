"""What the extension for Visual Studio Code says of itself. It is tried in hooks/vscode/test (`make test-vscode`)."""

from __future__ import annotations

import json

from support import ROOT

from privlint.lsp import actions

_HERE = ROOT / "hooks/vscode"


def test_no_folder_can_choose_what_is_run() -> None:
    package = json.loads((_HERE / "package.json").read_text("utf-8"))
    settings = package["contributes"]["configuration"]["properties"]
    assert settings["privlint.command"]["scope"] == "machine"
    assert package["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"] == ["privlint.command"]


def test_editor_and_server_mean_the_same_commands() -> None:
    code = (_HERE / "src/extension.ts").read_text("utf-8")
    for command in (actions.ASK_REASON, actions.SHOW_PAGE):
        assert f'registerCommand("{command}"' in code
    for command in (actions.IGNORE, actions.PAGE):
        assert f'execute("{command}"' in code
    neovim = (ROOT / "hooks/neovim/lua/privlint.lua").read_text("utf-8")
    for command in (actions.ASK_REASON, actions.SHOW_PAGE):
        assert f'commands["{command}"] =' in neovim


def test_versions_are_exact_and_come_from_nowhere_in_particular() -> None:
    package = json.loads((_HERE / "package.json").read_text("utf-8"))
    assert all(version[0].isdigit() for version in package["devDependencies"].values())
    assert '"resolved"' not in (_HERE / "package-lock.json").read_text("utf-8")
