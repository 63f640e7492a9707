#!/bin/sh
# Measures Concierge beside a bare Kestrel endpoint. Needs Linux, two cores and taskset; see benchmarks/README.md for the options.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${CONCIERGE_LOAD_OUTPUT:-$here/../artifacts/load}
for project in benchmarks/BareEndpoint benchmarks/AllocationProbe benchmarks/Concierge.LoadTest; do
  dotnet publish "$here/../$project" -c Release -o "$out/$(basename "$project")" -v quiet --nologo
done
# The runner and its generator have core 1, the servers core 0.
exec taskset -c 1 dotnet "$out/Concierge.LoadTest/Concierge.LoadTest.dll" "$@"
