// Compares Go versions: of modules as the go command does, of Go itself as its toolchain does.
package main

import (
	"bufio"
	"fmt"
	"go/version"
	"os"
	"strings"

	"golang.org/x/mod/semver"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		a, b, _ := strings.Cut(lines.Text(), "\t")
		fmt.Fprintln(out, compare(a, b))
	}
}

func compare(a, b string) string {
	if strings.HasPrefix(a, "go") && strings.HasPrefix(b, "go") {
		if version.IsValid(a) && version.IsValid(b) {
			return sign(version.Compare(a, b))
		}
		return "invalid"
	}
	a, b = "v"+strings.TrimPrefix(a, "v"), "v"+strings.TrimPrefix(b, "v")
	if semver.IsValid(a) && semver.IsValid(b) {
		return sign(semver.Compare(a, b))
	}
	return "invalid"
}

func sign(order int) string {
	return string("<=>"[order+1])
}
