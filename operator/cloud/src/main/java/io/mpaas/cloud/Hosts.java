package io.mpaas.cloud;

import java.net.InetAddress;
import java.util.Optional;

/** Which addresses may be connected to. It is asked each time, after a name was resolved. */
@FunctionalInterface
public interface Hosts {
    /** For somebody who asks from a machine of their own. */
    Hosts ANY = _ -> Optional.empty();

    /** Why an address is never connected to, the middle of a sentence about the host that it is of; empty if it may be. */
    Optional<String> refusal(InetAddress address);
}
