# `just` alone lists what there is.
default:
    @just --list

# set up and serve
start:
    ./start

# every check and test
test:
    ./test

# what is quick: style, types, walls
check:
    .venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy && .venv/bin/lint-imports

# one benchmark: intake, desk, ledger, vault
bench name:
    .venv/bin/romdoul bench {{name}} --json

# scores of the website's pages on a throttled phone; --all for every page
lighthouse *words:
    cd tools/lighthouse && npm ci --ignore-scripts --silent
    .venv/bin/python -m tests.journeys.measure_lighthouse {{words}}

# gather the texts of the screens into the Khmer catalogue; lists what waits
messages:
    .venv/bin/python tools/messages.py
