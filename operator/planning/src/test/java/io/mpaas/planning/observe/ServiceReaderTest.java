package io.mpaas.planning.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.mpaas.planning.pods.Unreached;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceReaderTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Service DB = service("db", "ClusterIP");
    private static final Pod READY = pod(true);

    @Test
    void oneWithoutAnEndpointIsNamedAndCountsAMomentAfterItsPodsAreReady() {
        assertThat(ServiceReader.unreached(List.of(DB), List.of(), List.of(READY)))
                .contains(new Unreached("db", NOON.plusSeconds(5)));
        assertThat(ServiceReader.unreached(List.of(DB), List.of(slice("db", false)), List.of(READY)))
                .isPresent();
        assertThat(ServiceReader.unreached(List.of(DB), List.of(slice("db-peers", true)), List.of(READY)))
                .isPresent();
        assertThat(ServiceReader.unreached(List.of(DB), List.of(slice("db", true)), List.of(READY)))
                .isEmpty();
    }

    @Test
    void withoutAPodThatIsReadyThereIsNothingToLeadTo() {
        assertThat(ServiceReader.unreached(List.of(DB), List.of(), List.of(pod(false))))
                .isEmpty();
        Pod ending = new PodBuilder(READY)
                .editMetadata()
                .withDeletionTimestamp(NOON.toString())
                .endMetadata()
                .build();
        assertThat(ServiceReader.unreached(List.of(DB), List.of(), List.of(ending)))
                .isEmpty();
    }

    @Test
    void oneWithoutSelectorLeadsWhereSomebodyElseSays() {
        Service bare =
                new ServiceBuilder(DB).editSpec().withSelector(null).endSpec().build();
        assertThat(ServiceReader.unreached(List.of(bare), List.of(), List.of(READY)))
                .isEmpty();
    }

    /** B46. */
    @Test
    void aLoadBalancerThatGivesNoAddressIsSaid() {
        Service pending = service("slb-exposed", "LoadBalancer");
        Service given = new ServiceBuilder(pending)
                .withNewStatus()
                .withNewLoadBalancer()
                .addNewIngress()
                .withIp("192.0.2.1")
                .endIngress()
                .endLoadBalancer()
                .endStatus()
                .build();
        assertThat(ServiceReader.pending(List.of(DB, pending)))
                .contains("no load balancer has given Service slb-exposed an address yet: reach it at any node:30080");
        assertThat(ServiceReader.pending(List.of(DB, given))).isEmpty();
    }

    private static Service service(String name, String type) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withCreationTimestamp(NOON.minusSeconds(60).toString())
                .endMetadata()
                .withNewSpec()
                .withType(type)
                .addToSelector("app", "db")
                .addNewPort()
                .withPort(80)
                .withNodePort(type.equals("LoadBalancer") ? 30080 : null)
                .endPort()
                .endSpec()
                .build();
    }

    private static EndpointSlice slice(String service, boolean ready) {
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withName(service + "-x7k2p")
                .addToLabels("kubernetes.io/service-name", service)
                .endMetadata()
                .addNewEndpoint()
                .withAddresses("192.0.2.7")
                .withNewConditions()
                .withReady(ready)
                .endConditions()
                .endEndpoint()
                .build();
    }

    private static Pod pod(boolean ready) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("db-0")
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .withLastTransitionTime(NOON.toString())
                .endCondition()
                .endStatus()
                .build();
    }
}
