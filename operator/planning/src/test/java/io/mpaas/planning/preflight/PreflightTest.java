package io.mpaas.planning.preflight;

import static io.mpaas.planning.preflight.Site.INSTALLATION;
import static io.mpaas.planning.preflight.Site.NOW;
import static io.mpaas.planning.preflight.Site.RELEASE;
import static io.mpaas.planning.preflight.Site.node;
import static io.mpaas.planning.preflight.Site.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Report;
import io.mpaas.planning.inspect.Result;
import io.mpaas.planning.inspect.Result.State;
import io.mpaas.planning.preflight.Seen.ImageFound;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each check makes of a cluster that differs from a good one in one thing; all others say what they said before. */
class PreflightTest {
    /**
     * One difference.
     *
     * @param says the sentence with its places, one of the evidence
     */
    record Planted(String what, String id, State state, Say says, UnaryOperator<Facts> fault) {
        @Override
        public String toString() {
            return id + ": " + what;
        }
    }

    @Test
    void aGoodClusterIsFit() {
        Report report = Preflight.CHECKS.of(Site.fine(), Map.of());
        assertThat(report.results())
                .allSatisfy(result ->
                        assertThat(result.state()).as(result.toString()).isIn(State.Pass, State.NotApplicable));
        assertThat(report.outcome()).isEqualTo(Report.Outcome.Good);
    }

    @ParameterizedTest
    @MethodSource("planted")
    void eachIsFoundByItsOwnCheckAndByNoOther(Planted planted) {
        List<Result> before = Preflight.CHECKS.of(Site.fine(), Map.of()).results();
        List<Result> after = Preflight.CHECKS
                .of(planted.fault().apply(Site.fine()), Map.of())
                .results();
        for (int i = 0; i < before.size(); i++) {
            Result result = after.get(i);
            if (result.id().equals(planted.id())) {
                assertThat(result.state()).as(result.toString()).isEqualTo(planted.state());
                assertThat(result.evidence()).contains(planted.says());
            } else if (!isDependent(result)) {
                assertThat(result.state())
                        .as(result.toString())
                        .isIn(before.get(i).state(), State.NotApplicable);
            }
        }
    }

    private static boolean isDependent(Result result) {
        return result.evidence().getFirst().id().equals("inspect.after");
    }

    static Stream<Planted> planted() {
        return Stream.of(contact(), product(), nodesAndZones(), room(), places(), quotas(), storage(), images(), rest())
                .flatMap(rows -> rows);
    }

    private static Stream<Planted> contact() {
        Seen.Contact silent = new Seen.Contact("https://x", 0, "ConnectException", "");
        Seen.Contact refused = new Seen.Contact("https://x", 401, "Unauthorized", "");
        Seen.Contact old = new Seen.Contact("https://x", 200, "", "v1.29.9-eks-1");
        return Stream.of(
                fail(
                        "no answer",
                        "reach",
                        say("reach.silent", "server", "https://x", "words", "ConnectException"),
                        facts -> facts.with(Seen.CONTACT, silent)),
                fail(
                        "credentials refused",
                        "identity",
                        say("identity.refused", "server", "https://x"),
                        facts -> facts.with(Seen.CONTACT, refused)),
                fail(
                        "too old",
                        "version",
                        say("version.old", "version", "v1.29.9-eks-1", "oldest", "1.30"),
                        facts -> facts.with(Seen.CONTACT, old)),
                fail(
                        "two verbs are lacking",
                        "permissions",
                        say("permissions.denied", "verbs", "create, delete", "resource", "deployments.apps"),
                        facts -> facts.with(
                                Seen.PERMISSIONS,
                                new Seen.Permissions(
                                        90,
                                        new TreeSet<>(List.of(
                                                new Right("apps", "deployments", "", "delete"),
                                                new Right("apps", "deployments", "", "create")))))),
                fail(
                        "a subresource and a name",
                        "permissions",
                        say("permissions.denied", "verbs", "patch", "resource", "sites.mpaas.io/status one"),
                        facts -> facts.with(
                                Seen.PERMISSIONS,
                                new Seen.Permissions(
                                        90,
                                        new TreeSet<>(
                                                List.of(new Right("mpaas.io", "sites/status", "one", "patch")))))));
    }

    private static Stream<Planted> product() {
        return Stream.of(
                fail(
                        "two operators",
                        "operator",
                        say("operator.runs", "version", "1.0", "namespace", "two"),
                        facts -> facts.with(
                                        Seen.OPERATORS,
                                        List.of(new Seen.Operator("one", "1.1"), new Seen.Operator("two", "1.0")))
                                .with(Seen.PERMISSIONS, new Seen.Permissions(0, new TreeSet<>()))),
                warn(
                        "older definitions",
                        "crds",
                        say("crds.older", "name", "releases.mpaas.io", "present", "6", "known", "7"),
                        facts -> facts.with(Seen.DEFINITIONS, List.of(Site.definition(OptionalInt.of(6))))),
                warn(
                        "newer definitions",
                        "crds",
                        say("crds.newer", "name", "releases.mpaas.io", "present", "8", "known", "7"),
                        facts -> facts.with(Seen.DEFINITIONS, List.of(Site.definition(OptionalInt.of(8))))),
                warn(
                        "some definitions",
                        "crds",
                        say("crds.absent", "name", "releases.mpaas.io"),
                        facts -> facts.with(
                                Seen.DEFINITIONS,
                                List.of(Site.definition(OptionalInt.empty()), Site.definition(OptionalInt.of(7))))),
                fail(
                        "an Installation with a mistake",
                        "spec",
                        say("spec.problem", "words", "x.yaml:3: spec: no"),
                        facts -> facts.with(
                                Seen.LOAD,
                                new Load("mpaas", "small", "small", List.of("x.yaml:3: spec: no"), List.of()))));
    }

    private static Stream<Planted> nodesAndZones() {
        String notReady = "status: {conditions: [{type: Ready, status: Unknown}]}";
        return Stream.of(
                fail(
                        "nothing takes pods",
                        "nodes",
                        say("nodes.usable", "usable", "0", "total", "1"),
                        facts -> facts.with(Seen.NODES, nodes(node("a", "spec: {unschedulable: true}")))),
                warn(
                        "a node is away",
                        "nodes-ready",
                        say("nodes-ready.not", "node", "d"),
                        facts -> facts.with(
                                Seen.NODES, nodes(node("a", ""), node("b", ""), node("c", ""), node("d", notReady)))),
                warn(
                        "two architectures",
                        "architectures",
                        say("architectures.mixed", "all", "amd64 × 2, arm64 × 1"),
                        facts -> facts.with(
                                Seen.NODES,
                                nodes(
                                        node("a", ""),
                                        node("b", ""),
                                        node("c", "status: {nodeInfo: {architecture: arm64}}")))),
                warn(
                        "a node without zone",
                        "zone-labels",
                        say("zone-labels.without", "node", "d"),
                        facts -> facts.with(
                                Seen.NODES,
                                nodes(
                                        node("a", ""),
                                        node("b", ""),
                                        node("c", ""),
                                        node("d", "metadata: {labels: {topology.kubernetes.io/zone: null}}")))),
                warn(
                        "two zones",
                        "zones",
                        say("zones.majority", "component", "db", "voters", "3", "zones", "2"),
                        facts -> facts.with(Seen.NODES, nodes(node("a", ""), node("b", "")))));
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

    private static Stream<Planted> rest() {
        return Stream.of(
                warn(
                        "this machine is ahead",
                        "clocks",
                        say("clocks.machineAhead", "seconds", "300"),
                        facts -> facts.with(Seen.CLOCKS, Site.clocks(NOW.plusSeconds(300), NOW))),
                warn(
                        "this machine is behind",
                        "clocks",
                        say("clocks.machineBehind", "seconds", "6"),
                        facts -> facts.with(Seen.CLOCKS, Site.clocks(NOW.minusSeconds(6), NOW))),
                warn(
                        "a node is ahead",
                        "clocks",
                        say("clocks.nodeAhead", "node", "a", "seconds", "6"),
                        facts -> facts.with(Seen.CLOCKS, Site.clocks(NOW, NOW.plusSeconds(6)))),
                warn(
                        "a node is behind",
                        "clocks",
                        say("clocks.nodeBehind", "node", "a", "seconds", "20"),
                        facts -> facts.with(Seen.CLOCKS, Site.clocks(NOW, NOW.minusSeconds(60)))),
                pass(
                        "a lease that is due",
                        "clocks",
                        say("clocks.agree", "nodes", "1", "seconds", "5"),
                        facts -> facts.with(Seen.CLOCKS, Site.clocks(NOW, NOW.minusSeconds(45)))),
                fail(
                        "pods and Services",
                        "network",
                        say(
                                "network.podsServices",
                                "node",
                                "a",
                                "range",
                                "10.2.97.0/24",
                                "other",
                                "",
                                "otherRange",
                                "10.2.0.0/16"),
                        facts -> facts.with(Seen.SERVICE_RANGES, List.of("10.2.0.0/16"))),
                fail(
                        "nodes and Services",
                        "network",
                        say(
                                "network.nodeServices",
                                "node",
                                "a",
                                "range",
                                "10.1.0.97",
                                "other",
                                "",
                                "otherRange",
                                "10.1.0.0/16"),
                        facts -> facts.with(Seen.SERVICE_RANGES, List.of("10.1.0.0/16"))),
                fail(
                        "pods of two nodes",
                        "network",
                        say(
                                "network.podsPods",
                                "node",
                                "a",
                                "range",
                                "10.2.97.0/24",
                                "other",
                                "c",
                                "otherRange",
                                "10.2.0.0/16"),
                        facts -> facts.with(
                                Seen.NODES,
                                nodes(node("a", ""), node("b", ""), node("c", "spec: {podCIDRs: [10.2.0.0/16]}")))),
                fail(
                        "a node and pods",
                        "network",
                        say(
                                "network.nodePods",
                                "node",
                                "b",
                                "range",
                                "10.1.0.98",
                                "other",
                                "a",
                                "otherRange",
                                "10.1.0.0/24"),
                        facts -> facts.with(
                                Seen.NODES,
                                nodes(node("a", "spec: {podCIDRs: [10.1.0.0/24]}"), node("b", ""), node("c", "")))));
    }

    private static UnaryOperator<Facts> load(String release, String installation) {
        return facts -> facts.with(Seen.LOAD, Site.load(release, installation));
    }

    private static Planted fail(String what, String id, Say says, UnaryOperator<Facts> fault) {
        return new Planted(what, id, State.Fail, says, fault);
    }

    private static Planted warn(String what, String id, Say says, UnaryOperator<Facts> fault) {
        return new Planted(what, id, State.Warn, says, fault);
    }

    private static Planted pass(String what, String id, Say says, UnaryOperator<Facts> fault) {
        return new Planted(what, id, State.Pass, says, fault);
    }

    private static Planted notChecked(String what, String id, Say says, UnaryOperator<Facts> fault) {
        return new Planted(what, id, State.NotChecked, says, fault);
    }

    /** Places and what is in them, in turn. */
    private static Say say(String id, String... with) {
        Say say = Say.of(id);
        for (int i = 0; i < with.length; i += 2) {
            say = say.with(with[i], with[i + 1]);
        }
        return say;
    }
}
