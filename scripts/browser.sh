#!/bin/sh
# Journeys need Debian's Chromium. Install it where that is possible; say so where it is not.
set -eu
command -v chromium >/dev/null 2>&1 && exit 0
command -v apt-get >/dev/null 2>&1 || { echo "LEFT OUT: no Chromium and no apt-get here; install Chromium for the browser journeys." >&2; exit 0; }
as=''
[ "$(id -u)" = 0 ] || as='sudo -n'
echo "Installing Chromium for the browser journeys ..."
{ $as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 \
  || echo "LEFT OUT: Chromium could not be installed; the browser journeys will be skipped." >&2
