package io.mpaas.planning.cloud;

import io.mpaas.planning.cloud.CloudThing.Kind;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.function.BiFunction;

/** What the cloud has of this cluster, and should not have, or not so. */
final class Remains {
    private static final String ERROR = "ERROR";

    private Remains() {}

    private static Finding held(Facts facts, BiFunction<CloudPlan, CloudHoldings, Finding> judgement) {
        return facts.of(CloudSeen.PLAN)
                .judge(plan -> facts.of(CloudSeen.HOLDINGS).judge(has -> judgement.apply(plan, has)));
    }

    /** Cluster API does not try again with a server that failed before its node was there. */
    static Finding failed(Facts facts) {
        return held(facts, (plan, has) -> {
            List<Say> failed = has.of(Kind.Server).stream()
                    .filter(one -> one.state().equals(ERROR))
                    .map(one -> Say.of("cloud-servers.failed")
                            .with("server", one.name())
                            .with("words", one.words().isEmpty() ? ERROR : one.words()))
                    .toList();
            return Finding.wrongIfAny(
                    failed,
                    Say.of("cloud-servers.remedy").with("hub", plan.hub()),
                    Say.of("cloud-servers.fine").with("number", has.count(Kind.Server)));
        });
    }

    static Finding unused(Facts facts) {
        return held(facts, (_, has) -> {
            List<CloudThing> unused = has.of(Kind.Port).stream()
                    .filter(one -> one.state().equals(CloudThing.UNUSED))
                    .toList();
            return Finding.wrongIfAny(
                    unused.stream()
                            .map(one -> Say.of("cloud-ports.unused").with("port", one.text()))
                            .toList(),
                    Say.of("cloud-ports.remedy")
                            .with(
                                    "command",
                                    unused.isEmpty() ? "" : unused.getFirst().deletion()),
                    Say.of("cloud-ports.none"));
        });
    }

    /** Before it is made: what is called like it would be taken for it, used, and deleted with it. */
    static Finding earlier(Facts facts) {
        return held(
                facts,
                (plan, has) -> plan.made()
                        ? new Finding.NotApplicable(Say.of("cloud-leftovers.made"))
                        : Finding.wrongIfAny(
                                has.left().stream()
                                        .filter(one -> !one.state().equals(CloudThing.UNUSED))
                                        .map(one ->
                                                Say.of("cloud-leftovers.found").with("thing", one.text()))
                                        .toList(),
                                Say.of("cloud-leftovers.remedy")
                                        .with("site", plan.site())
                                        .with("namespace", plan.namespace()),
                                Say.of("cloud-leftovers.none")));
    }
}
