# shellcheck shell=bash
# Words and steps that the scripts share. Each step does nothing when there is nothing to do, so a script may run twice.
# Sourced, never run: the scripts set -euo pipefail and stand at the top of the repository.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$top" || exit

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$*"
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif have sudo; then
        sudo "$@"
    else
        stop "This needs an administrator and there is no sudo. Run it as root: $*"
    fi
}

# Installs Debian or Ubuntu packages that are not there yet.
need_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    have apt-get || stop "Please install these first, there is no apt-get here: ${missing[*]}"
    say "Installing ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
}

# The compiler version this repository is written and checked with; other versions have other warnings.
rust_version() { sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml; }

rust_works() {
    local version
    version=$(rust_version)
    [[ $(cargo --version 2>/dev/null) == "cargo $version."* ]] &&
        cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1
}

# A cargo that lies on the path but belongs to another home works once its homes are named.
adopt_rust() {
    local bin cargo_home rustup_home
    bin=$(command -v cargo) || return 1
    cargo_home=$(dirname "$(dirname "$bin")")
    rustup_home=$(dirname "$cargo_home")/.rustup
    [ -w "$cargo_home" ] && [ -d "$rustup_home" ] || return 1
    CARGO_HOME=$cargo_home RUSTUP_HOME=$rustup_home rust_works || return 1
    export CARGO_HOME=$cargo_home RUSTUP_HOME=$rustup_home
}

need_rust() {
    PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
    export PATH
    if rust_works || adopt_rust; then
        return
    fi
    if ! rustup --version >/dev/null 2>&1; then
        install_rustup
    fi
    RUSTUP_TOOLCHAIN=$(rust_version).0
    export RUSTUP_TOOLCHAIN
    rust_works || rustup toolchain install "$RUSTUP_TOOLCHAIN" --profile minimal -c clippy -c rustfmt
    rust_works || stop "Rust $RUSTUP_TOOLCHAIN did not install. Install it from https://rustup.rs and try again."
}

install_rustup() {
    need_packages ca-certificates curl
    local at folder
    at="https://static.rust-lang.org/rustup/dist/$(uname -m)-unknown-linux-gnu/rustup-init"
    folder=$(mktemp -d)
    say "Installing Rust into ${CARGO_HOME:-$HOME/.cargo}"
    curl -fsS --retry 3 -o "$folder/rustup-init" "$at"
    curl -fsS --retry 3 -o "$folder/sum" "$at.sha256"
    [ "$(cut -d' ' -f1 <"$folder/sum")" = "$(sha256sum "$folder/rustup-init" | cut -d' ' -f1)" ] ||
        stop "The Rust installer arrived damaged. Please try again."
    chmod +x "$folder/rustup-init"
    # It warns about many homes that are fine, so what it says is only shown when it fails.
    "$folder/rustup-init" -y -q --no-modify-path --profile minimal -c clippy -c rustfmt \
        --default-toolchain "$(rust_version).0" >"$folder/log" 2>&1 || stop "$(cat "$folder/log")"
    rm -r "$folder"
}

need_c_compiler() {
    if ! have cc; then
        need_packages gcc libc6-dev
    fi
}

need_node() {
    local packages=()
    have node || packages+=(nodejs)
    have npm || packages+=(npm)
    if [ ${#packages[@]} -gt 0 ]; then
        need_packages "${packages[@]}"
    fi
    local major
    major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
    [ "$major" -ge 18 ] || stop "Node 18 or later is needed and this is $(node --version). Please install a newer one."
}

# What it takes to build the program.
need_build_tools() {
    have git || need_packages git
    have curl || need_packages ca-certificates curl
    need_c_compiler
    need_node
    need_rust
}

# What it takes to test it, beside that.
need_test_tools() {
    have chromium || need_packages chromium
    have chromium-headless-shell || (need_packages chromium-headless-shell) || say "No headless shell here: pages are looked at with the whole Chromium"
    need_packages fonts-liberation
    need_packages python3-jsonschema
    need_packages golang-go golang-golang-x-mod-dev strace
    if [ -z "$(postgres_bin)" ]; then
        need_packages postgresql
    fi
}

# Where the newest PostgreSQL server's programs lie; Debian does not put them on the path.
postgres_bin() {
    find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1
}
