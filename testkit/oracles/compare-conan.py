# Version of Conan's recipes; it takes anything for a version
import sys
from conan.internal.model.version import Version

for line in sys.stdin:
    a, b = map(Version, line.rstrip("\n").split("\t"))
    print("<" if a < b else "=" if a == b else ">")
