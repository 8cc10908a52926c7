# Completion of bakehouse in bash: see bakehousectl.
if declare -F _completion_loader >/dev/null; then
    _completion_loader bakehousectl
fi
complete -o filenames -F _bakehouse bakehouse
