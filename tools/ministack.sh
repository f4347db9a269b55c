#!/bin/sh
# Puts ministack, an emulator of AWS (MIT), under .venv/ministack, for the rehearsal of a deployment.
# Skips with the reason where it cannot be had.
"$(dirname "$0")/venv.sh" ministack "ministack==1.5.33" || exit 0
