#!/bin/sh
# What the Lambda Web Adapter starts: the invoker on the runtime's own Java.
#
# C1 and Serial GC: a process that lives for minutes and mostly waits gains nothing from more.
# Netty asks for sun.misc.Unsafe, which the JDK would announce at every start. Memory is the
# function's, so most of it may be heap; where even that is not enough, a process that ends is
# replaced, and one that limps along is not.
set -eu
here=$(dirname "$0")
exec "${JAVA_HOME:-/var/lang}/bin/java" \
  -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -XX:-UsePerfData \
  -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError \
  --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
  -cp "$here/lib/*" io.github.slmsagemaker.invoker.Invoker
