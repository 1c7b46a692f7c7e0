package io.mpaas.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cli.Golden;
import io.mpaas.cli.console.Output;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.status.Fleet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WhyTest {
    private static final Traces NOTHING =
            new Traces(Optional.empty(), List.of(), List.of(), List.of(), List.of("pods: forbidden"));

    private static final Pod CRASHING = pod("""
            metadata: {name: mysql-0}
            status:
              phase: Running
              conditions: [{type: Ready, status: "False", reason: ContainersNotReady, lastTransitionTime: "2026-03-01T09:01:00Z"}]
              containerStatuses:
              - name: main
                restartCount: 3
                state: {waiting: {reason: CrashLoopBackOff, message: back-off 40s}}
                lastState: {terminated: {exitCode: 137, reason: OOMKilled}}
            """);

    private static final Traces CRASH = new Traces(
            Optional.of(unmarshal("""
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: mysql}
                    status:
                      conditions:
                      - {type: Available, status: "False", reason: MinimumReplicasUnavailable, message: no news}
                      - {type: ReplicaFailure, status: "True", reason: FailedCreate, message: exceeded quota, lastTransitionTime: "2026-03-01T09:00:30Z"}
                    """, HasMetadata.class)),
            List.of(
                    CRASHING,
                    pod("metadata: {name: mysql-1}\nstatus: {conditions: [{type: Ready, status: \"True\"}]}")),
            List.of(
                    event(
                            "Pod",
                            "mysql-0",
                            "Warning",
                            "BackOff",
                            "2026-03-01T09:00:20Z",
                            "restarting failed container"),
                    event(
                            "Pod",
                            "mysql-0",
                            "Warning",
                            "BackOff",
                            "2026-03-01T09:01:30Z",
                            "restarting failed container"),
                    event("Component", "mysql", "Normal", "Degraded", "2026-03-01T09:01:00Z", "0/1 replicas ready")),
            List.of(new Traces.Log("mysql-0", "main", List.of("InnoDB: cannot allocate memory", "Aborting"))),
            List.of());

    private static Fleet outage() {
        return Fleet.allReady()
                .is(InstallationPhase.Degraded, 22)
                .degrades("mysql", 60, "0/1 replicas ready, 1 needed")
                .degrades("registry-meta", 61, "runtime dependency mysql is not Available")
                .degrades("registry-data", 62, "runtime dependency registry-meta is not Available");
    }

    @Test
    void namesTheCauseWithEvidenceAndVictims() {
        golden("why.txt", explain(outage(), Optional.empty(), Map.of("mysql", CRASH)));
    }

    @Test
    void speaksJson() {
        Golden.check("why.json", Output.json(explain(outage(), Optional.empty(), Map.of("mysql", CRASH))));
    }

    @Test
    void goesDownFromOneComponentToItsCauses() {
        golden("why-component.txt", explain(outage(), Optional.of("registry-data"), Map.of("mysql", NOTHING)));
    }

    @Test
    void saysThatAllServes() {
        Explanation why = explain(Fleet.allReady(), Optional.empty(), Map.of());
        assertThat(why.serves()).isTrue();
        assertThat(text(why)).containsExactly("mpaas -n bank  all 13 components serve");
        assertThat(text(explain(outage(), Optional.of("redis"), Map.of())))
                .containsExactly("mpaas -n bank  redis serves");
    }

    @Test
    void tellsWhatIsNotAsAskedForWhileAllServes() {
        Fleet fleet = Fleet.allReady().updates("mgs-core", 60, "Deployment mgs-core was refused: forbidden");
        Explanation why = explain(fleet, Optional.empty(), Map.of());
        assertThat(why.serves()).isTrue();
        assertThat(text(why))
                .containsExactly(
                        "mpaas -n bank  all 13 components serve",
                        "note: not yet as asked for: mgs-core is Updating (Deployment mgs-core was refused: forbidden)");
        assertThat(text(explain(fleet, Optional.of("redis"), Map.of()))).containsExactly("mpaas -n bank  redis serves");
        assertThat(text(explain(fleet.asked(RunState.Stopped), Optional.of("mgs-core"), Map.of())))
                .noneMatch(line -> line.contains("not yet as asked for"));
    }

    @Test
    void doubtsTheOperatorWhereNothingHasAStatus() {
        Fleet fleet = Fleet.minimal();
        Map<String, Traces> traces = new TreeMap<>();
        fleet.components().keySet().forEach(name -> traces.put(name, NOTHING));
        Explanation why = explain(fleet, Optional.empty(), traces);
        assertThat(why.serves()).isFalse();
        assertThat(text(why))
                .contains("note: it has no status yet: does the operator run?")
                .contains("    condition  it has no status yet: does the operator run?");
    }

    @Test
    void showsThreePodsAtMostAndFiveEvents() {
        List<Pod> pods = IntStream.range(0, 6)
                .mapToObj(i -> pod("metadata: {name: p" + i + "}\nstatus: {conditions: []}"))
                .toList();
        assertThat(PodSigns.of(pods))
                .extracting(Sign::text)
                .containsExactly(
                        "has not been looked at by a kubelet yet",
                        "has not been looked at by a kubelet yet",
                        "has not been looked at by a kubelet yet",
                        "and 3 more that do not serve");
        List<Event> events = IntStream.range(0, 9)
                .mapToObj(i -> event("Pod", "p", "Warning", "R" + i, "2026-03-01T09:00:0" + i + "Z", "m"))
                .toList();
        assertThat(EventSigns.of(events.reversed(), Optional.empty()))
                .extracting(Sign::text)
                .containsExactly("R4: m", "R5: m", "R6: m", "R7: m", "R8: m");
    }

    /** RabbitMQ says "cookie file must be accessible by owner only" and ends with code 0. */
    @Test
    void aContainerThatEndsWithoutAnErrorIsEvidenceWhereItIsToServe() {
        Pod silent = pod("""
                metadata: {name: mq-broker-0}
                status:
                  phase: Running
                  conditions: [{type: Ready, status: "False"}]
                  initContainerStatuses: [{name: init, state: {terminated: {exitCode: 0}}}]
                  containerStatuses: [{name: main, restartCount: 4, state: {running: {}}, lastState: {terminated: {exitCode: 0, reason: Completed}}}]
                """);
        assertThat(PodSigns.ended(silent)).extracting(ContainerStatus::getName).containsExactly("main");
        assertThat(PodSigns.of(List.of(silent)))
                .extracting(Sign::text)
                .containsExactly("main ended with exit code 0 (Completed), restarted 4 times");
        assertThat(PodSigns.ended(pod("""
                metadata: {name: migration}
                status:
                  phase: Succeeded
                  containerStatuses: [{name: main, state: {terminated: {exitCode: 0}}}]
                """))).isEmpty();
    }

    @Test
    void eventsOfAnEarlierTroubleAreNoEvidence() {
        List<Event> events = Stream.of("08:00:00", "08:59:30", "09:00:05")
                .map(time -> event("Pod", "p", "Warning", time, "2026-03-01T" + time + "Z", "m"))
                .toList();
        assertThat(EventSigns.of(events, Optional.of(Instant.parse("2026-03-01T09:00:00Z"))))
                .extracting(Sign::text)
                .containsExactly("08:59:30: m", "09:00:05: m");
    }

    @Test
    void aWorkloadThatSomebodyTookAwayIsSaid() {
        Traces gone = new Traces(Optional.empty(), List.of(), List.of(), List.of(), List.of());
        assertThat(text(explain(outage(), Optional.empty(), Map.of("mysql", gone))))
                .contains("    workload   statefulset mysql: it was started, and its StatefulSet is gone");
    }

    private static Explanation explain(Fleet fleet, Optional<String> about, Map<String, Traces> traces) {
        return Explanation.of(fleet.installation(), fleet.components(), about, traces);
    }

    private static List<String> text(Explanation why) {
        return WhyText.of(why, Terminal.PIPE, Fleet.BEGIN.plusSeconds(100));
    }

    private static void golden(String name, Explanation why) {
        Golden.check(name, String.join("\n", text(why)) + "\n");
    }

    private static Pod pod(String yaml) {
        return unmarshal("apiVersion: v1\nkind: Pod\n" + yaml, Pod.class);
    }

    private static Event event(String kind, String name, String type, String reason, String time, String message) {
        return unmarshal("""
                apiVersion: v1
                kind: Event
                metadata: {name: e}
                involvedObject: {kind: %s, name: %s}
                type: %s
                reason: %s
                message: %s
                lastTimestamp: "%s"
                """.formatted(kind, name, type, reason, message, time), Event.class);
    }

    private static <T> T unmarshal(String yaml, Class<T> type) {
        return Serialization.unmarshal(yaml, type);
    }
}
