#!/bin/sh
# Puts programs that speak OpenAI's protocol, pinned with all that they stand on, under
# .venv/programs. The tests with them are skipped where they are not. Skips with the reason where
# they cannot be had.
cd "$(dirname "$0")/.." || exit 1
# shellcheck disable=SC2046 # one word a line
tools/venv.sh programs --no-deps $(cat acceptance/python/programs/requirements.txt) || exit 0
