#!/bin/sh
# Puts moto's server, which stands for AWS in the tests that say so, under .venv/moto. Those tests
# are skipped where it is not. Skips with the reason where it cannot be had.
"$(dirname "$0")/venv.sh" moto "moto[server]==5.2.5" || exit 0
