#!/bin/sh
# tools/registry.sh: a container registry, as Debian packages it, under container/target/registry, for
# the test that pushes an image. Nothing is installed or started. Says why and exits 1 where it cannot
# be had.
set -eu
cd "$(dirname "$0")/.."
folder=$PWD/container/target/registry
cannot() {
  echo "registry: skipped: $1" >&2
  exit 1
}

[ ! -x "$folder/usr/bin/docker-registry" ] || exit 0
{ command -v apt-get && command -v dpkg-deb; } >/dev/null || cannot "this is not a Debian"
mkdir -p "$folder"
cd "$folder"
apt-get -qq download docker-registry 2>/dev/null || cannot "docker-registry cannot be downloaded"
dpkg-deb -x docker-registry_*.deb .
rm docker-registry_*.deb
