package io.mpaas.planning.site;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.planning.infrastructure.Making;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What to say about a site whose cluster the operator makes, once that is reached. */
public final class MadeReport {
    private MadeReport() {}

    /**
     * Until it is complete, that it is made is what is said; from then on it is a cluster like others.
     *
     * @param status what is to be said of it as of any cluster elsewhere
     * @param missing what is missing until it is complete; empty from then on, for ever
     */
    public static SiteStatus of(SiteStatus status, Optional<Making> missing, SiteReport.Said said) {
        Conditions.Pen pen = new Conditions.Pen(
                Objects.requireNonNull(status.observedGeneration()),
                said.before().conditions(),
                said.now());
        Optional<Making> shown = missing.filter(_ -> !isSilent(status));
        SiteStage stage = shown.map(Making::stage).orElse(status.stage());
        Condition ready = status.conditions().getFirst();
        Condition first = shown.map(making -> unfinished(pen, making, ready)).orElse(ready);
        return new SiteStatus(
                status.observedGeneration(),
                stage,
                stage == said.before().stage() ? said.before().since() : Conditions.time(said.now()),
                status.nodes(),
                status.zones(),
                status.version(),
                status.identity(),
                status.answering(),
                status.expires(),
                status.usedBy(),
                Stream.of(Stream.of(first), status.conditions().stream().skip(1), Stream.of(whole(pen, missing)))
                        .flatMap(one -> one)
                        .toList());
    }

    /**
     * The same of one that is not reached yet: from when its Cluster is there the cloud may have something of it, which has to be known when
     * the Site goes.
     */
    public static SiteStatus begun(SiteStatus status, boolean begun, SiteReport.Said said) {
        if (!begun
                || Conditions.find(status.conditions(), Conditions.Type.ClusterMade)
                        .isPresent()) {
            return status;
        }
        Conditions.Pen pen = new Conditions.Pen(
                Objects.requireNonNull(status.observedGeneration()),
                said.before().conditions(),
                said.now());
        Condition made = pen.of(
                Conditions.Type.ClusterMade, Verdict.False, Reason.ClusterBeingMade, "its nodes are not all Ready yet");
        return new SiteStatus(
                status.observedGeneration(),
                status.stage(),
                status.since(),
                status.nodes(),
                status.zones(),
                status.version(),
                status.identity(),
                status.answering(),
                status.expires(),
                status.usedBy(),
                Stream.concat(status.conditions().stream(), Stream.of(made)).toList());
    }

    private static Condition unfinished(Conditions.Pen pen, Making making, Condition ready) {
        String also = Verdict.of(ready).isTrue() ? "" : "; " + ready.getMessage();
        return pen.of(Conditions.Type.Ready, Verdict.False, Reason.ClusterBeingMade, making.words() + also);
    }

    private static Condition whole(Conditions.Pen pen, Optional<Making> missing) {
        return missing.map(making ->
                        pen.of(Conditions.Type.ClusterMade, Verdict.False, Reason.ClusterBeingMade, making.words()))
                .orElseGet(() -> pen.of(
                        Conditions.Type.ClusterMade,
                        Verdict.True,
                        Reason.ClusterMade,
                        "all its nodes have been Ready"));
    }

    /** Whether it was reached and is not now, or is another: that is said before anything else. */
    private static boolean isSilent(SiteStatus status) {
        return status.stage() == SiteStage.Unknown || status.stage() == SiteStage.WrongCluster;
    }
}
