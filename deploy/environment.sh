# Sourced by ./start and ./test: an environment from the lock file, in .venv.

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

is_root() { [ "$(id -u)" = 0 ]; }

# apt_install PACKAGE...: installs when it may; says nothing and fails otherwise.
apt_install() {
    is_root && command -v apt-get >/dev/null || return 1
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return 0
    apt-get update -qq >/dev/null 2>&1
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for found in python3 python3.13 python3.12 python3.11; do
        if command -v "$found" >/dev/null && is_new_enough "$found"; then
            command -v "$found"
            return 0
        fi
    done
    return 1
}

make_venv() {
    "$1" -m venv .venv >/dev/null 2>&1 && return 0
    rm -rf .venv
    apt_install python3-venv && "$1" -m venv .venv >/dev/null 2>&1 && return 0
    rm -rf .venv
    return 1
}

# make_environment LOCK: brings .venv to what the lock file says; quick when it is.
make_environment() {
    if [ ! -x .venv/bin/python ] || ! is_new_enough .venv/bin/python; then
        rm -rf .venv
        python=$(find_python) || { apt_install python3 python3-venv && python=$(find_python); } \
            || stop "Python 3.11 or newer is needed: apt install python3 python3-venv"
        make_venv "$python" \
            || stop "Python's venv is missing: apt install python3-venv, then run this again"
    fi
    wanted=$(cksum <"$1")
    stamp=.venv/$1.installed
    if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
        echo "Installing what $1 names ..."
        .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
            --only-binary :all: --require-hashes -r "$1" \
            || stop "The packages could not be installed; is there a network?"
        echo "$wanted" >"$stamp"
    fi
    # A path file instead of an installed copy: nothing is built, nothing goes stale.
    .venv/bin/python - <<'PYTHON'
import sys, sysconfig
from pathlib import Path

source = Path("src").resolve()
Path(sysconfig.get_path("purelib"), "romdoul.pth").write_text(f"{source}\n")
command = Path(".venv/bin/romdoul")
command.write_text(f'#!/bin/sh\nexec "{Path(".venv/bin/python").absolute()}" -m romdoul.cli.main "$@"\n')
command.chmod(0o755)
PYTHON
    # Here, since the account that serves may not write into the checkout.
    .venv/bin/python -c 'from romdoul.cli.translations import compile_all; compile_all()'
}
