package io.mpaas.controller.admission;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That of a process which is alone. It is replaced before it expires, for such a process may live long. */
final class OwnCertificate {
    private final String host;
    private final WebhookSettings.Lifetime lifetime;
    private final Clock clock;
    private @Nullable Certificate present;

    OwnCertificate(String host, WebhookSettings.Lifetime lifetime, Clock clock) {
        this.host = host;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** The one to serve now. The first is made when it is asked for: that takes a while. */
    synchronized Certificate current() {
        Instant now = clock.instant();
        Certificate before = present;
        if (before != null && before.serves(host, now.plus(lifetime.renewBefore()))) {
            return before;
        }
        Certificate made = before == null
                ? Certificate.selfSigned(host, now, lifetime.validity())
                : before.renewed(host, now, lifetime.validity());
        present = made;
        return made;
    }
}
