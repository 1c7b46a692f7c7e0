package io.mpaas.controller.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes part in the election by a Lease (coordination.k8s.io/v1), and gives the lease back when asked to end. */
@Singleton
public class Election {
    private static final Logger LOG = Logger.getLogger(Election.class);

    private final ElectionConfig config;
    private final Leadership leadership;
    private final LeaseWatchdog watchdog;

    @Inject
    Election(ElectionConfig config, Leadership leadership, LeaseWatchdog watchdog) {
        this.config = config;
        this.leadership = leadership;
        this.watchdog = watchdog;
    }

    /** Null where there is no election: the framework then starts its controllers at once. */
    @Produces
    @Dependent
    @Unremovable
    @Nullable
    @SuppressWarnings({"deprecation", "removal"}) // its builder refuses to let our watchdog end the process, in order
    LeaderElectionConfiguration configuration() {
        return !config.enabled()
                ? null
                : new LeaderElectionConfiguration(
                        config.lease(),
                        leadership.namespace(),
                        config.leaseDuration(),
                        config.renewDeadline(),
                        config.retryPeriod(),
                        leadership.identity(),
                        new LeaderCallbacks(this::begin, watchdog::lost, this::newLeader),
                        false);
    }

    private void begin() {
        watchdog.guard();
        leadership.begin();
    }

    private void newLeader(@Nullable String holder) {
        if (holder != null && !holder.isEmpty() && !holder.equals(leadership.identity())) {
            LOG.infof("standing by: %s leads", holder);
        }
    }

    /** From now on the loss of the lease is wanted. To be called before the controllers stop. */
    public void leaving() {
        watchdog.rest();
    }

    /** Gives the lease back, so that another need not wait for its end. To be called after the last write. */
    public void release(KubernetesClient client) {
        if (!config.enabled() || !leadership.acts()) {
            return;
        }
        leadership.end();
        try {
            Lease lease = client.leases()
                    .inNamespace(leadership.namespace())
                    .withName(config.lease())
                    .get();
            if (lease != null && leadership.identity().equals(lease.getSpec().getHolderIdentity())) {
                lease.getSpec().setHolderIdentity(null);
                lease.getSpec().setLeaseDurationSeconds(1);
                client.resource(lease).update();
            }
        } catch (KubernetesClientException e) {
            LOG.debugf("the lease is not given back, it will time out: %s", e.getMessage());
        }
    }
}
