package io.mpaas.planning.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.site.Answer;
import io.mpaas.planning.site.Fitness;
import io.mpaas.planning.site.Reach;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Say;
import io.mpaas.planning.value.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the operator makes of a cluster elsewhere, by what it sees there. */
class SiteLookTest {
    private static final String NOT_CHECKED =
            "not checked from here: operator, crds, capacity (needed: cpu 10, memory 10Gi, pods 10; 3 nodes have cpu 48,"
                    + " memory 192Gi, pods 330 in all, and what other pods take of it is not seen), storage, images, clocks,"
                    + " network, leftovers";
    private static final List<Node> NODES = Site.nodes(Site.node("a", ""), Site.node("b", ""), Site.node("c", ""));
    private static final List<Node> SMALL =
            Site.nodes(Site.node("a", "status: {allocatable: {memory: 512Mi, cpu: 8}}"));
    private static final String MODESTLY = "status: {allocatable: {memory: 2Gi, cpu: 8, pods: 110}}";
    private static final List<Node> MODEST =
            Site.nodes(Site.node("a", MODESTLY), Site.node("b", MODESTLY), Site.node("c", MODESTLY));
    private static final List<StorageClass> CLASSES = List.of(Site.storageClass("standard", true));
    private static final Reading<Load> LOAD = Site.known(Site.load(Site.RELEASE, Site.INSTALLATION));
    private static final Reading<Seen.Place> PLACE = Site.known(Site.place("{name: mpaas}"));
    private static final Reading<List<ResourceQuota>> NO_QUOTA = Site.known(List.of());

    @ParameterizedTest(name = "{0}")
    @MethodSource("looks")
    void whatIsSeenDecidesAndWhatIsNotSeenDoesNot(String what, Fitness fitness, Verdict verdict, List<String> words) {
        assertThat(fitness.verdict()).as(fitness.words()).isEqualTo(verdict);
        assertThat(fitness.reason()).isEqualTo(verdict.isTrue() ? Reason.ChecksPassed : Reason.ChecksFailed);
        assertThat(fitness.words()).contains(words);
        assertThat(fitness.words()).doesNotContain("\n").doesNotContain("{").hasSizeLessThan(1024);
    }

    static Stream<Arguments> looks() {
        return Stream.of(
                arguments(
                        "all is well",
                        look("v1.34.1", NODES, CLASSES).with(PLACE, NO_QUOTA, LOAD, Map.of()),
                        Verdict.True,
                        List.of("14 checks passed", NOT_CHECKED, "`kubectl mpaas preflight` there shows all")),
                arguments(
                        "older than the operator's own cluster may be",
                        look("v1.28.0", NODES, CLASSES).with(PLACE, NO_QUOTA, LOAD, Map.of()),
                        Verdict.True,
                        List.of("14 checks passed")),
                arguments(
                        "one fails",
                        look("v1.34.1", NODES, List.of()).with(PLACE, NO_QUOTA, LOAD, Map.of()),
                        Verdict.False,
                        List.of(
                                "check storage-class failed: no StorageClass is the default, and a claim names none: db; what to"
                                        + " do: kubectl get storageclass (set spec.defaults.storageClass",
                                "; to go on all the same: `kubectl mpaas site accept far --check storage-class --reason TEXT`")),
                arguments(
                        "several fail: the first in full, the others by name",
                        look("v1.34.1", SMALL, List.of()).with(PLACE, NO_QUOTA, LOAD, Map.of()),
                        Verdict.False,
                        List.of(
                                "check fits failed: agent requests 1Gi of memory, the largest node that it may use has",
                                ", and 3 more; what to do: kubectl describe nodes",
                                "; failed, too: capacity, storage-class;")),
                arguments(
                        "each pod fits, and all of them are more than there is",
                        look("v1.34.1", MODEST, CLASSES).with(PLACE, NO_QUOTA, LOAD, Map.of()),
                        Verdict.False,
                        List.of(
                                "check capacity failed: memory: 10Gi are needed, the nodes have 6Gi in all; what to do: kubectl top"
                                        + " nodes")),
                arguments(
                        "one of them is accepted",
                        look("v1.34.1", SMALL, List.of())
                                .with(PLACE, NO_QUOTA, LOAD, Map.of("fits", "nodes come on Monday", "capacity", "x")),
                        Verdict.False,
                        List.of("check storage-class failed")),
                arguments(
                        "all of them are accepted",
                        look("v1.34.1", SMALL, List.of())
                                .with(
                                        PLACE,
                                        NO_QUOTA,
                                        LOAD,
                                        Map.of("fits", "x", "capacity", "x", "storage-class", "y")),
                        Verdict.True,
                        List.of(
                                "; warned: zones",
                                "; failed and accepted: fits, capacity, storage-class; not checked")),
                arguments(
                        "a warning keeps from nothing",
                        look("v1.34.1", Site.nodes(Site.node("a", "")), CLASSES).with(PLACE, NO_QUOTA, LOAD, Map.of()),
                        Verdict.True,
                        List.of("; warned: zones")),
                arguments(
                        "a quota leaves too little",
                        look("v1.34.1", NODES, CLASSES)
                                .with(PLACE, Site.known(Site.quota("{pods: 3}", "{pods: 1}")), LOAD, Map.of()),
                        Verdict.False,
                        List.of("check quota failed: quota team: ")),
                arguments(
                        "quotas may not be read",
                        look("v1.34.1", NODES, CLASSES).with(PLACE, unknown(), LOAD, Map.of()),
                        Verdict.True,
                        List.of("not checked from here: operator, crds, capacity (", "), quota, storage,")),
                arguments(
                        "nothing is to run there yet",
                        look("v1.34.1", NODES, CLASSES).with(PLACE, NO_QUOTA, unknown(), Map.of()),
                        Verdict.True,
                        List.of("not checked from here: operator, crds, spec, zone-labels, zones, fits,")),
                arguments(
                        "pods are refused there",
                        look("v1.34.1", NODES, CLASSES)
                                .with(
                                        Site.known(
                                                Site.place(
                                                        "{name: mpaas, labels: {pod-security.kubernetes.io/enforce: restricted}}")),
                                        NO_QUOTA,
                                        LOAD,
                                        Map.of()),
                        Verdict.False,
                        List.of("check pod-security failed: ")));
    }

    /** What is read of a cluster, and asked. */
    private interface Asked {
        Fitness with(
                Reading<Seen.Place> namespace,
                Reading<List<ResourceQuota>> quotas,
                Reading<Load> load,
                Map<String, String> accepted);
    }

    private static Asked look(String version, List<Node> nodes, List<StorageClass> classes) {
        Reach reach = Reach.begin(Optional.empty(), Site.NOW).after(new Answer.Told("uid", version, true), Site.NOW);
        SiteLook look = new SiteLook("far", reach, nodes, classes, List.of());
        return (namespace, quotas, load, accepted) -> look.fitness(
                look.report(new SiteLook.Limits(namespace, quotas, Site.known(List.of())), load, accepted), texts());
    }

    private static <T> Reading<T> unknown() {
        return new Reading.Unknown<>(Say.of("inspect.refused").with("words", "list"));
    }

    private static Map<String, String> texts() {
        try (InputStream file = SiteLookTest.class.getResourceAsStream("/io/mpaas/inspect/messages/en.json")) {
            return new ObjectMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
