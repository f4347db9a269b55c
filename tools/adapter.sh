#!/bin/sh
# tools/adapter.sh: the real Lambda Web Adapter at a pinned version, built by cargo into a cache
# outside the clone, for the tests that drive the packaged invoker through it. Takes about a minute
# the first time. Says why and exits 1 where it cannot be had.
set -eu
version=0.9.1 # The newest crate on 2026-11-29; testkit's WebAdapter says the same.
folder=${SLM_TOOLS:-${HOME:?}/.cache/slm-sagemaker/tools}/lambda-web-adapter-$version
cannot() {
  echo "adapter: skipped: $1" >&2
  exit 1
}

[ ! -x "$folder/bin/lambda-adapter" ] || exit 0
command -v cargo >/dev/null || cannot "there is no cargo"
CARGO_TARGET_DIR=$(mktemp -d)
export CARGO_TARGET_DIR
trap 'rm -rf "$CARGO_TARGET_DIR"' EXIT
cargo install --quiet --locked --root "$folder" --version "=$version" lambda_web_adapter \
  || cannot "lambda_web_adapter $version cannot be built"
