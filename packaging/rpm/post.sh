# shellcheck shell=sh
if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl try-restart bakehouse.service
fi
