# What this build of llama-server can do, asked of the program itself: its options were renamed in
# July 2026 (llama.cpp, pull request 20834), and older builds lack some. Read by the entrypoint and,
# while the image is built, by check-engine.
# shellcheck shell=sh
# shellcheck disable=SC2034 # the scripts that read this use what it sets

ask_engine() {
  help=$(llama-server --help 2>/dev/null) || help=
}

# says PATTERN: whether a line of the help matches.
says() {
  printf '%s\n' "$help" | grep -q -E -e "$1"
}

# has OPTION: whether the help names it.
has() {
  says "(^|[ ,])$1([ ,]|\$)"
}

# loading WAY: sets "options" to what tells this build to read the file so; fails where nothing does.
# "dio" is direct I/O, past the page cache; "none" reads through it; "mmap" maps the file.
loading() {
  if has --load-mode; then
    says "^ *- $1:" || return 1
    options="--load-mode $1"
    return
  fi
  buffered=
  ! has --no-direct-io || buffered=--no-direct-io
  case $1 in
    dio)
      has --direct-io || return 1
      options='--no-mmap --direct-io'
      ;;
    none)
      has --no-mmap || return 1
      options="--no-mmap $buffered"
      ;;
    mmap) options=$buffered ;;
  esac
}

# Processors for which llama.cpp has kernels over repacked weights (ggml-cpu/repack.cpp): AVX2 on
# x86-64, dot products on Arm. On others repacking gains nothing.
repacking_gains() {
  grep -q -E '^(flags|Features)[[:space:]]*:.* (avx2|asimddp)( |$)' /proc/cpuinfo
}
