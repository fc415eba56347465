# semver, which keeps to the specification as Swift's package manager does
import sys
from semver import Version

for line in sys.stdin:
    try:
        a, b = map(Version.parse, line.rstrip("\n").split("\t"))
        print("<" if a < b else ">" if a > b else "=")
    except ValueError:
        print("invalid")
