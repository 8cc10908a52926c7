#!/bin/sh
# sh packaging/desktop/icons/make.sh: draws the program's icon anew in the sizes of the hicolor theme
# (needs rsvg-convert).
set -eu
cd "$(dirname "$0")"
for size in 16 24 32 48 64 128 256 512; do
    rsvg-convert -w "$size" -h "$size" org.bakehouse.Bakehouse.svg -o "$size.png"
done
