#!/bin/sh
# A host that knows no JavaScript: it backs one instance up, turn by turn, each in a process of its own. Killed at any
# moment and called again with the same state it goes on, and makes one backup. The cloud is the one OS_* names.
#
#   90-drive-from-a-shell.sh backups/nightly.json INSTANCE_ID
set -u
state=${1:?where the state is kept} instance=${2:?which instance}
provider=${PROVIDER:-$(dirname "$0")/90-drive-from-a-shell/provider.yaml}

request=$(cat <<EOF
{
  "verb": "protect",
  "operationId": "$(basename "$state" .json)",
  "resource": {
    "scope": { "account": "$OS_USERNAME" },
    "type": "OS::Trove::Instance",
    "id": "$instance",
    "name": "$instance"
  },
  "parameters": { "backup_name": "$(basename "$state" .json)", "description": "From a shell." },
  "deadline": "$(date -u -d '4 hours' +%Y-%m-%dT%H:%M:%SZ)"
}
EOF
)

while true; do
  turn=$(echo "$request" | ${BREAKWATER:-npx breakwater} step \
    --provider "$provider" --plugin @breakwater/trove-adapter/plugin --state "$state")
  case $? in
    0) echo "$turn" && exit 0 ;; # what it saved is in there, and in the state
    10) ms=$(expr "$turn" : '.*"afterMs":\([0-9]*\)') ;;
    11) ms=10000 ;;
    *) exit 1 ;; # the last line on standard error says why
  esac
  sleep "$((ms / 1000)).$((ms % 1000 / 100))"
done
