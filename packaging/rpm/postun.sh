# shellcheck shell=sh
if [ "$1" -eq 0 ] && [ -d /var/lib/bakehouse ]; then
    echo "The shop's data stays in /var/lib/bakehouse."
fi
if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
fi
