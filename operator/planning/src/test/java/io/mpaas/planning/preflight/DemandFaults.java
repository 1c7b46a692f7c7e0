package io.mpaas.planning.preflight;

import static io.mpaas.planning.preflight.Planted.fail;
import static io.mpaas.planning.preflight.Planted.load;
import static io.mpaas.planning.preflight.Planted.notChecked;
import static io.mpaas.planning.preflight.Planted.pass;
import static io.mpaas.planning.preflight.Planted.say;
import static io.mpaas.planning.preflight.Planted.warn;
import static io.mpaas.planning.preflight.Site.INSTALLATION;
import static io.mpaas.planning.preflight.Site.RELEASE;
import static io.mpaas.planning.preflight.Site.node;
import static io.mpaas.planning.preflight.Site.nodes;

import io.mpaas.planning.preflight.Seen.ImageFound;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Faults of the cluster against what is to run there: room, places, quotas, volumes, images. */
final class DemandFaults {
    private DemandFaults() {}

    static Stream<Planted> all() {
        return Stream.of(room(), places(), quotas(), storage(), images()).flatMap(rows -> rows);
    }

    private static Stream<Planted> room() {
        String taint = "spec: {taints: [{key: pool, value: gpu, effect: NoSchedule}]}";
        String more = "{release: small, tier: SameCityActiveActive, components: {api: {podTemplate: {spec: %s}}}}";
        return Stream.of(
                fail(
                        "larger than every node",
                        "fits",
                        say("fits.large", "component", "api", "resource", "memory", "asked", "128Gi", "most", "64Gi"),
                        load(
                                RELEASE.replace(
                                        "dependsOn: {schema: [startup]}, pod: POD",
                                        "dependsOn: {schema: [startup]}, pod: {containers: [{name: main, image: \"r.example/x@sha256:01\", resources: {requests: {memory: 128Gi}}}]}"),
                                INSTALLATION.replace("}", ", components: {api: {replicas: 1}}}"))),
                fail(
                        "a label that no node has",
                        "fits",
                        say("fits.labels", "component", "api"),
                        load(RELEASE, more.formatted("{nodeSelector: {pool: mpaas}}"))),
                fail(
                        "affinity that no node has",
                        "fits",
                        say("fits.labels", "component", "api"),
                        load(
                                RELEASE,
                                more.formatted(
                                        "{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                                                + " {nodeSelectorTerms: [{matchExpressions: [{key: pool, operator: Exists}]}]}}}}"))),
                fail(
                        "a taint that nothing tolerates",
                        "fits",
                        say("fits.taints", "component", "db", "taints", "pool=gpu:NoSchedule"),
                        facts -> facts.with(Seen.NODES, nodes(node("a", taint), node("b", taint), node("c", taint)))),
                fail(
                        "others have taken it",
                        "capacity",
                        say("capacity.lacks", "resource", "memory", "need", "10Gi", "free", "0"),
                        facts -> facts.with(Seen.PODS, Site.pods("other", "{}", "192Gi"))),
                pass(
                        "its own pods take nothing from it",
                        "capacity",
                        say("capacity.enough", "need", "cpu 10, memory 10Gi, pods 10", "nodes", "3"),
                        facts -> facts.with(Seen.PODS, Site.pods("mpaas", "{mpaas.io/installation: small}", "192Gi"))));
    }

    private static Stream<Planted> places() {
        return Stream.of(
                fail(
                        "no namespace",
                        "namespace",
                        say("namespace.absent", "namespace", "mpaas"),
                        facts -> facts.with(Seen.NAMESPACE, new Seen.Place("mpaas", Optional.empty()))),
                fail(
                        "a namespace that goes",
                        "namespace",
                        say("namespace.goes", "namespace", "mpaas"),
                        facts -> facts.with(
                                Seen.NAMESPACE,
                                Site.place("{name: mpaas, deletionTimestamp: \"2026-01-02T03:04:05Z\"}"))),
                fail(
                        "a strict namespace",
                        "pod-security",
                        say(
                                "pod-security.refused",
                                "component",
                                "api",
                                "field",
                                "containers[0].securityContext.allowPrivilegeEscalation",
                                "words",
                                "must be false"),
                        facts -> facts.with(
                                Seen.NAMESPACE,
                                Site.place("{name: mpaas, labels: {pod-security.kubernetes.io/enforce: restricted}}"))),
                pass(
                        "a namespace of the middle level",
                        "pod-security",
                        say("pod-security.fine", "level", "baseline"),
                        facts -> facts.with(
                                Seen.NAMESPACE,
                                Site.place("{name: mpaas, labels: {pod-security.kubernetes.io/enforce: baseline}}"))),
                warn(
                        "something is left",
                        "leftovers",
                        say("leftovers.found", "installation", "old", "id", "1", "objects", "1 Secret"),
                        facts -> facts.with(Seen.LEFTOVERS, List.of(new Seen.Left("old", "1", "1 Secret")))));
    }

    private static Stream<Planted> quotas() {
        return Stream.of(
                fail(
                        "a small quota",
                        "quota",
                        say(
                                "quota.lacks",
                                "quota",
                                "team",
                                "resource",
                                "requests.memory",
                                "need",
                                "10Gi",
                                "left",
                                "8Gi"),
                        facts -> facts.with(
                                Seen.QUOTAS, Site.quota("{requests.memory: 9Gi}", "{requests.memory: 1Gi}"))),
                fail(
                        "a small quota by its short name",
                        "quota",
                        say("quota.lacks", "quota", "team", "resource", "cpu", "need", "10", "left", "4"),
                        facts -> facts.with(Seen.QUOTAS, Site.quota("{cpu: 4}", "{}"))),
                fail(
                        "few pods",
                        "quota",
                        say("quota.lacks", "quota", "team", "resource", "pods", "need", "10", "left", "9"),
                        facts -> facts.with(Seen.QUOTAS, Site.quota("{pods: 9}", "{}"))),
                fail(
                        "little storage",
                        "quota",
                        say(
                                "quota.lacks",
                                "quota",
                                "team",
                                "resource",
                                "requests.storage",
                                "need",
                                "30Gi",
                                "left",
                                "20Gi"),
                        facts -> facts.with(Seen.QUOTAS, Site.quota("{requests.storage: 20Gi}", "{}"))),
                pass(
                        "what it uses itself is not missing",
                        "quota",
                        say("quota.enough", "number", "1"),
                        facts -> facts.with(
                                        Seen.QUOTAS, Site.quota("{requests.memory: 10Gi}", "{requests.memory: 10Gi}"))
                                .with(Seen.PODS, Site.pods("mpaas", "{mpaas.io/installation: small}", "10Gi"))),
                fail(
                        "limits that nobody says",
                        "quota",
                        say("quota.unsaid", "quota", "team", "resource", "limits.cpu", "component", "api"),
                        facts -> facts.with(Seen.QUOTAS, Site.quota("{limits.cpu: 100}", "{}"))),
                pass(
                        "a LimitRange says them",
                        "quota",
                        say("quota.enough", "number", "1"),
                        facts -> facts.with(Seen.QUOTAS, Site.quota("{limits.cpu: 100}", "{}"))
                                .with(Seen.LIMITS, Site.limits("default: {cpu: 2}"))));
    }

    private static Stream<Planted> storage() {
        Say kept = say("storage.kept", "class", "standard");
        return Stream.of(
                fail(
                        "no default",
                        "storage-class",
                        say("storage-class.noDefault", "class", "", "components", "db"),
                        facts -> facts.with(Seen.STORAGE_CLASSES, List.of(Site.storageClass("standard", false)))),
                fail(
                        "an unknown class",
                        "storage-class",
                        say("storage-class.absent", "class", "fast", "components", "db"),
                        load(RELEASE, INSTALLATION.replace("}", ", defaults: {storageClass: fast}}"))),
                fail(
                        "nobody makes volumes",
                        "storage",
                        say("storage.unbound", "class", "standard", "seconds", "60", "words", "waiting"),
                        facts -> facts.with(
                                Seen.TRIALS,
                                new TreeMap<>(Map.of("standard", Site.known(new Seen.Trial(false, 60, "waiting")))))),
                notChecked(
                        "a class that keeps volumes",
                        "storage",
                        kept,
                        facts -> facts.with(
                                Seen.TRIALS,
                                new TreeMap<>(
                                        Map.of("standard", new io.mpaas.planning.inspect.Reading.Unknown<>(kept))))));
    }

    private static Stream<Planted> images() {
        String image = "r.example/x@sha256:01";
        Say silent = say("images.silent", "registry", "r.example", "words", "x");
        return Stream.of(
                fail(
                        "not for this architecture",
                        "images",
                        say("images.lacks", "image", image, "architectures", "amd64"),
                        facts -> facts.with(Seen.IMAGES, Site.images("arm64"))),
                fail(
                        "not there, and another is not known",
                        "images",
                        say("images.missing", "image", image),
                        facts -> facts.with(
                                Seen.IMAGES,
                                new TreeMap<>(Map.of(
                                        image,
                                        new ImageFound.Missing(),
                                        "q.example/y",
                                        new ImageFound.Unknown(silent))))),
                notChecked(
                        "the registry does not answer",
                        "images",
                        silent,
                        facts ->
                                facts.with(Seen.IMAGES, new TreeMap<>(Map.of(image, new ImageFound.Unknown(silent))))));
    }
}
