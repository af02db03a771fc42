# shellcheck shell=bash
# A private PostgreSQL for one run of the tests: it listens on a socket in a folder of its own and leaves nothing behind.
# Sourced after lib.sh. Its durability is off: what it holds is thrown away, and durability is tested elsewhere.

postgres_folder=
postgres_pid=

# PostgreSQL refuses to run as root, so root lends it to another user.
postgres_as() {
    if [ "$(id -u)" != 0 ]; then
        "$@"
        return
    fi
    local user=nobody
    if id postgres >/dev/null 2>&1; then
        user=postgres
    fi
    chown -R "$user" "$postgres_folder"
    # exec keeps the process id, so that what is stopped later is the server itself.
    exec setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups --reset-env -- "$@"
}

# Starts the server and sets FOLKMOOT_TEST_POSTGRES to its address.
start_postgres() {
    local bin
    bin=$(postgres_bin)
    postgres_folder=$(mktemp -d /tmp/folkmoot-postgres.XXXXXX)
    (postgres_as "$bin/initdb" -D "$postgres_folder/data" -E UTF8 --locale=C.UTF-8 -U folkmoot -A trust --no-sync) \
        >"$postgres_folder/log" 2>&1 || stop_postgres_with "PostgreSQL could not make its files"
    (postgres_as "$bin/postgres" -D "$postgres_folder/data" -k "$postgres_folder" -c listen_addresses='' \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=400 -c shared_buffers=64MB) \
        >>"$postgres_folder/log" 2>&1 &
    postgres_pid=$!
    wait_for_postgres "$bin"
    export FOLKMOOT_TEST_POSTGRES="postgres:///postgres?host=$postgres_folder&user=folkmoot"
}

wait_for_postgres() {
    local tries
    for tries in $(seq 100); do
        if "$1/pg_isready" -q -h "$postgres_folder" -U folkmoot; then
            return
        fi
        kill -0 "$postgres_pid" 2>/dev/null || break
        sleep 0.1
    done
    stop_postgres_with "PostgreSQL did not start (asked $tries times)"
}

stop_postgres_with() {
    say "$1:"
    cat "$postgres_folder/log" >&2
    stop_postgres
    exit 1
}

stop_postgres() {
    if [ -n "$postgres_pid" ]; then
        kill -INT "$postgres_pid" 2>/dev/null || true
        wait "$postgres_pid" 2>/dev/null || true
        postgres_pid=
    fi
    if [ -n "$postgres_folder" ]; then
        rm -rf "$postgres_folder"
        postgres_folder=
    fi
    unset FOLKMOOT_TEST_POSTGRES
}
