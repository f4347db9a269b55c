#!/bin/sh
# Fetches a real llama-server and nginx, as Debian unstable packages them, into a folder that can be
# a root of its own (Debian 12 has neither llama.cpp nor a libc that is new enough). Nothing is
# installed. The folder stands in for the published engine image in tests: same programs, other
# distribution.
#
#   fetch-engine.sh FOLDER
#
# Needs apt-get, dpkg-deb and a Debian mirror, which the machine's own lists name. Does nothing where
# the folder is complete. Downloads stay in FOLDER.apt.
set -eu

fail() {
  printf 'fetch-engine: %s\n' "$*" >&2
  exit 1
}

[ $# -eq 1 ] || fail "usage: fetch-engine.sh FOLDER"
for program in apt-get dpkg-deb; do
  command -v "$program" >/dev/null || fail "$program is missing: this needs Debian or a child of it"
done
[ ! -e "$1/complete" ] || exit 0
mkdir -p "$1"
root=$(cd "$1" && pwd)
apt=$root.apt
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[ -r "$keys" ] || fail "$keys is missing: install debian-archive-keyring"

# The mirror that this machine uses, for a Debian; else Debian's own.
mirror=$(sed -n -E 's/^(URIs:|deb( \[[^]]*\])?) *([a-z]+:[^ ]*debian)\/?( .*)?$/\3/p' \
  /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1)
: "${mirror:=http://deb.debian.org/debian}"

mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial"
: >"$apt/status"
printf 'deb [signed-by=%s] %s unstable main\n' "$keys" "$mirror" >"$apt/sources.list"

# A world of its own: no list, lock or package of the machine is touched.
private_apt() {
  apt-get -qq -y \
    -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State="$apt/state" -o Dir::State::status="$apt/status" -o Dir::Cache="$apt/cache" \
    -o APT::Sandbox::User= -o Acquire::Languages=none -o APT::Install-Recommends=false \
    -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false -o Acquire::Retries=2 \
    -o Acquire::http::Timeout=20 "$@"
}

private_apt update || fail "no package lists from $mirror"
private_apt install --download-only \
  llama.cpp-tools nginx-light dash coreutils sed grep mawk findutils tar curl libc-bin bash >/dev/null ||
  fail "no packages from $mirror"

for package in "$apt"/cache/archives/*.deb; do
  dpkg-deb -x "$package" "$root"
done

# What the packages' scripts would do, as far as the programs need it.
for link in bin sbin lib lib64; do
  if [ ! -e "$root/$link" ] && [ -d "$root/usr/$link" ]; then
    ln -s "usr/$link" "$root/$link"
  fi
done
[ -e "$root/usr/bin/sh" ] || ln -s dash "$root/usr/bin/sh"
[ -e "$root/usr/bin/awk" ] || ln -s mawk "$root/usr/bin/awk"
mkdir -p "$root/opt/slm" "$root/tmp" "$root/etc" "$root/dev" "$root/proc" "$root/sys" "$root/var/log/nginx"
chmod 1777 "$root/tmp"
printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\nnogroup:x:65534:\n' >"$root/etc/group"
rm -rf "$root/usr/share/doc" "$root/usr/share/man" "$root/usr/share/locale" "$root/usr/share/info"
dpkg-deb -f "$apt"/cache/archives/llama.cpp-tools_*.deb Version >"$root/llama.cpp-version"
: >"$root/complete"
