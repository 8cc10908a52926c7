#!/bin/sh
# sh packaging/release/changes.sh VERSION: prints what CHANGELOG.md says of VERSION, or of what is not
# released yet where VERSION has no heading.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
heading="## $1"
grep -q "^$heading\( \|$\)" "$top/CHANGELOG.md" || heading="## Unreleased"
awk -v heading="$heading" '
    index($0, heading) == 1 { inside = 1; next }
    /^## / { inside = 0 }
    inside' "$top/CHANGELOG.md" | sed -e '1{/^$/d}'
