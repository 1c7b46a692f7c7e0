package io.mpaas.planning.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a pod asks of a node, resource by resource, as a scheduler counts it: its containers together with the sidecars, or the
 * greediest of the init containers with the sidecars started before it, whichever is more; and the overhead of its runtime. What
 * the pod as a whole requests takes the place of that.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers">Resource
 *     sharing within containers</a>
 */
public final class PodRequests {
    private final SortedMap<String, BigDecimal> requests = new TreeMap<>();
    private final Function<ResourceRequirements, Map<String, BigDecimal>> part;

    private PodRequests(Function<ResourceRequirements, Map<String, BigDecimal>> part) {
        this.part = part;
    }

    /** In base units: bytes, CPUs, pieces. */
    public static SortedMap<String, BigDecimal> of(PodSpec spec) {
        return of(spec, PodRequests::requests);
    }

    /** The most that it may use, counted alike; without what has no limit. */
    public static SortedMap<String, BigDecimal> limits(PodSpec spec) {
        return of(spec, resources -> amounts(resources.getLimits()));
    }

    private static SortedMap<String, BigDecimal> of(
            PodSpec spec, Function<ResourceRequirements, Map<String, BigDecimal>> part) {
        PodRequests pod = new PodRequests(part);
        pod.containers(spec);
        pod.requests.putAll(pod.of(spec.getResources()));
        amounts(spec.getOverhead()).forEach(pod::add);
        return pod.requests;
    }

    /** What has a limit and no request requests its limit: the API server fills that in. */
    private static Map<String, BigDecimal> requests(ResourceRequirements resources) {
        Map<String, BigDecimal> requests = amounts(resources.getLimits());
        requests.putAll(amounts(resources.getRequests()));
        return requests;
    }

    private void containers(PodSpec spec) {
        PodRequests greediest = new PodRequests(part);
        PodRequests sidecars = new PodRequests(part);
        for (Container container : list(spec.getInitContainers())) {
            Map<String, BigDecimal> its = of(container.getResources());
            if ("Always".equals(container.getRestartPolicy())) {
                its.forEach(sidecars::add);
            } else {
                its.forEach((resource, amount) -> greediest.atLeast(resource, amount.add(sidecars.get(resource))));
            }
        }
        sidecars.requests.forEach(this::add);
        list(spec.getContainers())
                .forEach(container -> of(container.getResources()).forEach(this::add));
        greediest.requests.forEach(this::atLeast);
    }

    private BigDecimal get(String resource) {
        return requests.getOrDefault(resource, BigDecimal.ZERO);
    }

    private void add(String resource, BigDecimal amount) {
        requests.merge(resource, amount, BigDecimal::add);
    }

    private void atLeast(String resource, BigDecimal amount) {
        requests.merge(resource, amount, BigDecimal::max);
    }

    private Map<String, BigDecimal> of(@Nullable ResourceRequirements resources) {
        return resources == null ? Map.of() : part.apply(resources);
    }

    private static Map<String, BigDecimal> amounts(@Nullable Map<String, Quantity> quantities) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        if (quantities != null) {
            quantities.forEach((resource, quantity) -> amounts.put(resource, quantity.getNumericalAmount()));
        }
        return amounts;
    }

    private static <T> List<T> list(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}
