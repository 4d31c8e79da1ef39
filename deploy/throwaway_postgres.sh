# Sourced by ./test: a PostgreSQL cluster that lives as long as the tests.
# It refuses to run as root, so root borrows the account that Debian's package made.

as_postgres() {
    if [ "$(id -u)" = 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

start_postgres() {
    postgres_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    postgres_dir=$(mktemp -d /tmp/romdoul-postgres-XXXXXX)
    [ "$(id -u)" = 0 ] && chown postgres "$postgres_dir"
    trap stop_postgres EXIT INT TERM
    postgres_port=$(.venv/bin/python -c \
        'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    (
        cd /
        as_postgres "$postgres_bin/initdb" --auth=trust --username=romdoul \
            --encoding=UTF8 --no-sync -D "$postgres_dir/data" >/dev/null
        as_postgres "$postgres_bin/pg_ctl" start --silent --wait -D "$postgres_dir/data" \
            -l "$postgres_dir/log" -o "-p $postgres_port -h 127.0.0.1 -k $postgres_dir \
            -c fsync=off -c max_connections=200" >/dev/null
    )
    POSTGRES_URL="postgresql://romdoul@127.0.0.1:$postgres_port/"
}

stop_postgres() {
    trap - EXIT INT TERM
    (cd / && as_postgres "$postgres_bin/pg_ctl" stop --silent --mode=immediate \
        -D "$postgres_dir/data" >/dev/null 2>&1) || true
    rm -rf "$postgres_dir"
}
