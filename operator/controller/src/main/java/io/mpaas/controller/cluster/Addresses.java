package io.mpaas.controller.cluster;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where the operator connects to because a spec says so. Addresses of its own machine are refused, after the name is resolved:
 * otherwise a spec could probe which ports are open there.
 */
@Singleton
public class Addresses {
    private final boolean own;

    /**
     * As the settings say.
     *
     * @param own whether addresses of the operator's own machine are connected to as well
     */
    @Inject
    public Addresses(@ConfigProperty(name = "mpaas.probes.own-addresses", defaultValue = "false") boolean own) {
        this.own = own;
    }

    /** Why an address is never connected to, the middle of a sentence about the host that it is of. */
    public Optional<String> refusal(InetAddress address) {
        return own || !isOwn(address)
                ? Optional.empty()
                : Optional.of("is at " + address.getHostAddress() + ", an address of the operator's own machine");
    }

    /** Loopback, unspecified, link-local (the metadata service of a cloud is one) or multicast. */
    public static boolean isOwn(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress();
    }
}
