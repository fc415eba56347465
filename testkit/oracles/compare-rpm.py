# librpm; its parser takes any text, so a text that our side calls invalid has an answer here
import sys
import rpm

for line in sys.stdin:
    try:
        a, b = map(rpm.ver, line.rstrip("\n").split("\t"))
        print("<" if a < b else ">" if a > b else "=")
    except (TypeError, ValueError):
        print("invalid")
