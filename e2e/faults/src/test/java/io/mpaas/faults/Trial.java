package io.mpaas.faults;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.observer.Observer;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.observer.inventory.Inventory;
import io.mpaas.observer.inventory.Likeness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Plays one plan in a namespace of its own, and looks at everything that came of it. */
final class Trial {
    private static final Duration TO_SETTLE = Duration.ofSeconds(20);
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final LocalCluster cluster;
    private final KubernetesClient judge;
    private final Operator operator;
    private final Plan plan;
    private final Site site;
    private final List<String> findings = new ArrayList<>();
    private Inventory last = new Inventory(new TreeMap<>());

    private Trial(LocalCluster cluster, KubernetesClient judge, Operator operator, Plan plan, String namespace) {
        this.cluster = cluster;
        this.judge = judge;
        this.operator = operator;
        this.plan = plan;
        this.site = new Site(cluster.client(), operator, namespace);
    }

    /** @param undisturbed how it ends without the disturbance, if that is known */
    static Outcome play(
            LocalCluster cluster,
            KubernetesClient judge,
            Operator operator,
            Plan plan,
            String namespace,
            Optional<Outcome> undisturbed) {
        Trial trial = new Trial(cluster, judge, operator, plan, namespace);
        try {
            return trial.play(undisturbed);
        } finally {
            operator.heal();
            operator.reviveIfDead();
            trial.site.remove();
        }
    }

    private Outcome play(Optional<Outcome> undisturbed) {
        try (Recorder recorder = Recorder.open(judge, site.namespace());
                Observer observer = Observer.open(judge, site.namespace())) {
            if (plan.scenario().beginsReady()) {
                site.install(site.release("1", text -> text));
                site.awaitReady();
            }
            Inventory before = inventory();
            long since = Long.parseLong(operator.now());
            long mark = observer.mark();
            Instant begin = Instant.now();
            long writes = operator.writes();
            int strikes = disturbed();
            writes = operator.writes() - writes;
            Inventory after = settled(undisturbed);
            passwords(before, after);
            quiet();
            Order order = Order.of(recorder.inOrder(), plan.scenario().keepsVoting(plan.target()), since);
            findings.addAll(order.violations());
            if (plan.scenario() == Scenario.UPDATE) {
                observer.update(observer.graph(), mark)
                        .violations()
                        .forEach(violation -> findings.add(violation.toString()));
            }
            return new Outcome(
                    Likeness.of(after, site.namespace()),
                    order.podsMade(),
                    writes(begin).counts().createdAgain(),
                    List.copyOf(findings),
                    strikes,
                    writes,
                    site.says(),
                    Duration.between(begin, Instant.now()));
        }
    }

    /** The scenario, while something goes wrong; then nothing does any more. Returns how often it did. */
    private int disturbed() {
        operator.strikes();
        plan.disturbance().begin(plan, operator);
        try {
            plan.scenario().play(site, plan.target());
        } catch (ConditionTimeoutException e) {
            findings.add("did not come to its end while disturbed: " + e.getMessage());
        }
        operator.heal();
        operator.reviveIfDead();
        return operator.strikes();
    }

    private Inventory inventory() {
        return Inventory.of(cluster.client(), site.namespace());
    }

    /** As it is when it is as it should be, or when there was time enough for that. */
    private Inventory settled(Optional<Outcome> undisturbed) {
        last = inventory();
        try {
            Awaitility.await("settled")
                    .atMost(TO_SETTLE)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> isSettled(undisturbed));
        } catch (ConditionTimeoutException e) {
            if (undisturbed.isEmpty()) {
                findings.add("never settles");
            }
        }
        return last;
    }

    private boolean isSettled(Optional<Outcome> undisturbed) {
        operator.reviveIfDead();
        Inventory before = last;
        Inventory now = inventory();
        last = now;
        if (!plan.scenario().isAtItsEnd(site)) {
            return false;
        }
        return undisturbed
                .map(other -> other.likeness()
                        .changesTo(Likeness.of(now, site.namespace()))
                        .isEmpty())
                .orElseGet(() -> before.changesTo(now).isEmpty());
    }

    /** No key of a password that is there has another value than before. */
    private void passwords(Inventory before, Inventory after) {
        before.objects().forEach((object, leaves) -> {
            SortedMap<String, String> now = after.objects().get(object);
            if (object.startsWith("Secret ") && object.endsWith("-credentials") && now != null) {
                leaves.forEach((path, value) -> {
                    if (path.startsWith("/data/") && !value.equals(now.get(path))) {
                        findings.add("another password: " + object + path);
                    }
                });
            }
        });
    }

    /** Status may follow late; nothing else is written. */
    private void quiet() {
        Instant begin = Instant.now();
        Awaitility.await("time passes")
                .pollDelay(QUIET)
                .atMost(QUIET.plusSeconds(5))
                .until(() -> true);
        writes(begin).writes().stream()
                .filter(write -> !write.subresource().equals("status"))
                .forEach(write -> findings.add("written afterwards: " + write.verb() + " " + write.object()));
    }

    private AuditLog writes(Instant since) {
        return AuditLog.read(cluster.auditLog())
                .by(Operator.USER)
                .in(site.namespace())
                .since(since)
                .withoutNoise();
    }
}
