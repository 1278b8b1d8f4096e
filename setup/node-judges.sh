#!/bin/sh
# The judges of e-books that run in Node.js: installs what tests/judges/node/package-lock.json names.
#
#   setup/node-judges.sh install FOLDER    into FOLDER/node_modules; FOLDER/.whole says that all is there
#   setup/node-judges.sh lock              writes the lock anew, for what package.json asks for
#
# The lock holds versions and hashes and no addresses: npm asks the registry it has been set up for. No package may run
# a program while it is installed, and Puppeteer fetches no browser: the system's is used.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)/tests/judges/node
quietly="--ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error"
export PUPPETEER_SKIP_DOWNLOAD=1

# Where nobody demanded these judges, the tests say themselves that they are lacking, and skip.
give_up() {
    echo "$1" >&2
    if [ "${HANDPRESS_JUDGES:-}" = required ] && [ -z "${HANDPRESS_NODE_JUDGES:-}" ]; then exit 1; fi
    echo "Until then the tests that need it are skipped." >&2
    exit 0
}

install() {
    command -v node >/dev/null && command -v npm >/dev/null ||
        give_up "Ace, axe and the reading systems are not installed: please install Node.js and npm, then make test again."
    echo "Installing the judges that run in Node.js into $1 …"
    mkdir -p "$1"
    cp "$here/package.json" "$here/package-lock.json" "$1"
    # shellcheck disable=SC2086
    npm ci --prefix "$1" $quietly >/dev/null ||
        give_up "npm could not install Ace, axe and the reading systems: please see to its message, then make test again."
    touch "$1/.whole"
}

# npm copies the addresses for donations into a lock; nobody reads them there.
lock() {
    cd "$here"
    rm -f package-lock.json
    # shellcheck disable=SC2086
    npm install --package-lock-only --omit-lockfile-registry-resolved $quietly >/dev/null
    node -e '
        const fs = require("node:fs")
        const lock = JSON.parse(fs.readFileSync("package-lock.json"))
        for (const one of Object.values(lock.packages)) delete one.funding
        fs.writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`)'
}

case ${1:-} in
    install) install "${2:?usage: $0 install FOLDER}" ;;
    lock) lock ;;
    *) echo "usage: $0 install FOLDER | lock" >&2; exit 2 ;;
esac
