#!/bin/sh
# Lets the ecosystem's own tool compare: reads lines A<TAB>B, writes <, =, > or invalid for each.
# usage: compare.sh ORACLE           as named by install.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cache=${TIDEWAITER_ORACLES:-$HOME/.cache/tidewaiter-oracles}
case $1 in
  alpm) exec /usr/bin/python3 "$here/compare-alpm.py" ;;
  bitnami | cargo | golang) exec "$cache/$1" ;;
  composer) exec php "$here/compare-composer.php" ;;
  conan) PYTHONPATH="$cache/conan" exec python3 "$here/compare-conan.py" ;;
  cran) exec Rscript --vanilla "$here/compare-cran.R" ;;
  deb) exec sh "$here/compare-deb.sh" ;;
  gem) exec ruby "$here/compare-gem.rb" ;;
  hackage) exec runghc "$here/compare-hackage.hs" ;;
  hex) LC_ALL=C.UTF-8 exec elixir "$here/compare-hex.exs" ;;
  npm) NODE_PATH="$cache/npm/node_modules" exec node "$here/compare-npm.js" ;;
  pypi) PYTHONPATH="$cache/pypi" exec python3 "$here/compare-pypi.py" ;;
  rpm) exec /usr/bin/python3 "$here/compare-rpm.py" ;;
  swift) PYTHONPATH="$cache/swift" exec python3 "$here/compare-swift.py" ;;
  *) echo "no oracle is named $1" >&2; exit 1 ;;
esac
