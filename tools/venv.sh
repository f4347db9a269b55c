#!/bin/sh
# tools/venv.sh NAME REQUIREMENT...: Python packages at pinned versions under .venv/NAME, made anew
# when the requirements change. Says why and exits 1 where they cannot be had.
set -eu
cd "$(dirname "$0")/.."
name=$1
shift
requirement="$*"
venv=.venv/$name
marker=$venv/requirement
cannot() {
  echo "$name: skipped: $1" >&2
  exit 1
}

[ "$(cat "$marker" 2>/dev/null)" != "$requirement" ] || exit 0
command -v python3 >/dev/null || cannot "there is no python3"
rm -rf "$venv"
python3 -m venv "$venv" >/dev/null 2>&1 || cannot "python3 cannot make a virtual environment"
"$venv/bin/pip" install --quiet --disable-pip-version-check "$@" \
  || cannot "$requirement cannot be installed"
echo "$requirement" >"$marker"
