"""What the member's project has, a line for each; the security group that every project has from the start is not counted."""
import sys

import openstack

cloud = openstack.connect(cloud="lab")
project = cloud.current_project_id
kinds = {
    "server": cloud.compute.servers(),
    "server group": cloud.compute.server_groups(),
    "port": cloud.network.ports(),
    "subnet": cloud.network.subnets(),
    "network": cloud.network.networks(),
    "router": cloud.network.routers(),
    "floating address": cloud.network.ips(),
    "security group": (g for g in cloud.network.security_groups() if g.name != "default"),
}
if cloud.has_service("block-storage"):
    kinds["volume"] = cloud.block_storage.volumes()
found = [f"{kind}  {thing.name or thing.id}" for kind, things in kinds.items() for thing in things if kind.startswith("server") or thing.project_id == project]
print("\n".join(found) or "nothing is left in project mpaas")
sys.exit(1 if found else 0)
