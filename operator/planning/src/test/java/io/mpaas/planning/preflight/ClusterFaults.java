package io.mpaas.planning.preflight;

import static io.mpaas.planning.preflight.Planted.fail;
import static io.mpaas.planning.preflight.Planted.pass;
import static io.mpaas.planning.preflight.Planted.say;
import static io.mpaas.planning.preflight.Planted.warn;
import static io.mpaas.planning.preflight.Site.NOW;
import static io.mpaas.planning.preflight.Site.node;
import static io.mpaas.planning.preflight.Site.nodes;

import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Faults of the cluster itself: how it is reached, what it allows, its nodes. */
final class ClusterFaults {
    private ClusterFaults() {}

    static Stream<Planted> all() {
        return Stream.of(contact(), product(), nodesAndZones(), clocksAndNetworks())
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

    private static Stream<Planted> clocksAndNetworks() {
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
}
