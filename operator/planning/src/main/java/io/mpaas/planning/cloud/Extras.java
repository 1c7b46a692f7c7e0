package io.mpaas.planning.cloud;

import io.mpaas.planning.cloud.CloudCatalogue.Service;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.value.Say;
import java.util.function.Function;

/** Services that not every cloud has: load balancers and volumes. */
final class Extras {
    private Extras() {}

    private static Finding offered(Facts facts, Service service, Function<Boolean, Finding> judgement) {
        return Entrance.offers(facts, service)
                .map(judgement)
                .orElseGet(() -> new Finding.NotChecked(Say.of("inspect.after").with("check", "cloud-region")));
    }

    static Finding balancer(Facts facts) {
        return facts.of(CloudSeen.PLAN)
                .judge(plan -> plan.hasBalancer()
                        ? offered(
                                facts,
                                Service.Octavia,
                                there -> there
                                        ? Finding.fine(Say.of("cloud-load-balancer.there"))
                                        : Finding.wrong(
                                                Say.of("cloud-load-balancer.remedy"),
                                                Say.of("cloud-load-balancer.absent")))
                        : new Finding.NotApplicable(Say.of("cloud-load-balancer.unused")));
    }

    static Finding balancerRole(Facts facts) {
        return facts.of(CloudSeen.PLAN)
                .judge(plan -> plan.hasBalancer()
                        ? facts.of(CloudSeen.BALANCERS)
                                .judge(allowed -> allowed
                                        ? Finding.fine(Say.of("cloud-load-balancer-role.granted"))
                                        : Finding.wrong(
                                                Say.of("cloud-load-balancer-role.remedy"),
                                                Say.of("cloud-load-balancer-role.missing")))
                        : new Finding.NotApplicable(Say.of("cloud-load-balancer.unused")));
    }

    static Finding blockStorage(Facts facts) {
        return offered(
                facts,
                Service.Cinder,
                there -> there
                        ? Finding.fine(Say.of("cloud-block-storage.there"))
                        : Finding.wrong(Say.of("cloud-block-storage.remedy"), Say.of("cloud-block-storage.absent")));
    }
}
