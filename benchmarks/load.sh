#!/bin/sh
# Measures Concierge beside a bare Kestrel endpoint. Needs Linux, two cores and taskset; see benchmarks/README.md for the options.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dotnet build "$here/Concierge.LoadTest" -c Release -v quiet --nologo
# The runner and its generator have core 1, the servers core 0. Other work on the machine should wait for both, where that is allowed.
exec nice -n -15 taskset -c 1 dotnet "$here/Concierge.LoadTest/bin/Release/net10.0/Concierge.LoadTest.dll" "$@"
