package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final long TEN = Duration.ofSeconds(10).toNanos();

    private final Silence silence = new Silence();

    @Test
    void aPhaseInTimeIsFineAndALaterOneIsNot() {
        silence.seen(component("early", "mpaas-operator", ""), 0);
        silence.seen(component("late", "mpaas-operator", ""), 0);
        silence.seen(component("early", "mpaas-operator", "Waiting"), TEN);
        silence.seen(component("late", "mpaas-operator", "Waiting"), TEN + 1);
        assertThat(silence.broken(TEN + 1)).containsExactly("late");
    }

    @Test
    void oneThatNeverHasAPhaseIsTooLateOnceItIsOldEnough() {
        silence.seen(component("young", "mpaas-operator", ""), 5);
        silence.seen(component("never", "mpaas-operator", ""), 0);
        silence.seen(component("gone", "mpaas-operator", ""), 0);
        silence.gone(component("gone", "mpaas-operator", ""), TEN + 1);
        assertThat(silence.broken(TEN + 1)).containsExactly("gone", "never");
    }

    @Test
    void whatAPersonMadeAndWhatComesAfterTheEndDoesNotCount() {
        silence.seen(component("by-hand", "kubectl", ""), 0);
        silence.seen(component("young", "mpaas-operator", ""), 0);
        silence.end(1);
        silence.seen(component("young", "mpaas-operator", "Waiting"), TEN + 1);
        assertThat(silence.broken(2 * TEN)).isEmpty();
    }

    private static GenericKubernetesResource component(String name, String manager, String phase) {
        GenericKubernetesResource component = new GenericKubernetesResource();
        component.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withManagedFields(
                        new ManagedFieldsEntryBuilder().withManager(manager).build())
                .build());
        if (!phase.isEmpty()) {
            component.setAdditionalProperty("status", Map.of("phase", phase));
        }
        return component;
    }
}
