package io.mpaas.controller.admission;

import java.time.Clock;
import java.time.Instant;

/** That of a process which is alone. It is replaced before it expires, for such a process may live long. */
final class OwnCertificate {
    private final String host;
    private final WebhookSettings.Lifetime lifetime;
    private final Clock clock;
    private Certificate present;

    OwnCertificate(String host, WebhookSettings.Lifetime lifetime, Clock clock) {
        this.host = host;
        this.lifetime = lifetime;
        this.clock = clock;
        this.present = Certificate.selfSigned(host, clock.instant(), lifetime.validity());
    }

    /** The one to serve now. */
    synchronized Certificate current() {
        Instant now = clock.instant();
        if (!present.serves(host, now.plus(lifetime.renewBefore()))) {
            present = present.renewed(host, now, lifetime.validity());
        }
        return present;
    }
}
