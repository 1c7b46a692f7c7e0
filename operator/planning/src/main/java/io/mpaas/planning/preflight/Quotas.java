package io.mpaas.planning.preflight;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.pods.Amounts;
import io.mpaas.planning.pods.PodRequests;
import io.mpaas.planning.value.Say;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether the namespace's quotas leave room, and whether every pod says what a quota makes it say. Quotas for some pods only (by
 * scope) are left out.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/policy/resource-quotas/">Resource quotas</a>
 */
final class Quotas {
    private static final List<String> COMPUTE = List.of("cpu", "memory");
    private static final String LIMITS = "limits.";
    private static final String REQUESTS = "requests.";
    private static final String CLAIMS = "persistentvolumeclaims";
    private static final String STORAGE = "requests.storage";

    private final Load load;
    private final List<Pod> own;
    private final int nodes;
    private final List<LimitRange> limits;
    private final List<Say> wrong = new ArrayList<>();

    private Quotas(Load load, List<Pod> own, int nodes, List<LimitRange> limits) {
        this.load = load;
        this.own = own;
        this.nodes = nodes;
        this.limits = limits;
    }

    static Finding answer(Facts facts) {
        return facts.of(Seen.LOAD)
                .judge(load -> facts.of(Seen.QUOTAS)
                        .judge(quotas -> pods(facts).judge(pods -> {
                            if (quotas.isEmpty()) {
                                return new Finding.NotApplicable(
                                        Say.of("quota.none").with("namespace", load.namespace()));
                            }
                            List<Node> usable =
                                    Nodes.usable(facts.of(Seen.NODES).known().orElse(List.of()));
                            Quotas check = new Quotas(
                                    load,
                                    pods.stream().filter(load::owns).toList(),
                                    usable.size(),
                                    facts.of(Seen.LIMITS).known().orElse(List.of()));
                            quotas.stream().filter(Quotas::isForAll).forEach(check::quota);
                            return Finding.wrongIfAny(
                                    check.wrong,
                                    Say.of("quota.remedy").with("namespace", load.namespace()),
                                    Say.of("quota.enough").with("number", quotas.size()));
                        })));
    }

    /** Those of the installation are all that is asked for. */
    private static Reading<List<Pod>> pods(Facts facts) {
        Reading<List<Pod>> own = facts.of(Seen.OWN_PODS);
        return own.known().isPresent() ? own : facts.of(Seen.PODS);
    }

    private static boolean isForAll(ResourceQuota quota) {
        return quota.getSpec().getScopes().isEmpty() && quota.getSpec().getScopeSelector() == null;
    }

    private void quota(ResourceQuota quota) {
        String name = quota.getMetadata().getName();
        Map<String, Quantity> used =
                Optional.ofNullable(quota.getStatus().getUsed()).orElse(Map.of());
        SortedMap<String, BigDecimal> need = need();
        SortedMap<String, BigDecimal> ours = ofOwn();
        new TreeMap<>(quota.getSpec().getHard()).forEach((resource, hard) -> {
            BigDecimal wanted = need.getOrDefault(plain(resource), BigDecimal.ZERO);
            BigDecimal others = used.getOrDefault(resource, new Quantity("0"))
                    .getNumericalAmount()
                    .subtract(ours.getOrDefault(plain(resource), BigDecimal.ZERO))
                    .max(BigDecimal.ZERO);
            BigDecimal left = hard.getNumericalAmount().subtract(others).max(BigDecimal.ZERO);
            if (wanted.compareTo(left) > 0) {
                wrong.add(Say.of("quota.lacks")
                        .with("quota", name)
                        .with("resource", resource)
                        .with("need", Amounts.asked(resource, wanted))
                        .with("left", Amounts.there(resource, left)));
            }
            unsaid(name, resource);
        });
    }

    /** {@code cpu} is a quota's short name of {@code requests.cpu}. */
    private static String plain(String resource) {
        return COMPUTE.contains(resource) ? REQUESTS + resource : resource;
    }

    private SortedMap<String, BigDecimal> need() {
        SortedMap<String, BigDecimal> need = new TreeMap<>();
        load.workloads().stream().filter(workload -> !workload.ends()).forEach(workload -> {
            BigDecimal pods = BigDecimal.valueOf(workload.pods(nodes));
            add(need, workload.pod(), pods);
            workload.claims().forEach(claim -> {
                need.merge(CLAIMS, pods, BigDecimal::add);
                need.merge(STORAGE, size(claim).multiply(pods), BigDecimal::add);
            });
        });
        if (!own.isEmpty()) {
            // Its claims are there, and counted as used.
            need.keySet().removeAll(List.of(CLAIMS, STORAGE));
        }
        return need;
    }

    private static BigDecimal size(PersistentVolumeClaim claim) {
        return Optional.ofNullable(claim.getSpec())
                .map(PersistentVolumeClaimSpec::getResources)
                .map(resources -> resources.getRequests())
                .map(requests -> requests.get("storage"))
                .map(Quantity::getNumericalAmount)
                .orElse(BigDecimal.ZERO);
    }

    private SortedMap<String, BigDecimal> ofOwn() {
        SortedMap<String, BigDecimal> ours = new TreeMap<>();
        own.forEach(pod -> add(ours, pod.getSpec(), BigDecimal.ONE));
        return ours;
    }

    private static void add(SortedMap<String, BigDecimal> sum, PodSpec pod, BigDecimal times) {
        PodRequests.of(pod)
                .forEach((resource, amount) -> sum.merge(REQUESTS + resource, amount.multiply(times), BigDecimal::add));
        PodRequests.limits(pod)
                .forEach((resource, amount) -> sum.merge(LIMITS + resource, amount.multiply(times), BigDecimal::add));
        sum.merge("pods", times, BigDecimal::add);
    }

    /** A pod that does not say what a quota counts is refused. */
    private void unsaid(String quota, String hard) {
        String plain = plain(hard);
        boolean limit = plain.startsWith(LIMITS);
        String resource = plain.substring(plain.indexOf('.') + 1);
        if (!COMPUTE.contains(resource) || isGiven(resource, limit)) {
            return;
        }
        load.workloads().stream()
                .filter(workload -> containers(workload.pod()).anyMatch(container -> !says(container, resource, limit)))
                .map(workload -> Say.of("quota.unsaid")
                        .with("quota", quota)
                        .with("resource", plain)
                        .with("component", workload.component()))
                .distinct()
                .forEach(wrong::add);
    }

    private static Stream<Container> containers(PodSpec pod) {
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
    }

    private static boolean says(Container container, String resource, boolean limit) {
        ResourceRequirements resources = container.getResources();
        return resources != null
                && (has(resources.getLimits(), resource) || (!limit && has(resources.getRequests(), resource)));
    }

    private static boolean has(Map<String, Quantity> amounts, String resource) {
        return amounts != null && amounts.containsKey(resource);
    }

    /** Whether a LimitRange says it in place of the pod. */
    private boolean isGiven(String resource, boolean limit) {
        return limits.stream()
                .flatMap(range -> range.getSpec().getLimits().stream())
                .filter(item -> "Container".equals(item.getType()))
                .anyMatch(item ->
                        has(item.getDefault(), resource) || (!limit && has(item.getDefaultRequest(), resource)));
    }
}
