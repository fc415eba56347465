#!/bin/sh
# Go's own tool that finds vulnerable functions in programs; install.sh provides it.
# usage: govulncheck.sh ARGUMENT...
set -eu
exec "${TIDEWAITER_ORACLES:-$HOME/.cache/tidewaiter-oracles}/govulncheck" "$@"
