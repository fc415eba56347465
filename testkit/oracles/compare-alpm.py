# libalpm, the library of pacman; its comparison takes any text, so a text that our side calls
# invalid has an answer here
import ctypes
import ctypes.util
import sys

vercmp = ctypes.CDLL(ctypes.util.find_library("alpm")).alpm_pkg_vercmp
vercmp.argtypes = [ctypes.c_char_p, ctypes.c_char_p]

for line in sys.stdin:
    a, b = (text.encode() for text in line.rstrip("\n").split("\t"))
    answer = vercmp(a, b)
    print("<" if answer < 0 else ">" if answer > 0 else "=")
