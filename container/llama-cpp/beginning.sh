# What conversations begin with, read before they come. beginning.json is the request that reads it;
# beginning/state is what the engine saved behind it, and beginning/sums what that belongs to and its
# own checksum. Read by the entrypoint, and while the image is built.
# shellcheck shell=sh
# shellcheck disable=SC2154 # the entrypoint sets what this reads

beginning=$here/beginning.json
kept=$here/beginning

say() {
  printf 'slm: %s\n' "$*" >&2
}

sum() {
  found=$(sha256sum <"$1")
  printf '%s' "${found%% *}"
}

# What a state belongs to, a line each, and last the tokens that it stands behind.
belongs() {
  llama-server --version >"$folder/version" 2>&1 || true
  printf 'engine %s sequences=%s\nmodel %s\nbeginning %s\n' \
    "$(sum "$folder/version")" "$sequences" "$model_sha256" "$(sum "$beginning")"
}

# Refuses what the context has no room for: by the engine's own count where a build has it, else by
# more bytes for a token than any language has.
check_beginning() {
  [ -e "$beginning" ] || return 0
  check_program curl
  [ -r "$beginning" ] || fail 66 "$beginning cannot be read by user $(id -u)"
  if ! has --slot-save-path; then
    say 'this llama-server keeps no state: what conversations begin with is read by each anew'
    beginning=
    return
  fi
  tokens=$(sed -n 's/^tokens //p' "$kept/sums" 2>/dev/null) || tokens=
  case $tokens in
    '' | *[!0-9]* | ?????????*) tokens=$(($(wc -c <"$beginning") / 8)) ;;
  esac
  [ "$tokens" -lt "$context" ] ||
    fail 78 "what conversations begin with has $tokens tokens, but SLM_CONTEXT_TOKENS is $context;" \
      "shorten promptFile, or take a longer context"
  if ! mkdir "$kept" 2>/dev/null && [ ! -d "$kept" ]; then
    kept=$folder
  fi
  options="$options --slot-save-path $kept/"
}

# ask SECONDS PATH [OPTION...]: asks the engine; its answer is in "answer", fails unless it is 200.
ask() {
  most=$1
  path=$2
  shift 2
  rm -f "$folder/answer"
  status=$(curl --silent --max-time "$most" --unix-socket "$folder/engine.sock" \
    --header 'Content-Type: application/json' --output "$folder/answer" --write-out '%{http_code}' \
    "$@" "http://localhost/$path") || status=${status:-000}
  answer=$(head -c 300 "$folder/answer" 2>/dev/null | tr '\n' ' ')
  [ "$status" = 200 ]
}

slot() {
  ask 60 "slots/0?action=$1" --data '{"filename":"state"}'
}

# await_engine PROCESS: until it has loaded the weights; fails where it ends before.
await_engine() {
  until ask 5 health; do
    kill -0 "$1" 2>/dev/null || return 1
    sleep 0.1
  done
}

# Whether the state that is kept is this engine's, model's and beginning's, as it was saved. What is
# not never reaches the engine, which trusts such a file.
trusted() {
  why='none is kept'
  [ -r "$kept/sums" ] && [ -r "$kept/state" ] || return 1
  why='it is of another engine, model or promptFile'
  [ "$(belongs)" = "$(sed -n 1,3p "$kept/sums")" ] || return 1
  why='it is not as it was saved'
  [ "state $(sum "$kept/state")" = "$(sed -n 4p "$kept/sums")" ]
}

# read_beginning SECONDS: and keeps the state where there is a place for it.
read_beginning() {
  ask "$1" completion --data-binary "@$beginning" || return 1
  tokens=$(sed -n 's/.*"tokens_evaluated":\([0-9]*\).*/\1/p' "$folder/answer")
  if [ "$kept" = "$folder" ] || [ ! -w "$kept" ]; then
    return 0
  fi
  rm -f "$kept/sums"
  if slot save; then
    {
      belongs
      printf 'state %s\ntokens %s\n' "$(sum "$kept/state")" "$tokens"
    } >"$kept/sums.new"
    chmod a+r "$kept/state" "$kept/sums.new"
    mv "$kept/sums.new" "$kept/sums"
  else
    say "the state is not kept: $status $answer"
  fi
}

# At a start: nothing here keeps the container from serving. Image and /ping have three minutes, of
# which reading may take a part: what it did not come to, the first conversation reads.
begin() {
  if trusted; then
    if slot restore; then
      say "the first $(sed -n 's/^tokens //p' "$kept/sums") tokens of conversations are read already"
      return
    fi
    why="the engine did not take it: $status $answer"
  fi
  say "what conversations begin with is read again, its state is not used: $why"
  if read_beginning 100; then
    say "the first $tokens tokens of conversations are read"
  else
    say "what conversations begin with was not read: $status $answer"
  fi
}

# While the image is built: process $1 is the engine. A build that cannot run it leaves the reading to
# the first start; a beginning that has no room fails it.
remember() {
  if ! await_engine "$1"; then
    say 'this build cannot run the engine: the first start will read what conversations begin with'
    return 0
  fi
  if ! read_beginning 1800; then
    case $answer in
      *exceed_context_size*) fail 78 "promptFile is longer than a context of $context tokens: $answer" ;;
    esac
    say "this build cannot read what conversations begin with: $status $answer"
  elif [ "$tokens" -ge "$context" ]; then
    fail 78 "promptFile has $tokens tokens and leaves no room in a context of $context"
  elif trusted; then
    say "remembered $tokens tokens in $(wc -c <"$kept/state") bytes"
  fi
}
