# shellcheck shell=bash
# Servers that a script starts, and ends by their process id. Sourced after lib.sh; what sources it sets $work and calls stop_all at its end.

pids=()

stop_all() {
    local pid
    for pid in "${pids[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    pids=()
}

# Starts a server and leaves its address in $address and its process in $pid.
serve() {
    local said=
    : >"$work/log"
    "$@" >>"$work/log" 2>&1 &
    pid=$!
    pids+=("$pid")
    address=
    while [ -z "$address" ]; do
        kill -0 "$pid" 2>/dev/null || stop "$(cat "$work/log")"
        # Without a program of its own: what waits takes nothing from what is measured.
        IFS= read -r -d '' said <"$work/log" || true
        [[ $said =~ http://(127\.0\.0\.1|localhost):([0-9]+)[^0-9/] ]] && address=http://127.0.0.1:${BASH_REMATCH[2]}
        sleep 0.02
    done
}
