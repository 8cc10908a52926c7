# shellcheck shell=sh
getent group bakehouse >/dev/null || groupadd --system bakehouse
getent passwd bakehouse >/dev/null || useradd --system --gid bakehouse --no-create-home \
    --home-dir /var/lib/bakehouse --shell /sbin/nologin --comment "Bakehouse" bakehouse
