//! Compares versions with the crate that Cargo reads them with.
use semver::Version;
use std::io::{stdin, BufRead};

fn main() {
    for line in stdin().lock().lines() {
        let line = line.expect("a line of text");
        let (a, b) = line.split_once('\t').expect("two versions");
        println!("{}", compare(a, b));
    }
}

fn compare(a: &str, b: &str) -> &'static str {
    match (Version::parse(a), Version::parse(b)) {
        // the order of the specification, in which a build does not count
        (Ok(a), Ok(b)) => match a.cmp_precedence(&b) {
            std::cmp::Ordering::Less => "<",
            std::cmp::Ordering::Equal => "=",
            std::cmp::Ordering::Greater => ">",
        },
        _ => "invalid",
    }
}
