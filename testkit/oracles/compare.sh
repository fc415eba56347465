#!/bin/sh
# Lets the ecosystem's own tool compare: reads lines A<TAB>B, writes <, =, > or invalid for each.
# usage: compare.sh ORACLE           as named by install.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cache=${TIDEWAITER_ORACLES:-$HOME/.cache/tidewaiter-oracles}
case $1 in
  alpm) exec /usr/bin/python3 "$here/compare-alpm.py" ;;
  cargo | golang) exec "$cache/$1" ;;
  composer) exec php "$here/compare-composer.php" ;;
  cran) exec Rscript --vanilla "$here/compare-cran.R" ;;
  deb) exec sh "$here/compare-deb.sh" ;;
  gem) exec ruby "$here/compare-gem.rb" ;;
  npm) NODE_PATH="$cache/npm/node_modules" exec node "$here/compare-npm.js" ;;
  pypi) PYTHONPATH="$cache/pypi" exec python3 "$here/compare-pypi.py" ;;
  rpm) exec /usr/bin/python3 "$here/compare-rpm.py" ;;
  *) echo "no oracle is named $1" >&2; exit 1 ;;
esac
