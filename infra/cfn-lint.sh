#!/bin/sh
# Runs cfn-lint over the templates that the tests of infra left in infra/target/templates.
# Skips with the reason where cfn-lint cannot be had; CFN_LINT names one that is installed. One on
# the PATH is not taken: an older one does not know the properties of this year.
set -eu
cd "$(dirname "$0")"
templates=target/templates

set -- "$templates"/*.json
if [ ! -f "$1" ]; then
  echo "cfn-lint: no templates in infra/$templates; run: mvn -pl infra -am test" >&2
  exit 1
fi
lint=${CFN_LINT:-}
if [ -z "$lint" ]; then
  ../tools/venv.sh cfn-lint cfn-lint==1.58.0 || exit 0
  lint=../.venv/cfn-lint/bin/cfn-lint
fi
# W3005: the CDK writes dependencies that a reference implies too, for its own resources.
"$lint" --ignore-checks W3005 --regions us-east-1 eu-west-1 --template "$@"
echo "cfn-lint: $# templates are clean"
