"""The catalogue of services, and a project with a user who is a member of it and no more."""
import openstack

SERVICES = [
    ("nova", "compute", "http://127.0.0.1:8774/v2.1"),
    ("neutron", "network", "http://127.0.0.1:9696"),
    ("glance", "image", "http://127.0.0.1:9292"),
    ("placement", "placement", "http://127.0.0.1:8778"),
]

cloud = openstack.connect(cloud="admin")
for name, kind, url in SERVICES:
    service = cloud.identity.create_service(name=name, type=kind)
    for interface in ("public", "internal", "admin"):
        cloud.identity.create_endpoint(service_id=service.id, interface=interface, url=url, region_id="RegionOne")
project = cloud.identity.create_project(name="mpaas", domain_id="default")
member = cloud.identity.create_user(name="mpaas", password="mpaas", domain_id="default", default_project_id=project.id)
cloud.identity.assign_project_role_to_user(project, member, cloud.identity.find_role("member"))
