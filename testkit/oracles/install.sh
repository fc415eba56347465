#!/bin/sh
# Ensures the tools that we are tested against: those of the ecosystems, and the engines.
# usage: install.sh [ORACLE...]      all of them if none is named
# What comes from pip, npm, cargo or Go goes to ~/.cache/tidewaiter-oracles (or
# $TIDEWAITER_ORACLES); the others, such as rpm, ruby and the engines, are system packages.
# Quick where nothing is missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cache=${TIDEWAITER_ORACLES:-$HOME/.cache/tidewaiter-oracles}
mkdir -p "$cache"

fail() {
  echo "oracles: $1" >&2
  exit 1
}

needs() {
  command -v "$1" >/dev/null || fail "$2 needs $1, which is not installed"
}

# debian ORACLE PROOF PACKAGE...: installs the packages unless the proof, a command, succeeds
debian() {
  oracle=$1
  proof=$2
  shift 2
  sh -c "$proof" >/dev/null 2>&1 && return
  [ "$(id -u)" = 0 ] || fail "$oracle needs the Debian packages $*: run this as root once, or install them"
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
  sh -c "$proof" >/dev/null || fail "$oracle does not work though $* are installed"
}

ensure() {
  case $1 in
    alpm)
      debian alpm "/usr/bin/python3 $here/compare-alpm.py </dev/null" pacman-package-manager
      ;;
    bitnami)
      [ -x "$cache/bitnami" ] && return
      needs go bitnami
      (cd "$here/bitnami" && go build -o "$cache/bitnami" .)
      ;;
    cargo)
      [ -x "$cache/cargo" ] && return
      needs cargo cargo
      cargo build --quiet --locked --release --manifest-path "$here/cargo/Cargo.toml" \
        --target-dir "$cache/cargo-target"
      cp "$cache/cargo-target/release/oracle" "$cache/cargo"
      ;;
    cargo-auditable)
      [ -x "$cache/cargo-auditable/bin/cargo-auditable" ] && return
      needs cargo cargo-auditable
      cargo install --quiet --locked --root "$cache/cargo-auditable" cargo-auditable@0.7.7 >&2
      ;;
    chromium)
      debian chromium 'command -v chromium' chromium
      ;;
    composer)
      debian composer 'php -r "require \"/usr/share/php/Composer/Semver/autoload.php\";"' composer
      ;;
    conan)
      [ -d "$cache/conan/conan" ] && return
      needs python3 conan
      python3 -m pip install --quiet --disable-pip-version-check --target "$cache/conan" \
        conan==2.34.0 >&2
      ;;
    deb)
      debian deb 'command -v dpkg' dpkg
      ;;
    engines)
      debian engines 'command -v dockerd && command -v podman && command -v crun && command -v fuse-overlayfs && command -v curl' \
        docker.io podman crun fuse-overlayfs curl
      ;;
    estargz)
      [ -x "$cache/estargz" ] && return
      needs go estargz
      (cd "$here/estargz" && go build -o "$cache/estargz" .)
      ;;
    gem)
      debian gem 'ruby -e "Gem::Version"' ruby
      ;;
    golang)
      [ -x "$cache/golang" ] && return
      needs go golang
      (cd "$here/golang" && go build -o "$cache/golang" .)
      ;;
    gpg)
      debian gpg 'command -v gpg && command -v gpg-agent && command -v skopeo && command -v docker-registry' \
        gnupg skopeo docker-registry
      ;;
    govulncheck)
      [ -x "$cache/govulncheck" ] && return
      needs go govulncheck
      GOBIN="$cache" go install golang.org/x/vuln/cmd/govulncheck@v1.1.4 >&2
      ;;
    hackage)
      debian hackage 'command -v runghc' ghc
      ;;
    hex)
      debian hex 'command -v elixir' elixir
      ;;
    images)
      debian images 'command -v skopeo && command -v umoci && command -v docker-registry && command -v debootstrap' \
        skopeo umoci docker-registry debootstrap
      ;;
    npm)
      [ -d "$cache/npm/node_modules/semver" ] && return
      needs npm npm
      npm install --silent --no-audit --no-fund --prefix "$cache/npm" semver@7.7.3 >&2
      ;;
    openssl)
      debian openssl 'command -v openssl' openssl
      ;;
    programs)
      debian programs 'command -v dpkg-deb' dpkg
      [ -d "$cache/programs" ] || {
        unpacked=$(mktemp -d)
        sh "$here/programs.sh" "$unpacked" >/dev/null
        rm -rf "$unpacked"
      }
      ;;
    pypi)
      [ -d "$cache/pypi/packaging" ] && return
      needs python3 pypi
      python3 -m pip install --quiet --disable-pip-version-check --target "$cache/pypi" \
        packaging==25.0 >&2
      ;;
    r)
      debian r 'command -v R' r-base-core
      ;;
    rpm)
      debian rpm '/usr/bin/python3 -c "import rpm; rpm.ver" && command -v rpmbuild && command -v db5.3_load' \
        python3-rpm rpm db5.3-util
      ;;
    sigstore)
      [ -d "$cache/sigstore/node_modules/@sigstore/verify" ] && return
      needs npm sigstore
      npm install --silent --no-audit --no-fund --prefix "$cache/sigstore" \
        @sigstore/bundle@4.0.0 @sigstore/sign@4.1.0 @sigstore/verify@3.1.0 >&2
      ;;
    swift)
      [ -d "$cache/swift/semver" ] && return
      needs python3 swift
      python3 -m pip install --quiet --disable-pip-version-check --target "$cache/swift" \
        semver==3.0.4 >&2
      ;;
    zstd)
      debian zstd 'command -v zstd' zstd
      ;;
    *)
      fail "no oracle is named $1"
      ;;
  esac
}

[ $# -gt 0 ] || set -- alpm bitnami cargo cargo-auditable chromium composer conan deb engines estargz \
  gem golang gpg govulncheck hackage hex images npm openssl programs pypi r rpm sigstore swift zstd
for oracle; do
  ensure "$oracle"
done
