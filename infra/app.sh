#!/bin/sh
# The CDK app, as cdk.json starts it: builds what it needs, then runs it on the JDK that Maven finds.
# What Maven says is shown only where the build fails; what the app says is on standard error anyway.
# Another app of this module is named by its class: infra/app.sh delivery.GithubAccessApp
set -eu
cd "$(dirname "$0")/.."
app=${1:-SlmSagemakerApp}
modules=infra
# The invoker is no library of the app, but its package is part of what is deployed.
if [ -f invoker/pom.xml ]; then
  modules=infra,invoker
fi
log=infra/target/synth.log
mkdir -p infra/target
if ! mvn -B -ntp -q -pl "$modules" -am -Dmaven.test.skip=true -Dquick -Dexec.skip=true -Dsynth.skip=false -Dsynth.app="$app" \
  package >"$log"; then
  grep -q ':exec (synth) on project infra' "$log" || cat "$log" >&2
  exit 1
fi
