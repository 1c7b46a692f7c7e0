package io.mpaas.controller.startup;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.mpaas.controller.leader.Election;
import io.mpaas.controller.leader.Leadership;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Starts the controllers once the API server serves and allows all they watch. Until then it says in one sentence what is
 * missing, once, and looks again: an operator may be there before its CRDs and its rights. Meanwhile it is alive and not ready.
 */
@Singleton
public class Startup {
    private static final Logger LOG = Logger.getLogger(Startup.class);
    private static final int AGAIN_SECONDS = 2;

    private final Operator operator;
    private final Prerequisites prerequisites;
    private final Leadership leadership;
    private final Election election;
    private final KubernetesClient client;
    private final PolicyWatch policies;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("startup").daemon().factory());
    private Optional<String> said = Optional.empty();
    private volatile boolean begun;

    @Inject
    Startup(
            Operator operator,
            Prerequisites prerequisites,
            Leadership leadership,
            Election election,
            KubernetesClient client,
            PolicyWatch policies) {
        this.operator = operator;
        this.prerequisites = prerequisites;
        this.leadership = leadership;
        this.election = election;
        this.client = client;
        this.policies = policies;
    }

    void begin(@Observes StartupEvent event) {
        thread.execute(this::startOrLookAgain);
    }

    /** Whether it has looked at the API server at least once. */
    public boolean begun() {
        return begun;
    }

    /** Whatever goes wrong here would end in this thread, unseen. */
    private void startOrLookAgain() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("the controllers do not start", e);
            Quarkus.asyncExit(1);
        }
    }

    private void look() {
        Prerequisites.Findings found = prerequisites.look();
        Optional<String> missing = found.missing();
        begun = true;
        if (missing.isEmpty()) {
            found.remark().ifPresent(LOG::warn);
            start();
            return;
        }
        if (!missing.equals(said)) {
            LOG.warnf("not started yet: %s (looking again every %d s)", missing.get(), AGAIN_SECONDS);
            said = missing;
        }
        var _ = thread.schedule(this::startOrLookAgain, AGAIN_SECONDS, TimeUnit.SECONDS);
    }

    /** Controllers that half started cannot be started again; a new process can. */
    private void start() {
        try {
            operator.start();
            leadership.whenActing(() -> {
                LOG.info("the controllers run");
                policies.begin();
            });
        } catch (OperatorException e) {
            LOG.errorf("the controllers do not start: %s", e.getMessage());
            Quarkus.asyncExit(1);
        }
    }

    void end(@Observes ShutdownEvent event) {
        thread.shutdownNow();
        election.leaving();
        operator.stop();
        election.release(client);
    }
}
