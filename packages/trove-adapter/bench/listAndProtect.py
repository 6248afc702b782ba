"""Debian's python3-troveclient: lists the instances so many times, then asks for a backup of each; seconds as JSON."""
import json
import sys
import time

from keystoneauth1 import session
from keystoneauth1.identity import v3
from troveclient.v1 import client

asked = json.loads(sys.argv[1])
auth = v3.Password(**asked["auth"])
trove = client.Client(session=session.Session(auth=auth), region_name=asked["region"], service_type="database")


def everything():
    rows, marker = [], None
    while True:
        page = trove.instances.list(limit=20, marker=marker)
        rows += page
        marker = page.next
        if marker is None:
            return rows


found = everything()
begin = time.perf_counter()
for _ in range(asked["lists"]):
    everything()
lists = time.perf_counter() - begin

begin = time.perf_counter()
for instance in found[: asked["protects"]]:
    backup = trove.backups.create("bench", instance.id)
    while trove.backups.get(backup.id).status != "COMPLETED":
        time.sleep(0.01)
protects = time.perf_counter() - begin
print(json.dumps({"found": len(found), "lists": lists, "protects": protects}))
