package io.mpaas.cloud;

import io.mpaas.planning.cloud.CloudSeen.Provided;
import io.mpaas.planning.inspect.Result.State;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One thing that is wrong with a cloud, with what is asked of it, or with the providers beside the operator. */
enum CloudFault {
    NOT_INSTALLED(
            "cluster-api",
            "KubeadmControlPlane (controlplane.cluster.x-k8s.io/v1beta2) is not served: it is not installed",
            scene -> serve(scene, "KubeadmControlPlane", List.of())),
    TOO_OLD(
            "cloud-provider",
            "OpenStackCluster is served as v1alpha7, and infrastructure.cluster.x-k8s.io/v1beta1 is needed",
            scene -> serve(scene, "OpenStackCluster", List.of("v1alpha7"))),
    OVERLAP(
            "cloud-ranges",
            "network.pods 10.96.0.0/15 and network.services 10.96.0.0/16 overlap",
            scene -> scene.site("external: public", "external: public, pods: 10.96.0.0/15")),
    SMALL_RANGE(
            "cloud-ranges",
            "network.nodes 10.6.0.0/29 has no room for 10 servers",
            scene -> scene.site("external: public", "external: public, nodes: 10.6.0.0/29")),
    NO_SUCH_CLOUD(
            "cloud-credentials",
            "clouds.yaml has no cloud \"customer\"; it has: other",
            scene -> scene.clouds = scene.clouds.replace("customer:", "other:")),
    UNVERIFIED(
            "cloud-credentials",
            "cloud customer says verify: false",
            scene -> scene.clouds = scene.clouds.replace("region_name: one", "region_name: one\n    verify: false")),
    NOBODY_THERE(
            "cloud-reach",
            "does not answer: 127.0.0.1:1 cannot be connected to (ConnectException)",
            scene -> scene.clouds = scene.clouds.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:1")),
    WRONG_PASSWORD(
            "cloud-login",
            "Keystone does not accept cloud customer of Secret cloud: it answers 401: no: ",
            scene -> scene.clouds = scene.cloud.clouds("wrong-canary")),
    ADMINISTRATOR(
            "cloud-member",
            State.Warn,
            "ops is an administrator",
            scene -> scene.cloud.roles().addObject().put("name", "admin")),
    WRONG_REGION(
            "cloud-region",
            "there is no region two; there are: one",
            scene -> scene.clouds = scene.clouds.replace("region_name: one", "region_name: two")),
    NO_NOVA(
            "cloud-services",
            "Nova (type compute, interface public) is not in the catalogue of this region",
            scene -> scene.cloud.without("compute")),
    WRONG_ZONE(
            "cloud-zones",
            "there is no availability zone az9; there are: az1, az2",
            scene -> scene.site("[az1, az2]", "[az1, az9]")),
    DISABLED_ZONE(
            "cloud-zones",
            "availability zone az2 is not available: all its compute services are disabled",
            scene -> scene.cloud
                    .entry("/compute/v2.1/os-availability-zone", "availabilityZoneInfo", "az2")
                    .withObject("zoneState")
                    .put("available", false)),
    INTERNAL_ZONE("cloud-zones", "internal is Nova's own zone", scene -> scene.site("[az1, az2]", "[az1, internal]")),
    COMPUTE_DOWN(
            "cloud-compute",
            "no compute service works in zone az1: h1 (down)",
            scene -> scene.compute(0).put("state", "down")),
    WRONG_FLAVOR(
            "cloud-flavors",
            "there is no flavor huge; there are: cp, md",
            scene -> scene.site("flavor: md", "flavor: huge")),
    SMALL_CONTROL_PLANE(
            "cloud-flavor-size",
            "cp has 1 cores and 8192 MiB; kubeadm makes no control plane with less than 2 cores and 1700 MiB",
            scene -> scene.flavor("cp").put("vcpus", 1)),
    NO_IMAGE(
            "cloud-image",
            "there is no image absent, or it is not shared with this project",
            scene -> scene.site("image: node", "image: absent")),
    TWO_IMAGES(
            "cloud-image",
            "several images are called node, and the provider takes none of them: i1, i2",
            scene -> scene.cloud.add(
                    "/image/v2/images", "images", "{\"id\": \"i2\", \"name\": \"node\", \"status\": \"active\"}")),
    IMAGE_NOT_ACTIVE(
            "cloud-image-active",
            "image node is queued: no server can start from it",
            scene -> scene.cloud.entry("/image/v2/images", "images", "node").put("status", "queued")),
    SMALL_DISK(
            "cloud-image-fits",
            "flavor cp has a disk of 10 GiB, and the image needs 20",
            scene -> scene.flavor("cp").put("disk", 10)),
    NO_KEY(
            "cloud-key",
            "the user of the credentials has no key pair theirs; there are: ops",
            scene -> scene.site("sshKey: ops", "sshKey: theirs")),
    WRONG_NETWORK(
            "cloud-network",
            "there is no external network outside; there are: public",
            scene -> scene.site("external: public", "external: outside")),
    NO_BALANCER(
            "cloud-load-balancer",
            "endpoint.type is LoadBalancer, and the cloud has no load balancer service (Octavia)",
            scene -> scene.cloud.without("load-balancer")),
    NO_BALANCER_ROLE(
            "cloud-load-balancer-role",
            "these credentials may not use load balancers",
            scene -> scene.cloud.refuse("/balancer", 403)),
    NO_VOLUMES(
            "cloud-block-storage",
            State.Warn,
            "the cloud has no volume service (Cinder)",
            scene -> scene.cloud.without("volumev3")),
    FEW_SERVERS(
            "cloud-quota-servers",
            "quota of instances: 10 more are needed, 8 of 10 are free",
            scene -> scene.limits().put("maxTotalInstances", 10)),
    FEW_CORES(
            "cloud-quota-servers",
            "quota of cores: 68 more are needed, 42 of 50 are free",
            scene -> scene.limits().put("maxTotalCores", 50)),
    FEW_PORTS(
            "cloud-quota-networks",
            "quota of port: 14 more are needed, 6 of 10 are free",
            scene -> scene.networkQuota("port").put("limit", 10)),
    NO_FLOATING_ADDRESS(
            "cloud-quota-networks",
            "quota of floatingip: 1 more are needed, 0 of 5 are free",
            scene -> scene.networkQuota("floatingip").put("used", 5)),
    SERVER_IN_ERROR("cloud-servers", "server mpaas-room-a-x failed: No valid host was found.", scene -> {
        scene.made = true;
        scene.cloud.failed("mpaas-room-a", "No valid host was found. ");
    }),
    DANGLING_PORT(
            "cloud-ports",
            State.Warn,
            "port lost (o1) belongs to no server, and its network cannot be deleted while it is there",
            scene -> scene.cloud.add(
                    "/network/v2.0/ports",
                    "ports",
                    "{\"id\": \"o1\", \"name\": \"lost\", \"device_id\": \"\", \"device_owner\": \"\", \"tags\": [\"mpaas:mpaas-room-a\"]}")),
    SOMETHING_LEFT(
            "cloud-leftovers",
            "the project already has network k8s-clusterapi-cluster-mpaas-system-mpaas-room-a (n7)",
            scene -> scene.cloud.add(
                    "/network/v2.0/networks",
                    "networks",
                    "{\"id\": \"n7\", \"name\": \"k8s-clusterapi-cluster-mpaas-system-mpaas-room-a\"}"));

    final String id;
    final State state;
    final String sentence;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that keeps nothing
    private final Consumer<CloudScene> plan;

    CloudFault(String id, String sentence, Consumer<CloudScene> plan) {
        this(id, State.Fail, sentence, plan);
    }

    CloudFault(String id, State state, String sentence, Consumer<CloudScene> plan) {
        this.id = id;
        this.state = state;
        this.sentence = sentence;
        this.plan = plan;
    }

    void plant(CloudScene scene) {
        plan.accept(scene);
    }

    private static void serve(CloudScene scene, String kind, List<String> versions) {
        scene.providers.replaceAll(
                one -> one.kind().kind().equals(kind) ? new Provided(one.kind(), new TreeSet<>(versions)) : one);
    }
}
