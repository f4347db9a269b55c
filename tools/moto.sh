#!/bin/sh
# Puts moto's server, which stands for AWS in the tests that say so, under .venv/moto. Those tests
# are skipped where it is not. Skips with the reason where it cannot be had.
set -eu
cd "$(dirname "$0")/.."
version=5.2.5
venv=.venv/moto
marker=$venv/slm-moto-$version
skip() {
  echo "moto: skipped: $1" >&2
  exit 0
}

[ ! -f "$marker" ] || exit 0
command -v python3 >/dev/null || skip "there is no python3"
rm -rf "$venv"
python3 -m venv "$venv" >/dev/null 2>&1 || skip "python3 cannot make a virtual environment"
"$venv/bin/pip" install --quiet --disable-pip-version-check "moto[server]==$version" \
  || skip "moto $version cannot be installed"
: >"$marker"
