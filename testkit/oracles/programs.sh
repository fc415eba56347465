#!/bin/sh
# Puts programs into a folder without the records of their package manager, and asks each for its
# version: prints lines PRODUCT<TAB>VERSION, where the version is the first number with points that
# the program prints of itself, or for a library the upstream version of its Debian package.
# usage: programs.sh FOLDER          the packages are fetched once, into ~/.cache/tidewaiter-oracles
set -eu
root=$1
cache=${TIDEWAITER_ORACLES:-$HOME/.cache/tidewaiter-oracles}/programs

# Below: the product, its Debian package, what to run; a dash for a library.
table() {
  sed -n 's/^#| *//p' "$0"
}

#| bash bash bin/bash --version
#| busybox busybox-static bin/busybox --help
#| conmon conmon usr/bin/conmon --version
#| crun crun usr/bin/crun --version
#| curl curl usr/bin/curl --version
#| dnsmasq dnsmasq-base usr/sbin/dnsmasq --version
#| dropbear dropbear-bin usr/sbin/dropbear -V
#| dumb-init dumb-init usr/bin/dumb-init --version
#| exim exim4-daemon-light usr/sbin/exim4 --version
#| expat libexpat1 -
#| ffmpeg ffmpeg usr/bin/ffmpeg -version
#| gawk gawk usr/bin/gawk --version
#| git git usr/bin/git --version
#| gnupg gpg usr/bin/gpg --version
#| haproxy haproxy usr/sbin/haproxy -v
#| httpd apache2-bin usr/sbin/apache2 -v
#| jq jq usr/bin/jq --version
#| keepalived keepalived usr/sbin/keepalived --version
#| libarchive libarchive13 -
#| libgcrypt libgcrypt20 -
#| libpng libpng16-16 -
#| libsodium libsodium23 -
#| libssh2 libssh2-1 -
#| libtiff libtiff6 -
#| libxml2 libxml2 -
#| lighttpd lighttpd usr/sbin/lighttpd -v
#| lua lua5.4 usr/bin/lua5.4 -v
#| lz4 liblz4-1 -
#| mariadb mariadb-server-core usr/sbin/mariadbd --version
#| memcached memcached usr/bin/memcached --version
#| mosquitto mosquitto usr/sbin/mosquitto -h
#| musl musl -
#| nano nano bin/nano --version
#| nginx nginx usr/sbin/nginx -v
#| nmap nmap usr/bin/nmap --version
#| nsd nsd usr/sbin/nsd -v
#| openssh openssh-client usr/bin/ssh -V
#| openssl openssl usr/bin/openssl version
#| openvpn openvpn usr/sbin/openvpn --version
#| pcre2 libpcre2-8-0 -
#| perl perl-base usr/bin/perl -v
#| php php8.2-cli usr/bin/php8.2 --version
#| postgresql postgresql-15 usr/lib/postgresql/15/bin/postgres --version
#| proftpd proftpd-core usr/sbin/proftpd --version
#| python python3.11-minimal usr/bin/python3.11 --version
#| redis redis-tools usr/bin/redis-check-rdb --version
#| rsync rsync usr/bin/rsync --version
#| runc runc usr/sbin/runc --version
#| sqlite libsqlite3-0 -
#| squid squid usr/sbin/squid -v
#| strace strace usr/bin/strace --version
#| tini tini usr/bin/tini --version
#| tmux tmux usr/bin/tmux -V
#| tor tor usr/bin/tor --version
#| toybox toybox bin/toybox --version
#| unbound unbound usr/sbin/unbound -V
#| varnish varnish usr/sbin/varnishd -V
#| wireguard-tools wireguard-tools usr/bin/wg --version
#| xz xz-utils usr/bin/xz --version
#| zlib zlib1g -
#| zsh zsh bin/zsh --version
#| zstd zstd usr/bin/zstd --version

command -v dpkg-deb >/dev/null || { echo "oracles: programs needs dpkg-deb, which is not installed" >&2; exit 1; }
mkdir -p "$cache" "$root"
missing=$(table | while read -r _ package _; do
  ls "$cache/${package}"_*.deb >/dev/null 2>&1 || echo "$package"
done)
# shellcheck disable=SC2086 # one word a package
[ -z "$missing" ] || (cd "$cache" && apt-get download -qq $missing >&2)
for deb in "$cache"/*.deb; do
  dpkg-deb -x "$deb" "$root"
done
libraries=$root/usr/lib/x86_64-linux-gnu:$root/lib/x86_64-linux-gnu
table | while read -r product package program arguments; do
  if [ "$program" = - ]; then
    said=$(dpkg-deb -f "$(ls "$cache/${package}"_*.deb | tail -1)" Version | sed 's/^[0-9]*://; s/[-+~].*//')
  else
    # shellcheck disable=SC2086 # arguments are words
    said=$(LD_LIBRARY_PATH=$libraries timeout 20 "$root/$program" $arguments 2>&1 </dev/null || true)
    case $said in
      *"error while loading shared libraries"*)
        echo "oracles: $program lacks a library here and is left out" >&2
        continue
        ;;
    esac
  fi
  version=$(printf '%s\n' "$said" | grep -oE '[0-9]+\.[0-9]+(\.[0-9]+)*(p[0-9]+|[a-z]\b)?' | head -1)
  [ -z "$version" ] || printf '%s\t%s\n' "$product" "$version"
done
