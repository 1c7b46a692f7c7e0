package io.mpaas.controller.health;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.api.config.InformerStoppedHandler;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches that have died for good: what they watched would never be seen again. A bean without qualifiers, for the framework looks
 * for the handler by its type alone: a health check, whose kind is a qualifier, is not found.
 */
@Singleton
@Unremovable
public class DeadWatches implements InformerStoppedHandler {
    private static final Logger LOG = Logger.getLogger(DeadWatches.class);

    private final Set<String> kinds = new ConcurrentSkipListSet<>();

    @Override
    @SuppressWarnings("rawtypes")
    public void onStop(SharedIndexInformer informer, @Nullable Throwable cause) {
        if (cause != null) {
            String kind = informer.getApiTypeClass().getSimpleName();
            kinds.add(kind);
            LOG.errorf("the watch of %s died (%s): a new process is needed", kind, cause.getMessage());
        }
    }

    /** Kinds of what is not seen any more. */
    Set<String> kinds() {
        return new TreeSet<>(kinds);
    }
}
