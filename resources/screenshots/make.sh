#!/bin/sh
# sh resources/screenshots/make.sh: makes the pictures of every screen and paper anew, from the
# real window over a real shop. Running it twice gives the same files.
set -eu
cd "$(dirname "$0")/../.."
folder=$PWD/resources/screenshots
cmake --preset dev --log-level=NOTICE
cmake --build build/dev --target counter_shots
rm -f "$folder"/*.png
LC_ALL=C.UTF-8 build/dev/tests/counter_shots "$folder"
for paper in "$folder"/*.pdf; do
    pdftoppm -r 80 -png -singlefile "$paper" "${paper%.pdf}"
    rm "$paper"
done
du -sh "$folder"
