#!/bin/sh
# Finds what the operating system lacks, and installs it where that can be done without surprise.
#
#   setup/system-packages.sh run     what the press itself needs: the Pango libraries and Python's venv
#   setup/system-packages.sh test    what the tests need besides: a JDK (EPUBCheck), Poppler, Ghostscript,
#                                    qpdf, Node.js with npm and Chromium (Ace, axe, reading systems), and
#                                    Calibre where the judges are required (CI, HANDPRESS_JUDGES=required)
#
# It asks the linker and the PATH, not the package manager, so its answer is true on every distribution and for
# libraries that came another way. Nothing lacking: no output, and no measurable time. Debian and its kin: apt-get, as
# root or by sudo. Elsewhere, or without the right to install: prints the one command to run, and fails.
# PYTHON=… is the interpreter that will make .venv.
set -eu

usage="usage: $0 run|test"
what=${1:-}
case $what in run | test) ;; *) echo "$usage" >&2; exit 2 ;; esac
python=$("$(dirname "$0")/find-python.sh")

# --- What is lacking: prints one word a line ---------------------------------------------------------------------

lacking() {
    if [ "$what" = run ]; then lacking_run; else lacking_test; fi
}

# The names are those WeasyPrint itself tries to load. Debian's Python has the module venv without the ensurepip it
# needs, and would leave a half-made .venv. Certificates need no check: Debian's ensurepip brings them, others carry
# their own.
lacking_run() {
    "$python" -S - <<'PYTHON'
import ctypes
import importlib.util
import sys

LIBRARIES = {
    "pango": ("libpango-1.0.so.0", "pango-1.0"),
    "pangoft2": ("libpangoft2-1.0.so.0", "pangoft2-1.0"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", "harfbuzz-subset"),
}


def loads(soname, short):
    if sys.platform == "darwin":
        from ctypes.util import find_library

        return find_library(short)
    try:
        return ctypes.CDLL(soname)
    except OSError:
        return None


for need, names in LIBRARIES.items():
    if not loads(*names):
        print(need)
if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
    print("venv")
PYTHON
}

# EPUBCheck is driven by a small program in Java source, so a runtime without the compiler is not enough.
# On macOS /usr/bin/javac always exists and only says that there is no Java; so it must answer, not only exist.
lacking_test() {
    if [ "$(uname -s)" = Darwin ]; then
        javac -version >/dev/null 2>&1 || echo jdk
    else
        command -v javac >/dev/null && command -v java >/dev/null || echo jdk
    fi
    command -v pdftotext >/dev/null || echo poppler
    command -v gs >/dev/null || echo ghostscript
    command -v qpdf >/dev/null || echo qpdf
    command -v node >/dev/null && command -v npm >/dev/null || echo node
    has_browser || echo chromium
    # Calibre brings a hundred packages with it: only where a judge that is absent is a failure.
    if [ -n "${CI:-}" ] || [ "${HANDPRESS_JUDGES:-}" = required ]; then has_calibre || echo calibre; fi
}

# The same places as in tests/judges/calibre.py.
has_calibre() {
    command -v calibre-debug >/dev/null || command -v /Applications/calibre.app/Contents/MacOS/calibre-debug >/dev/null
}

# The same places as in tests/judges/bench.py.
has_browser() {
    for name in "${PUPPETEER_EXECUTABLE_PATH:-}" chromium chromium-browser google-chrome \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        if [ -n "$name" ] && command -v "$name" >/dev/null; then return; fi
    done
    return 1
}

# --- What it is called here --------------------------------------------------------------------------------------

python_version() {
    "$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])'
}

debian_name() {
    case $1 in
        pango) echo libpango-1.0-0 ;;
        pangoft2) echo libpangoft2-1.0-0 ;;
        harfbuzz-subset) echo libharfbuzz-subset0 ;;
        venv) echo "python$(python_version)-venv" ;;
        jdk) echo default-jdk-headless ;;
        poppler) echo poppler-utils ;;
        node) echo nodejs npm ;;
        *) echo "$1" ;;
    esac
}

fedora_name() {
    case $1 in
        pango | pangoft2) echo pango ;;
        harfbuzz-subset) echo harfbuzz ;;
        venv) echo python3-libs ;;
        jdk) echo java-devel ;;
        poppler) echo poppler-utils ;;
        node) echo nodejs npm ;;
        *) echo "$1" ;;
    esac
}

# Homebrew's pango brings harfbuzz, and its Python is whole. Its openjdk is not put on the PATH; temurin is found.
homebrew_name() {
    case $1 in
        pango | pangoft2 | harfbuzz-subset) echo pango ;;
        venv) echo python3 ;;
        jdk) echo temurin ;;
        *) echo "$1" ;;
    esac
}

plain_name() {
    case $1 in
        pango) echo "Pango 1.44 or newer (libpango-1.0)" ;;
        pangoft2) echo "Pango's FreeType part (libpangoft2-1.0)" ;;
        harfbuzz-subset) echo "HarfBuzz's subsetter (libharfbuzz-subset)" ;;
        venv) echo "Python's venv and ensurepip modules for $python" ;;
        jdk) echo "a JDK, 11 or newer" ;;
        poppler) echo "Poppler's tools (pdftotext)" ;;
        ghostscript) echo "Ghostscript (gs)" ;;
        qpdf) echo "qpdf" ;;
        node) echo "Node.js 18 or newer, with npm" ;;
        chromium) echo "Chromium" ;;
        calibre) echo "Calibre" ;;
    esac
}

# named FUNCTION NEED…: the needs' names, each once, in one line.
named() {
    name=$1
    shift
    for need; do "$name" "$need"; done | sort -u | paste -s -d ' ' -
}

# described NEED…: the needs in words, in one line.
described() {
    for need; do plain_name "$need"; done | paste -s -d ';' - | sed 's/;/; /g'
}

# --- Installing ----------------------------------------------------------------------------------------------------

# The list of packages may be old or, in a container, absent, so it is fetched first; a failure there (one dead
# source among many) is not yet a failure of the installation. A package that this system has not (Ubuntu has no
# chromium but a snap) must not keep the others out.
apt_install() {
    echo "Installing from the system's packages: $*" >&2
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq || true
    if apt_add "$@"; then return; fi
    failed=0
    for package; do apt_add "$package" || failed=1; done
    return $failed
}

apt_add() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

# The same for a person to type, who may be root already, or have su and no sudo.
apt_command() {
    install="apt-get install --no-install-recommends $*"
    if [ "$(id -u)" -eq 0 ]; then
        echo "apt-get update && $install"
    elif command -v sudo >/dev/null; then
        echo "sudo apt-get update && sudo $install"
    else
        echo "su -c 'apt-get update && $install'"
    fi
}

# Sets as_root to what turns a command into root's, or fails. Where a person sits at a terminal, sudo may ask them.
become_root() {
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        as_root=sudo
    else
        return 1
    fi
}

# tell SENTENCE COMMAND: where the tests' judges are lacking and nobody demanded them, the tests say so themselves and
# skip; everything else stops here.
tell() {
    echo "$1" >&2
    printf '\n    %s\n\n' "$2" >&2
    if [ "$what" = test ] && [ "${HANDPRESS_JUDGES:-}" != required ]; then
        echo "Until then the tests that need them are skipped." >&2
        exit 0
    fi
    exit 1
}

needs=$(lacking)
[ -n "$needs" ] || exit 0

# From here on $needs is split into words on purpose: they are our own, without spaces.
# shellcheck disable=SC2086
if command -v apt-get >/dev/null; then
    packages=$(named debian_name $needs)
    by_hand=$(apt_command $packages)
    become_root || tell "The system lacks some packages. Please run, then make again:" "$by_hand"
    apt_install $packages || tell "apt-get did not succeed. Please run, then make again:" "$by_hand"
elif command -v dnf >/dev/null; then
    tell "The system lacks some packages. Please run, then make again:" "sudo dnf install $(named fedora_name $needs)"
elif [ "$(uname -s)" = Darwin ]; then
    tell "The system lacks some libraries or tools. Please run, then make again:" \
        "brew install $(named homebrew_name $needs)"
else
    tell "The system lacks the following. Please install it with your package manager, then make again:" \
        "$(described $needs)"
fi

needs=$(lacking)
if [ -n "$needs" ]; then
    # shellcheck disable=SC2086
    echo "Installed, but $python still does not find: $(described $needs)" >&2
    exit 1
fi
