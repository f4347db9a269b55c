#!/bin/sh
# Puts agent programs and libraries, pinned, under .agents and .venv/agents: Codex, Claude Code, the
# Vercel AI SDK and OpenAI's Agents SDKs. The tests with them run where they are, and are skipped
# where they are not; the build never calls this. About 500 MB.
set -eu
cd "$(dirname "$0")/.."
command -v npm >/dev/null || { echo "agents: there is no npm" >&2; exit 1; }
mkdir -p .agents
cp acceptance/agents/package.json acceptance/agents/package-lock.json .agents/
(cd .agents && npm ci --no-audit --no-fund)
tools/venv.sh agents "openai-agents==0.24.0"
