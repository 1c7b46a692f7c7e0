package io.mpaas.controller.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What the deployment says about the webhook. */
@ConfigMapping(prefix = "mpaas.webhook")
interface WebhookSettings {
    @WithDefault("true")
    boolean enabled();

    /** 0 = any free one. */
    @WithDefault("0")
    int port();

    /** {@code namespace/name} of the Service in front of it. */
    Optional<String> service();
}
