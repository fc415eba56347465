#!/bin/sh
# Prints the path of the official JSON schema of SARIF 2.1.0, after fetching it once: it comes with
# a package of Microsoft's on npm. Kept in ~/.cache/tidewaiter-oracles (or $TIDEWAITER_ORACLES).
set -eu
cache=${TIDEWAITER_ORACLES:-$HOME/.cache/tidewaiter-oracles}/sarif
schema=$cache/sarif-2.1.0-rtm.5.json
if [ ! -f "$schema" ]; then
  command -v npm >/dev/null || { echo "oracles: the SARIF schema needs npm" >&2; exit 1; }
  fetched=$(mktemp -d)
  trap 'rm -rf "$fetched"' EXIT
  (cd "$fetched" && npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0 >/dev/null && tar -xzf ./*.tgz)
  mkdir -p "$cache"
  mv "$fetched/package/lib/schemas/sarif-2.1.0-rtm.5.json" "$schema"
fi
echo "$schema"
