package io.mpaas.controller.leader;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Election of one operator among several. Off for a process beside a cluster, on in a Deployment. */
@ConfigMapping(prefix = "mpaas.leader-election")
public interface ElectionConfig {
    @WithDefault("false")
    boolean enabled();

    /** Where the Lease is, and the webhook's certificate; the operator's own namespace unless told otherwise. */
    Optional<String> namespace();

    @WithDefault("mpaas-operator")
    String lease();

    /** How long nobody else acts after the leader was last heard of. */
    @WithDefault("15s")
    Duration leaseDuration();

    /** A leader that could not renew for so long ends; must be well below {@link #leaseDuration}. */
    @WithDefault("10s")
    Duration renewDeadline();

    @WithDefault("2s")
    Duration retryPeriod();
}
