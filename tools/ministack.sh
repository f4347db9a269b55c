#!/bin/sh
# Puts ministack, an emulator of AWS (MIT), under .venv/ministack, for the rehearsal of a deployment.
# With AWS's SDK for the Python functions that it runs. Skips with the reason where it cannot be had.
"$(dirname "$0")/venv.sh" ministack "ministack==1.5.33" "boto3==1.43.106" || exit 0
