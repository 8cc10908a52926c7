#!/bin/sh
# sh tests/run.sh [--full]: installs what is missing, builds for development and runs every test.
# --full adds the sanitizers, clang-tidy and the long runs. The last line and the exit code tell.
set -eu
cd "$(dirname "$0")/.."
. packaging/packages.sh

full=no
for argument in "$@"; do
    case $argument in
    --full) full=yes ;;
    *)
        echo "usage: sh tests/run.sh [--full]" >&2
        exit 2
        ;;
    esac
done

stage=
began=$(date +%s)
closing_line() {
    status=$?
    seconds=$(($(date +%s) - began))
    if [ "$status" -eq 0 ]; then
        echo "tests: all passed in $seconds s"
    else
        echo "tests: FAILED at: $stage, after $seconds s"
    fi
}
trap closing_line EXIT

begin() {
    stage=$1
    echo "== $stage"
}

# in_memory COMMAND…: with the folders of the tests in memory where there is room for them: a hundred servers
# are made and thrown away. What the power cut tests lose, they lose on file systems of their own.
in_memory() {
    room_kB=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
    free_kB=$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo)
    if [ "${room_kB:-0}" -gt 8000000 ] && [ "$free_kB" -gt 12000000 ]; then
        TMPDIR=/dev/shm "$@"
    else
        "$@"
    fi
}

# run_tests PRESET; one more than there are cores, for many wait for a clock.
run_tests() {
    in_memory ctest --preset "$1" -j"$(($(nproc) + 1))" --no-tests=error
}

# The top folder as a pattern of Python, for the files that clang-tidy is to read.
tidy_files() {
    printf '^%s/(app|core|ui)/' "$(pwd | sed 's/[^A-Za-z0-9_/-]/\\&/g')"
}

begin "packages"
# shellcheck disable=SC2086 # The lists are meant to fall into words.
install_packages $build_packages
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then # others than Debian's do too
    # shellcheck disable=SC2086
    install_packages $test_packages
fi
# shellcheck disable=SC2086
install_packages $tool_packages
if [ "$full" = yes ]; then
    # shellcheck disable=SC2086
    install_packages $full_packages $fuzz_packages
fi
begin "build dev"
build dev
begin "tests"
run_tests dev

if [ "$full" = yes ]; then
    begin "every look"
    QT_QPA_PLATFORM=offscreen BAKEHOUSE_EVERY_LOOK=1 build/dev/tests/tst_counter_look
    begin "every kill of an upgrade"
    BAKEHOUSE_EVERY_KILL=1 build/dev/tests/tst_ctl_schema
    begin "clang-format"
    find . -path ./build -prune -o \( -name '*.h' -o -name '*.cpp' \) -exec \
        clang-format --dry-run -Werror {} +
    begin "clang-tidy"
    run-clang-tidy -quiet -p build/dev "$(tidy_files)"
    begin "build asan"
    build asan
    begin "tests with sanitizers"
    run_tests asan
    begin "fuzzing"
    tests/fuzz/run --seconds 20
    if [ -e tests/faults/run ]; then
        begin "long runs"
        tests/faults/run
    fi
fi
