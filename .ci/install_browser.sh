#!/usr/bin/env bash
# The browser that tests marked `browser` drive: installed on Debian where it is absent and may be; elsewhere they skip.
set -euo pipefail
command -v chromium >/dev/null || command -v chromium-browser >/dev/null && exit 0
[ "$(id -u)" = 0 ] && [ -e /etc/debian_version ] && command -v apt-get >/dev/null || { echo "no chromium: tests of the page skip"; exit 0; }
export DEBIAN_FRONTEND=noninteractive
{ apt-get update -q && apt-get install -q -y --no-install-recommends chromium; } >/dev/null || echo "no chromium: tests of the page skip"
