// node-semver, in its loose mode
const semver = require("semver");
const lines = require("fs").readFileSync(0, "utf8").split("\n").slice(0, -1);
for (const line of lines) {
  const [a, b] = line.split("\t").map((text) => semver.parse(text, { loose: true }));
  console.log(a && b ? "<=>"[semver.compare(a, b) + 1] : "invalid");
}
