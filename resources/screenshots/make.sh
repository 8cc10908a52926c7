#!/bin/sh
# sh resources/screenshots/make.sh: makes the pictures of every screen, paper and customers' page anew, from
# the real window and the real page over a real shop. Running it twice gives the same files.
set -eu
cd "$(dirname "$0")/../.."
folder=$PWD/resources/screenshots
cmake --preset dev --log-level=NOTICE
cmake --build build/dev --target counter_shots bakehousectl
sh tests/support/node_packages.sh tests/web build/dev/tests/web
rm -f "$folder"/*.png
LC_ALL=C.UTF-8 build/dev/tests/counter_shots "$folder"
for paper in "$folder"/*.pdf; do
    pdftoppm -r 80 -png -singlefile "$paper" "${paper%.pdf}"
    rm "$paper"
done
BAKEHOUSE_PACKAGES=$PWD/build/dev/tests/web BAKEHOUSECTL=$PWD/build/dev/bin/bakehousectl \
    node tests/web/page_shots.mjs "$folder"
du -sh "$folder"
