#!/bin/sh
# Prints the full path of a Python that can run handpress (3.11 or newer), or says what is missing and fails.
# With PYTHON=… in the environment only that one is tried: who names an interpreter wants it, or an error.
set -eu

modern() {
    "$1" -S -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set -- python3 python3.14 python3.13 python3.12 python3.11
fi

for candidate; do
    if modern "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
done

if [ -n "${PYTHON:-}" ]; then
    echo "handpress needs Python 3.11 or newer; PYTHON=$PYTHON is not one." >&2
else
    echo "handpress needs Python 3.11 or newer, and none was found; name one with: make PYTHON=/path/to/python3" >&2
fi
exit 1
