package io.mpaas.stories;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.mpaas.api.v1alpha1.Mpaas;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** How long Components that the operator made have had no phase. Times are those of a monotonic clock, in nanoseconds. */
final class Silence {
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final Map<String, Long> silentSince = new HashMap<>();
    private final SortedSet<String> broken = new TreeSet<>();
    private boolean ended;

    /** As it is now. */
    synchronized void seen(GenericKubernetesResource component, long now) {
        String name = component.getMetadata().getName();
        if (hasPhase(component)) {
            judge(name, now);
            silentSince.remove(name);
        } else if (isByOperator(component) && !component.isMarkedForDeletion() && !ended) {
            silentSince.putIfAbsent(name, now);
        }
    }

    synchronized void gone(GenericKubernetesResource component, long now) {
        judge(component.getMetadata().getName(), now);
        silentSince.remove(component.getMetadata().getName());
    }

    /** What comes after this does not count. */
    synchronized void end(long now) {
        if (!ended) {
            silentSince.keySet().forEach(name -> judge(name, now));
            ended = true;
        }
    }

    /** Names of those that were silent for too long. */
    synchronized SortedSet<String> broken(long now) {
        end(now);
        return new TreeSet<>(broken);
    }

    private void judge(String name, long now) {
        Long since = silentSince.get(name);
        if (!ended && since != null && now - since > LONGEST.toNanos()) {
            broken.add(name);
        }
    }

    private static boolean hasPhase(GenericKubernetesResource component) {
        return Optional.ofNullable(component.<Object>get("status", "phase")).isPresent();
    }

    private static boolean isByOperator(GenericKubernetesResource component) {
        return component.getMetadata().getManagedFields().stream()
                .anyMatch(entry -> Mpaas.FIELD_MANAGER.equals(entry.getManager()));
    }
}
