package io.mpaas.planning.cloud;

import io.mpaas.planning.cloud.CloudCatalogue.Service;
import io.mpaas.planning.cloud.CloudSeen.Allowance;
import io.mpaas.planning.cloud.CloudSeen.Flavor;
import io.mpaas.planning.cloud.CloudThing.Kind;
import io.mpaas.planning.inspect.Fact;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.preflight.Load;
import io.mpaas.planning.preflight.Seen;
import io.mpaas.planning.value.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Whether the project may have what the cluster takes, besides what it has already. */
final class CloudQuotas {
    /** The router's, and those of two DHCP agents. */
    private static final int PORTS_OF_THE_NETWORK = 3;
    /** Of control plane and workers. */
    private static final int SECURITY_GROUPS = 2;

    private CloudQuotas() {}

    /** With one more server than there are to be: it comes before another goes. */
    static Finding servers(Facts facts) {
        return planned(
                facts,
                plan -> facts.of(CloudSeen.FLAVORS).judge(flavors -> {
                    Optional<Flavor> control =
                            Sizes.flavor(flavors, plan.spec().controlPlane().flavor());
                    Optional<Flavor> worker =
                            Sizes.flavor(flavors, plan.spec().workers().flavor());
                    if (control.isEmpty() || worker.isEmpty()) {
                        return new Finding.NotChecked(Say.of("inspect.after").with("check", "cloud-flavors"));
                    }
                    SortedMap<String, Long> need = new TreeMap<>();
                    need.put("instances", (long) plan.servers());
                    need.put(
                            "cores",
                            all(plan, control.get().cores(), worker.get().cores()));
                    need.put(
                            "ram",
                            all(plan, control.get().megabytes(), worker.get().megabytes()));
                    Optional<CloudHoldings> has = holdings(facts, plan);
                    return enough(facts, CloudSeen.COMPUTE_QUOTA, less(need, has, CloudQuotas::ofServers));
                }));
    }

    private static long all(CloudPlan plan, long control, long worker) {
        return plan.spec().controlPlane().count() * control
                + plan.spec().workers().replicas() * worker
                + Math.max(control, worker);
    }

    private static SortedMap<String, Long> ofServers(CloudHoldings has) {
        return new TreeMap<>(Map.of("instances", has.count(Kind.Server), "cores", has.cores(), "ram", has.megabytes()));
    }

    static Finding networks(Facts facts) {
        return planned(facts, plan -> {
            SortedMap<String, Long> need = new TreeMap<>();
            need.put("network", 1L);
            need.put("subnet", 1L);
            need.put("router", 1L);
            need.put("security_group", (long) SECURITY_GROUPS);
            need.put("floatingip", (long) plan.floatingAddresses());
            need.put("port", (long) plan.servers() + PORTS_OF_THE_NETWORK + (plan.hasBalancer() ? 1 : 0));
            return enough(facts, CloudSeen.NETWORK_QUOTA, less(need, holdings(facts, plan), CloudQuotas::ofNetworks));
        });
    }

    private static SortedMap<String, Long> ofNetworks(CloudHoldings has) {
        long networks = has.count(Kind.Network);
        SortedMap<String, Long> all = new TreeMap<>();
        all.put("network", networks);
        all.put("subnet", has.count(Kind.Subnet));
        all.put("router", has.count(Kind.Router));
        all.put("security_group", has.count(Kind.SecurityGroup));
        all.put("floatingip", has.count(Kind.FloatingAddress));
        all.put("port", has.count(Kind.Port) + networks * PORTS_OF_THE_NETWORK);
        return all;
    }

    /** Claims of what is to run there, as far as that is known. */
    static Finding volumes(Facts facts) {
        Optional<Load> load =
                facts.of(Seen.LOAD).known().filter(known -> known.problems().isEmpty());
        SortedMap<String, Long> need = load.map(VolumeNeed::of).orElseGet(TreeMap::new);
        if (Entrance.offers(facts, Service.Cinder).filter(there -> there).isEmpty()) {
            return new Finding.NotApplicable(Say.of("cloud-quota.noVolumes"));
        }
        if (load.isEmpty() || need.getOrDefault("volumes", 0L) == 0) {
            return new Finding.NotApplicable(Say.of("cloud-quota.noClaims"));
        }
        return planned(
                facts,
                plan -> plan.made()
                        ? new Finding.NotApplicable(Say.of("cloud-quota.claimsBound"))
                        : enough(facts, CloudSeen.VOLUME_QUOTA, need));
    }

    private static Finding planned(Facts facts, Function<CloudPlan, Finding> judgement) {
        return facts.of(CloudSeen.PLAN).judge(judgement);
    }

    /** What is there of it already; nothing counts of what is only called the same. */
    private static Optional<CloudHoldings> holdings(Facts facts, CloudPlan plan) {
        return facts.of(CloudSeen.HOLDINGS).known().filter(_ -> plan.made());
    }

    private static SortedMap<String, Long> less(
            SortedMap<String, Long> need,
            Optional<CloudHoldings> has,
            Function<CloudHoldings, SortedMap<String, Long>> counts) {
        SortedMap<String, Long> there = has.map(counts).orElseGet(TreeMap::new);
        SortedMap<String, Long> more = new TreeMap<>();
        need.forEach((name, number) -> more.put(name, Math.max(0, number - there.getOrDefault(name, 0L))));
        return more;
    }

    private static Finding enough(Facts facts, Fact<SortedMap<String, Allowance>> quota, SortedMap<String, Long> need) {
        return facts.of(quota).judge(known -> {
            List<Say> lacks = new ArrayList<>();
            need.forEach((what, more) -> {
                Allowance allowance = known.get(what);
                if (allowance != null && !allowance.fits(more)) {
                    lacks.add(Say.of("cloud-quota.lacks")
                            .with("what", what)
                            .with("need", more)
                            .with("free", allowance.free())
                            .with("limit", allowance.limit()));
                }
            });
            return Finding.wrongIfAny(
                    lacks,
                    Say.of("cloud-quota.remedy"),
                    Say.of("cloud-quota.enough").with("need", text(need)));
        });
    }

    private static String text(SortedMap<String, Long> need) {
        return String.join(
                ", ",
                need.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue())
                        .toList());
    }
}
