package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodTroubleTest {
    private static Optional<PodTrouble> of(String status) {
        return PodTrouble.of(Serialization.unmarshal(
                "apiVersion: v1\nkind: Pod\nmetadata: {name: api-0}\nstatus: " + status, Pod.class));
    }

    @Test
    void anImageIsItsOwnTroubleACrashMayBeADependencys() {
        assertThat(of("{containerStatuses: [{name: a, state: {waiting: {reason: ErrImagePull, message: not found}}}]}"))
                .contains(new PodTrouble("api-0", "ErrImagePull: not found", true));
        assertThat(of("{containerStatuses: [{name: a, state: {waiting: {reason: CrashLoopBackOff}}}]}"))
                .contains(new PodTrouble("api-0", "CrashLoopBackOff", false));
    }

    @Test
    void itsOwnComesFirst() {
        assertThat(of("""
                {containerStatuses: [{name: a, state: {waiting: {reason: CrashLoopBackOff}}},
                 {name: b, state: {waiting: {reason: InvalidImageName}}}]}""")).map(PodTrouble::sentence).contains("pod api-0 InvalidImageName");
    }

    @Test
    void aPodThatNoNodeTakesIsInTroubleOneThatIsBeingMadeIsNot() {
        assertThat(of("{conditions: [{type: PodScheduled, status: \"False\", message: 0/3 nodes are available}]}"))
                .contains(new PodTrouble("api-0", "cannot be scheduled: 0/3 nodes are available", true));
        assertThat(of("{containerStatuses: [{name: a, state: {waiting: {reason: ContainerCreating}}}]}"))
                .isEmpty();
        assertThat(of("{}")).isEmpty();
    }
}
