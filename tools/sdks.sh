#!/bin/sh
# Puts OpenAI's and Anthropic's Python SDKs under .venv/sdks. The tests with them are skipped where
# they are not. Skips with the reason where they cannot be had.
"$(dirname "$0")/venv.sh" sdks "openai==3.57.0" "anthropic==2.14.0" || exit 0
