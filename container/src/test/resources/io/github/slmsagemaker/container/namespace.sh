# What a container runtime does, as far as the entrypoint can tell: a root of its own that is
# read-only, a writable /tmp, process ids of its own, the user that is asked for.
#
#   unshare --mount --pid --fork --kill-child sh namespace.sh ROOT IMAGE USER [WORD]
#
# With another word than "serve", IMAGE can be written to, as while it is built.
set -eu
root=$1
mount --bind "$root" "$root"
mount --rbind "$2" "$root/opt/slm"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
word=${4:-serve}
[ "$word" != serve ] || mount -o remount,ro,bind "$root/opt/slm"
mount -o remount,ro,bind "$root"
exec chroot --userspec="$3:$3" "$root" /bin/sh /opt/slm/serve "$word"
