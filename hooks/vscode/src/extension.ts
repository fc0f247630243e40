// Starts the language server of privlint and gives it what the protocol lacks: questions to the user, and pages.

import { execFile } from "node:child_process";
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  ExecuteCommandRequest,
  LanguageClient,
  LanguageClientOptions,
  State,
} from "vscode-languageclient/node";

const INSTALL = "pip install 'privlint[lsp]'";
const PAGES = "privlint-page"; // the scheme of the pages of rules
const LANGUAGES = ["java", "kotlin", "groovy", "gradle", "xml", "toml", "properties"];
const FILES = "**/*.{java,kt,kts,gradle,xml,toml,properties,pom,lockfile}";

let client: LanguageClient | undefined;
let output: vscode.LogOutputChannel;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("privlint", { log: true });
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("privlint.restart", restart),
    vscode.commands.registerCommand("privlint.showOutput", () => output.show()),
    vscode.commands.registerCommand("privlint.askReason", askReason),
    vscode.commands.registerCommand("privlint.showPage", showPage),
    vscode.workspace.registerTextDocumentContentProvider(PAGES, { provideTextDocumentContent: page }),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("privlint.command") || event.affectsConfiguration("privlint.run")) {
        await restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function restart(): Promise<void> {
  const before = client;
  client = undefined;
  if (before !== undefined && before.state !== State.Stopped) {
    await before.stop().catch((problem: unknown) => output.warn(String(problem)));
  }
  await before?.dispose();
  await start();
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("privlint");
  const command = settings.get<string>("command") || "privlint";
  const problem = await problemOf(command);
  if (problem !== undefined) {
    output.error(problem);
    void help(problem);
    return;
  }
  client = new LanguageClient("privlint", "privlint", { command, args: ["lsp"] }, options(settings.get("run")));
  await client.start();
}

function options(run: unknown): LanguageClientOptions {
  return {
    documentSelector: [
      ...LANGUAGES.map((language) => ({ scheme: "file", language })),
      { scheme: "file", pattern: FILES },
    ],
    outputChannel: output,
    initializationOptions: { run, commands: ["privlint.askReason", "privlint.showPage"] },
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue }),
      closed: () => ({
        action: CloseAction.DoNotRestart,
        message: "The server of privlint has ended. 'privlint: Restart the Server' starts it again.",
      }),
    },
  };
}

// What keeps the server from starting, in one sentence. The server ends with 1 when nobody talks to it, and with 2 when it
// cannot start.
function problemOf(command: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = execFile(command, ["lsp"], { timeout: 60_000 }, (error, _, complaint) => {
      if (error === null || error.code === 1) {
        resolve(undefined);
      } else if (String(error.code) === "ENOENT") {
        resolve(`The command '${command}' was not found. Install privlint: ${INSTALL}`);
      } else {
        resolve(complaint.trim().split("\n").pop() || error.message);
      }
    });
    child.stdin?.on("error", () => undefined);
    child.stdin?.end();
  });
}

async function help(problem: string): Promise<void> {
  const copy = "Copy Install Command";
  const open = "Open Settings";
  const chosen = await vscode.window.showErrorMessage(problem, copy, open);
  if (chosen === copy) {
    await vscode.env.clipboard.writeText(INSTALL);
  } else if (chosen === open) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "privlint.command");
  }
}

async function execute(command: string, parameters: unknown[]): Promise<unknown> {
  return client?.sendRequest(ExecuteCommandRequest.type, { command, arguments: parameters });
}

async function askReason(...place: unknown[]): Promise<void> {
  const reason = await vscode.window.showInputBox({
    title: `Ignore ${place[1]} here`,
    prompt: "Why is this right? The reason stands in the comment.",
    ignoreFocusOut: true,
    validateInput: (text) => (text.includes("*/") ? "A reason cannot end a comment." : undefined),
  });
  if (reason !== undefined && reason.trim() !== "") {
    await execute("privlint.ignore", [...place, reason]);
  }
}

async function showPage(code: unknown): Promise<void> {
  const uri = vscode.Uri.from({ scheme: PAGES, path: `/${String(code)}.md` });
  await vscode.commands.executeCommand("markdown.showPreview", uri);
}

async function page(uri: vscode.Uri): Promise<string> {
  const code = uri.path.slice(1).replace(/\.md$/, "");
  return String((await execute("privlint.page", [code])) ?? "");
}
