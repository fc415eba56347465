#!/bin/sh
# dpkg itself
tab=$(printf '\t')
while IFS= read -r line; do
  a=${line%%"$tab"*}
  b=${line#*"$tab"}
  if dpkg --compare-versions "$a" lt "$b" 2>/dev/null; then
    echo "<"
  elif dpkg --compare-versions "$a" gt "$b" 2>/dev/null; then
    echo ">"
  elif dpkg --compare-versions "$a" eq "$b" 2>/dev/null; then
    echo "="
  else
    echo invalid
  fi
done
