// Compares versions with the library that Bitnami offers for its own.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/bitnami/go-version/pkg/version"
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
	left, err := version.Parse(a)
	if err != nil {
		return "invalid"
	}
	right, err := version.Parse(b)
	if err != nil {
		return "invalid"
	}
	return string("<=>"[left.Compare(right)+1])
}
