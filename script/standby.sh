# shellcheck shell=bash
# Two PostgreSQL servers of which the second takes over, with HAProxy in front that asks which of them writes: what
# docs/high-availability.md describes, on this computer's loopback. Sourced after lib.sh and postgres.sh.

standby_folder=
standby_pids=()

# A loopback port that nobody listens on.
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Starts a server in a process group of its own, so that all of it can be killed at once.
standby_server() {
    local name=$1 port=$2 bin
    bin=$(postgres_bin)
    shift 2
    (exec setsid bash -c 'echo $$ >"$1"; shift; exec "$@"' _ "$standby_folder/$name.group" \
        "${standby_user[@]}" "$bin/postgres" -D "$standby_folder/$name" -p "$port" -k "$standby_folder" -c listen_addresses=127.0.0.1 \
        -c max_connections=200 -c shared_buffers=64MB "$@") >"$standby_folder/$name.log" 2>&1 &
    standby_pids+=($!)
    for _ in $(seq 100); do
        "$bin/pg_isready" -q -h 127.0.0.1 -p "$port" -U folkmoot && return
        sleep 0.1
    done
    cat "$standby_folder/$name.log" >&2
    stop "The server $name did not start"
}

# As PostgreSQL's own bytes: who asks, and whether it only reads. A server that writes answers "f".
haproxy_settings() {
    cat <<END
global
    maxconn 1000
defaults
    mode tcp
    timeout connect 1s
    timeout client 1h
    timeout server 1h
listen postgres
    bind 127.0.0.1:$1
    option tcp-check
    tcp-check connect
    tcp-check send-binary 00000029000300007573657200666f6c6b6d6f6f7400646174616261736500706f7374677265730000
    tcp-check expect binary 5a0000000549
    tcp-check send-binary 510000001f73656c6563742070675f69735f696e5f7265636f76657279282900
    tcp-check expect binary 440000000b00010000000166
    default-server inter 200ms fall 2 rise 1 on-marked-down shutdown-sessions
    server first 127.0.0.1:$2 check
    server second 127.0.0.1:$3 check
END
}

# Starts all three, and says where they are in FOLKMOOT_TEST_STANDBY_*.
start_standby() {
    local bin first second front
    bin=$(postgres_bin)
    first=$(free_port) second=$(free_port) front=$(free_port)
    standby_folder=$(mktemp -d /tmp/folkmoot-standby.XXXXXX)
    standby_user=()
    if [ "$(id -u)" = 0 ]; then
        chown postgres "$standby_folder"
        standby_user=(setpriv --reuid=postgres --regid="$(id -g postgres)" --clear-groups --reset-env --)
    fi
    "${standby_user[@]}" "$bin/initdb" -D "$standby_folder/first" -E UTF8 --locale=C.UTF-8 -U folkmoot -A trust --no-sync >"$standby_folder/log" 2>&1
    standby_server first "$first" -c wal_level=replica
    "${standby_user[@]}" "$bin/pg_basebackup" -D "$standby_folder/second" -R -C -S second -X stream -c fast \
        -d "host=127.0.0.1 port=$first user=folkmoot application_name=second" >>"$standby_folder/log" 2>&1
    standby_server second "$second"
    "$bin/psql" -q -h 127.0.0.1 -p "$first" -U folkmoot postgres -c "alter system set synchronous_standby_names = 'second'" \
        -c "select pg_reload_conf()" >>"$standby_folder/log" 2>&1
    haproxy_settings "$front" "$first" "$second" >"$standby_folder/haproxy.cfg"
    haproxy -db -f "$standby_folder/haproxy.cfg" >"$standby_folder/haproxy.log" 2>&1 &
    standby_pids+=($!)
    export FOLKMOOT_TEST_STANDBY_FRONT="postgres://folkmoot@127.0.0.1:$front/postgres"
    export FOLKMOOT_TEST_STANDBY_SECOND="postgres://folkmoot@127.0.0.1:$second/postgres"
    FOLKMOOT_TEST_STANDBY_GROUP=$(cat "$standby_folder/first.group")
    export FOLKMOOT_TEST_STANDBY_GROUP
}

stop_standby() {
    local pid name
    for name in first second; do
        if [ -n "$standby_folder" ] && [ -f "$standby_folder/$name.group" ]; then
            kill -KILL -- "-$(cat "$standby_folder/$name.group")" 2>/dev/null || true
        fi
    done
    for pid in "${standby_pids[@]}"; do
        kill -KILL "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    standby_pids=()
    [ -z "$standby_folder" ] || rm -rf "$standby_folder"
    standby_folder=
}
