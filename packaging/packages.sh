# shellcheck shell=sh disable=SC2034
# Sourced by packaging/run.sh and tests/run.sh, in the top folder: what the project needs from
# Debian, and how to install, configure and build.

build_packages="cmake ninja-build g++ pkg-config qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools
    qt6-image-formats-plugins qt6-l10n-tools qt6-translations-l10n qt6-httpserver-dev qt6-websockets-dev
    libqt6sql6-sqlite libpq-dev libssl-dev libqrencode-dev libsodium-dev libsystemd-dev libzstd-dev zlib1g-dev
    postgresql tzdata poppler-utils libcanberra0"
test_packages="nodejs npm" # the tests of the API's contract and of the customers' page
# The tests of the page, of clocks that jump, and of what the packages bring.
tool_packages="chromium fonts-noto-core libfaketime appstream desktop-file-utils man-db bsdextrautils systemd"
full_packages="clang-tidy clang-format"
release_packages="appstream desktop-file-utils dpkg-dev file git lintian makeself minisign patchelf procps rpm systemd"
fuzz_packages="clang-14 libclang-rt-14-dev"

installed() {
    test "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Debian's package would make a cluster of its own on port 5432 and start it at every boot. Ours is
# private, so the package is told not to, for as long as it is being installed.
forbid_main_cluster() {
    as_root mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' |
        as_root tee /etc/postgresql-common/createcluster.d/bakehouse.conf >/dev/null
}

allow_main_cluster() {
    as_root rm -f /etc/postgresql-common/createcluster.d/bakehouse.conf
}

apt_install() {
    as_root apt-get update -qq || echo "Going on with the package lists as they are."
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@"
}

# install_packages NAME…: installs what is missing; says nothing when nothing is.
install_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "This is not Debian; the build will name what it misses of:" "$@" >&2
        return 0
    fi
    missing=
    for package in "$@"; do
        installed "$package" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        echo "These packages are missing, and this is neither root nor is there sudo:$missing" >&2
        return 1
    fi
    echo "Installing:$missing"
    log=$(mktemp)
    status=0
    case " $missing " in *" postgresql "*)
        trap 'allow_main_cluster; exit 130' INT TERM
        forbid_main_cluster
        ;;
    esac
    # shellcheck disable=SC2086 # The list is meant to fall into words.
    apt_install $missing >"$log" 2>&1 || status=$?
    case " $missing " in *" postgresql "*)
        allow_main_cluster
        trap - INT TERM
        ;;
    esac
    [ "$status" -eq 0 ] || cat "$log" >&2
    rm -f "$log"
    return "$status"
}

# build PRESET: configures and builds into build/PRESET; with ccache where there is one and cached=no does
# not forbid it. Headers are read once where neither it nor clang-tidy would miss them.
build() {
    cache=
    [ "${cached:-yes}" = no ] || cache=$(command -v ccache || true)
    read_once=OFF
    if [ -z "$cache" ] && [ "${full:-no}" = no ]; then read_once=ON; fi
    cmake --preset "$1" -DCMAKE_CXX_COMPILER_LAUNCHER="$cache" -DBAKEHOUSE_READ_ONCE="$read_once" \
        --log-level=NOTICE
    cmake --build --preset "$1"
}
