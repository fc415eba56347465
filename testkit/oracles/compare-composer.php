<?php
// composer/semver, as Debian ships it with Composer
require '/usr/share/php/Composer/Semver/autoload.php';

use Composer\Semver\Comparator;
use Composer\Semver\VersionParser;

$parser = new VersionParser();
while (($line = fgets(STDIN)) !== false) {
    [$a, $b] = explode("\t", rtrim($line, "\n"));
    try {
        $a = $parser->normalize($a);
        $b = $parser->normalize($b);
        echo Comparator::lessThan($a, $b) ? '<' : (Comparator::greaterThan($a, $b) ? '>' : '='), "\n";
    } catch (UnexpectedValueException $invalid) {
        echo "invalid\n";
    }
}
