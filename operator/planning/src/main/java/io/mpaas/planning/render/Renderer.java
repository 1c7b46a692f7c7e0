package io.mpaas.planning.render;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ExternalEndpoint;
import io.mpaas.api.v1alpha1.Provides;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.Quorum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Renders a component's content into Kubernetes objects. */
public final class Renderer {
    private final Owner owner;
    private final ComponentContent content;

    private Renderer(Owner owner, ComponentContent content) {
        this.owner = owner;
        this.content = content;
    }

    public static Rendering render(Owner owner, ComponentSpec spec) {
        ComponentContent content = spec.content();
        if (content == null) {
            return new Rendering(List.of(), Optional.empty());
        }
        Renderer renderer = new Renderer(owner, content);
        if (spec.type() == null) {
            return new Rendering(renderer.external(spec.external()), Optional.empty());
        }
        if (spec.type() == WorkloadType.Manifests) {
            return new Rendering(
                    List.of(), Optional.empty(), Manifests.render(owner, content.manifests(), spec.contentHash()));
        }
        HasMetadata workload = new Workloads(owner, content, spec.contentHash()).render(spec.type());
        return new Rendering(renderer.supports(spec.type()), Optional.of(workload));
    }

    private List<HasMetadata> external(@Nullable ExternalEndpoint endpoint) {
        Provides provides = content.provides();
        return endpoint == null || provides == null
                ? List.of()
                : List.of(binding(provides, endpoint.host(), endpoint.port(), null));
    }

    private List<HasMetadata> supports(WorkloadType type) {
        List<HasMetadata> objects = new ArrayList<>();
        if (!content.config().isEmpty()) {
            objects.add(new ConfigMapBuilder()
                    .withMetadata(owner.metadata(ObjectNames.config(owner.component())))
                    .withData(content.config())
                    .build());
        }
        Provides provides = content.provides();
        if (provides != null) {
            objects.add(service(owner.metadata(owner.component()), provides.port(), false));
            String username = provides.secret() == null
                    ? null
                    : provides.secret().generate().getLast();
            objects.add(
                    binding(provides, owner.component() + "." + owner.namespace() + ".svc", provides.port(), username));
        }
        if (type == WorkloadType.StatefulSet) {
            int port = provides == null ? 1 : provides.port();
            objects.add(service(owner.metadata(ObjectNames.peers(owner.component())), port, true));
        }
        if (!content.expose().isEmpty()) {
            objects.add(exposed());
        }
        return objects;
    }

    private HasMetadata service(ObjectMeta metadata, int port, boolean headless) {
        return new ServiceBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withSelector(owner.selector())
                .withClusterIP(headless ? "None" : null)
                .withPublishNotReadyAddresses(headless ? Boolean.TRUE : null)
                .withPorts(port("main", port))
                .endSpec()
                .build();
    }

    private HasMetadata exposed() {
        List<ServicePort> ports = new ArrayList<>();
        content.expose().forEach((name, expose) -> ports.add(port(name, expose.port())));
        return new ServiceBuilder()
                .withMetadata(owner.metadata(ObjectNames.exposed(owner.component())))
                .withNewSpec()
                .withType("LoadBalancer")
                .withSelector(owner.selector())
                .withPorts(ports)
                .endSpec()
                .build();
    }

    private static ServicePort port(String name, int port) {
        return new ServicePortBuilder()
                .withName(name)
                .withPort(port)
                .withTargetPort(new IntOrString(port))
                .withProtocol("TCP")
                .build();
    }

    /** The entries of a service binding (servicebinding.io) that are no secret. */
    private HasMetadata binding(Provides provides, String host, int port, @Nullable String username) {
        Map<String, String> entries = new TreeMap<>();
        entries.put("type", provides.type() == null ? owner.component() : provides.type());
        entries.put("host", host);
        entries.put("port", Integer.toString(port));
        if (username != null) {
            entries.put("username", username);
        }
        return new ConfigMapBuilder()
                .withMetadata(owner.metadata(ObjectNames.binding(owner.component())))
                .withData(entries)
                .build();
    }

    /**
     * The disruption budget for a number of replicas, or empty where it would allow no disruption at all: it would only block
     * the drain of a node. A voting set may lose one member, and one that is not Ready may be catching up: it is not evicted below
     * the majority. Anything else may lose a quarter, at least one, and a pod that does not serve keeps no node from being drained.
     */
    public static Optional<PodDisruptionBudget> budget(Owner owner, ComponentSpec spec) {
        int replicas = spec.replicas() == null ? 0 : spec.replicas();
        boolean votes = Quorum.votes(spec);
        if (spec.content() == null || replicas < 2 || (votes && replicas == Quorum.majority(replicas))) {
            return Optional.empty();
        }
        return Optional.of(new PodDisruptionBudgetBuilder()
                .withMetadata(owner.metadata(owner.component()))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(votes ? 1 : Math.max(1, replicas / 4)))
                .withUnhealthyPodEvictionPolicy(votes ? "IfHealthyBudget" : "AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(owner.selector())
                .endSelector()
                .endSpec()
                .build());
    }
}
