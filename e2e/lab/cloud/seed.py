"""What a cloud team would have ready: zones, flavors, an image, an external network, quota; and credentials for the member."""
import secrets
import time

import openstack
import yaml

ZONES = {"az1": "host1", "az2": "host2", "az3": "host3"}
FLAVORS = [("mpaas.control", 4, 8), ("mpaas.worker", 64, 256), ("mpaas.small", 2, 4)]
IMAGE = "mpaas-node-v1.36.3"
PATIENCE = 120

cloud = openstack.connect(cloud="admin")


def wait_for_hypervisors():
    end = time.time() + PATIENCE
    while time.time() < end:
        up = {s.host for s in cloud.compute.services() if s.binary == "nova-compute" and s.state == "up"}
        if up >= set(ZONES.values()) and len(list(cloud.compute.hypervisors())) == len(ZONES):
            return
        time.sleep(1)
    raise SystemExit(f"Only the hypervisors {sorted(up)} came up in {PATIENCE} s.")


def network():
    external = cloud.network.create_network(
        name="external", provider_network_type="flat", provider_physical_network="external", is_router_external=True
    )
    cloud.network.create_subnet(network_id=external.id, name="external", cidr="198.51.100.0/24", ip_version=4, enable_dhcp=False)


def image():
    with open("/lab/node-image", "w") as file:
        file.write("No disk: the guest simulator reads the user data and boots what it says.\n")
    cloud.create_image(IMAGE, filename="/lab/node-image", disk_format="raw", container_format="bare", visibility="public", wait=True)


def quota(project):
    cloud.set_compute_quotas(project.id, instances=40, cores=400, ram=2**21, server_groups=20)


def credentials():
    """An application credential, as a customer would give us: it is the member's, not the admin's."""
    member = openstack.connect(
        load_yaml_config=False,  # or the settings of the admin would win
        load_envvars=False,
        auth={
            "auth_url": "http://127.0.0.1:5000/v3", "username": "mpaas", "password": "mpaas", "project_name": "mpaas",
            "user_domain_name": "Default", "project_domain_name": "Default",
        },
        region_name="RegionOne",
    )  # fmt: skip
    secret = secrets.token_urlsafe(24)
    made = member.identity.create_application_credential(member.current_user_id, "operator", secret=secret)
    auth = {
        "auth_url": "http://127.0.0.1:5000/v3",
        "application_credential_id": made.id,
        "application_credential_secret": secret,
    }
    lab = {"auth_type": "v3applicationcredential", "auth": auth, "region_name": "RegionOne", "identity_api_version": "3"}
    with open("/lab/clouds/member/clouds.yaml", "w") as file:
        yaml.safe_dump({"clouds": {"lab": lab}}, file)


network()
image()
quota(cloud.identity.find_project("mpaas"))
for name, cores, gigabytes in FLAVORS:
    cloud.compute.create_flavor(name=name, vcpus=cores, ram=gigabytes * 1024, disk=40)
credentials()
wait_for_hypervisors()
for zone, host in ZONES.items():
    cloud.compute.add_host_to_aggregate(cloud.compute.create_aggregate(name=zone, availability_zone=zone), host)
