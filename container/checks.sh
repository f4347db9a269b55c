# Read by both entrypoints: settings, the model's file and the engine's program, checked before
# anything starts. Sets what it read; ends with one line on stderr where something is wrong.
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # the entrypoints read what this sets, and it what they set

# Names that the stack writes; core's ContainerNames is their list.
known='SLM_MODEL SLM_QUANTIZATION SLM_CONTEXT_TOKENS SLM_THREADS SLM_PHYSICAL_BATCH_TOKENS
SLM_SEQUENCES SLM_PROMPT_CACHE_MB SLM_REPACK SLM_MAX_CONCURRENCY SLM_MEMORY_MB'

# Exit codes of sysexits.h: 64 usage, 66 no input, 69 unavailable, 73 cannot create, 78 configuration.
fail() {
  status=$1
  shift
  printf 'slm: %s\n' "$*" >&2
  exit "$status"
}

# SageMaker starts the image with the argument "serve".
check_arguments() {
  case $# in
    0) ;;
    1) [ "$1" = serve ] || fail 64 "argument is '$1', expected 'serve' or none" ;;
    *) fail 64 "$# arguments, expected 'serve' or none" ;;
  esac
}

# whole NAME VALUE LEAST MOST: nine digits at most, so that no arithmetic overflows.
whole() {
  case $2 in
    '' | *[!0-9]* | ??????????*)
      fail 78 "$1 is '$2', expected a whole number from $3 to $4"
      ;;
  esac
  case $2 in
    0?*) fail 78 "$1 is '$2', expected a whole number without leading zeros" ;;
  esac
  if [ "$2" -lt "$3" ] || [ "$2" -gt "$4" ]; then
    fail 78 "$1 is $2, expected $3 to $4"
  fi
}

read_settings() {
  for name in $(env | sed -n 's/^\(SLM_[A-Za-z0-9_]*\)=.*/\1/p'); do
    case " $(printf '%s' "$known" | tr '\n' ' ') " in
      *" $name "*) ;;
      *) fail 78 "unknown setting $name, expected one of $(printf '%s' "$known" | tr '\n' ' ')" ;;
    esac
  done
  context=${SLM_CONTEXT_TOKENS:-4096}
  batch=${SLM_PHYSICAL_BATCH_TOKENS:-256}
  sequences=${SLM_SEQUENCES:-1}
  cache=${SLM_PROMPT_CACHE_MB:-0}
  repack=${SLM_REPACK:-true}
  concurrency=${SLM_MAX_CONCURRENCY:-1}
  # The name that SageMaker itself gives to another port than 8080.
  port=${SAGEMAKER_BIND_TO_PORT:-8080}
  whole SLM_CONTEXT_TOKENS "$context" 256 131072
  whole SLM_PHYSICAL_BATCH_TOKENS "$batch" 1 131072
  whole SLM_SEQUENCES "$sequences" 1 64
  whole SLM_PROMPT_CACHE_MB "$cache" 0 1048576
  whole SLM_MAX_CONCURRENCY "$concurrency" 1 200
  whole SAGEMAKER_BIND_TO_PORT "$port" 1 65535
  case $repack in
    true | false) ;;
    *) fail 78 "SLM_REPACK is '$repack', expected true or false" ;;
  esac
  read_threads
}

# As many threads as there are processors, or a share of them, begun ones counted whole: threads
# that are held back stop together, missing ones are missed all the time.
read_threads() {
  processors=$(nproc)
  share=$(processor_share)
  threads=${SLM_THREADS:-$((share < processors ? share : processors))}
  whole SLM_THREADS "$threads" 1 512
  if [ "$threads" -gt "$processors" ]; then
    fail 78 "SLM_THREADS is $threads, but there are $processors processors here; leave it out, or" \
      "take at most as many"
  fi
}

# Processors that the control group grants, of version 2 or 1; many where it does not say.
processor_share() {
  groups=/sys/fs/cgroup
  quota=max
  if [ -r "$groups/cpu.max" ]; then
    read -r quota period <"$groups/cpu.max"
  elif [ -r "$groups/cpu/cpu.cfs_quota_us" ] && [ -r "$groups/cpu/cpu.cfs_period_us" ]; then
    quota=$(cat "$groups/cpu/cpu.cfs_quota_us")
    period=$(cat "$groups/cpu/cpu.cfs_period_us")
  fi
  case $quota in
    *[!0-9]* | '' | 0) echo 512 ;;
    *) echo "$(((quota + period - 1) / period))" ;;
  esac
}

# The file that the image was built with, not one that took its place: magic, version, size, and
# the checksum of its first 64 KiB (all of it was checked when the image was built).
check_model() {
  [ -r "$here/model.env" ] || fail 78 "$here/model.env is missing; build the image again"
  # shellcheck disable=SC1091 # written when the image is built
  . "$here/model.env"
  if [ "${SLM_MODEL:-$model_id}" != "$model_id" ]; then
    fail 78 "SLM_MODEL is '$SLM_MODEL', but the image holds $model_id; build the image again"
  fi
  if [ "${SLM_QUANTIZATION:-$model_quantization}" != "$model_quantization" ]; then
    fail 78 "SLM_QUANTIZATION is '$SLM_QUANTIZATION', but the image holds $model_quantization of" \
      "$model_id; build the image again"
  fi
  model=$here/$model_file
  [ -e "$model" ] || fail 66 "$model is missing; build the image again"
  [ -r "$model" ] || fail 66 "$model cannot be read by user $(id -u)"
  size=$(wc -c <"$model")
  if [ "$(head -c 4 "$model" | tr -d '\0')" != GGUF ]; then
    fail 66 "$model is no GGUF: it does not begin with GGUF; build the image again"
  fi
  version=$(od -A n -t u4 -j 4 -N 4 "$model" | tr -d ' ')
  case $version in
    2 | 3) ;;
    *) fail 66 "$model is GGUF version ${version:-none}, expected 2 or 3" ;;
  esac
  if [ "$size" -lt "$model_bytes" ]; then
    fail 66 "$model is truncated: $size of $model_bytes bytes; build the image again"
  fi
  if [ "$size" -ne "$model_bytes" ]; then
    fail 66 "$model is another model's: $size bytes, expected $model_bytes; build the image again"
  fi
  head=$(head -c 65536 "$model" | sha256sum)
  if [ "${head%% *}" != "$model_head_sha256" ]; then
    fail 66 "$model is another model's: SHA-256 of its first 64 KiB is ${head%% *}, expected" \
      "$model_head_sha256; build the image again"
  fi
}

# The container's memory in MiB: what the stack says, else the control group's limit, else unknown.
memory_limit() {
  if [ -n "${SLM_MEMORY_MB:-}" ]; then
    whole SLM_MEMORY_MB "$SLM_MEMORY_MB" 1 16777216
    limit=$SLM_MEMORY_MB
    return
  fi
  limit=
  for file in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
    if [ -r "$file" ]; then
      bytes=$(cat "$file")
      case $bytes in
        *[!0-9]* | '' | ????????????????*) ;;
        *) limit=$((bytes / 1048576)) ;;
      esac
      return
    fi
  done
}

# A bound that nothing gets round: weights and context. The stack's own check counts more.
check_context() {
  if [ "$context" -gt "$model_trained_context" ]; then
    fail 78 "SLM_CONTEXT_TOKENS is $context, but $model_id was trained for $model_trained_context"
  fi
  memory_limit
  weights=$((model_bytes / 1048576))
  total=$((context * sequences))
  cells=$((total * model_kv_bytes_per_token / 1048576))
  if [ -n "$limit" ] && [ "$((weights + cells))" -ge "$limit" ]; then
    fail 78 "a context of $total tokens does not fit: $cells MiB beside $weights MiB of weights," \
      "the container has $limit MiB; set a smaller context or a larger memory"
  fi
}

# check_program NAME: its file, for this machine. EM_X86_64 is 62, EM_AARCH64 183 (elf.h).
check_program() {
  program=$(command -v "$1") || fail 69 "$1 is not in this image; take an engine image that has it"
  magic=$(od -A n -t x1 -N 4 "$program" | tr -d ' \n')
  [ "$magic" = 7f454c46 ] || return 0
  machine=$(od -A n -t u2 -j 18 -N 2 "$program" | tr -d ' \n')
  here_is=$(uname -m)
  case $machine:$here_is in
    62:x86_64 | 183:aarch64) ;;
    *)
      fail 69 "$program is for another processor (ELF machine $machine) than this $here_is;" \
        "take the engine image for linux/$here_is"
      ;;
  esac
}

# A server that is there already would answer in our place; 0A is LISTEN in proc(5).
check_port() {
  hex=$(printf ':%04X' "$port")
  for table in /proc/net/tcp /proc/net/tcp6; do
    if [ -r "$table" ] && grep -q "^ *[0-9]*: [0-9A-F]*$hex [0-9A-F:]* 0A " "$table"; then
      fail 69 "port $port is taken"
    fi
  done
}

# A folder of our own to write to, the only one: the root may be read-only.
make_folder() {
  folder=$(mktemp -d "${TMPDIR:-/tmp}/slm.XXXXXX" 2>/dev/null) ||
    fail 73 "cannot write to ${TMPDIR:-/tmp}; mount a writable folder there"
  cd "$folder" || fail 73 "cannot enter $folder"
}
