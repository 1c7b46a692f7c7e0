package io.mpaas.controller.startup;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.controller.report.Transitions;
import io.mpaas.planning.value.Reason;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Says when policies of the chart are missing: in the log, and by an event on each Installation. It looks when the
 * controllers have run for a moment, for a chart brings its policies after its Deployment, and now and then afterwards.
 */
@Singleton
public class PolicyWatch {
    private static final Logger LOG = Logger.getLogger(PolicyWatch.class);
    private static final long FIRST_SECONDS = 5;

    private final KubernetesClient client;
    private final Transitions transitions;
    private final boolean expected;
    private final Duration interval;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("policies").daemon().factory());
    private Optional<String> said = Optional.empty();

    @Inject
    PolicyWatch(
            KubernetesClient client,
            Transitions transitions,
            @ConfigProperty(name = "mpaas.policies.expected", defaultValue = "true") boolean expected,
            @ConfigProperty(name = "mpaas.policies.look-again", defaultValue = "5m") Duration interval) {
        this.client = client;
        this.transitions = transitions;
        this.expected = expected;
        this.interval = interval;
    }

    /** To be called when the controllers run. */
    void begin() {
        if (expected) {
            var _ = thread.scheduleWithFixedDelay(this::look, FIRST_SECONDS, interval.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** An exception would be the last look. */
    private void look() {
        try {
            say(Policies.look(client));
        } catch (RuntimeException e) {
            LOG.warnf("whether the ValidatingAdmissionPolicies are there is not known: %s", e.getMessage());
        }
    }

    private void say(Optional<String> missing) {
        if (missing.equals(said)) {
            return;
        }
        if (missing.isEmpty()) {
            LOG.info("the ValidatingAdmissionPolicies of mPaaS are all there");
        } else {
            LOG.warn(missing.get());
            tell(missing.get());
        }
        said = missing;
    }

    private void tell(String missing) {
        client.resources(Installation.class)
                .inAnyNamespace()
                .list()
                .getItems()
                .forEach(installation -> transitions.warning(installation, Reason.PoliciesMissing.name(), missing));
    }

    void end(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }
}
