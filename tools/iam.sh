#!/bin/sh
# Puts iam-simulate, which evaluates IAM policies as AWS documents it, under tools/iam/node_modules.
# The tests of permissions are skipped where it is not. It is started as a program of its own, by
# tests alone: its licence is the AGPL. Skips with the reason where it cannot be had.
cd "$(dirname "$0")/iam" || exit 1
skipped() {
  echo "iam: skipped: $1" >&2
  exit 0
}

cmp -s package-lock.json node_modules/.installed && exit 0
command -v npm >/dev/null || skipped "there is no npm"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 || skipped "npm ci failed"
cp package-lock.json node_modules/.installed
