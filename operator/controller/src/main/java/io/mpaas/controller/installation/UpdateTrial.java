package io.mpaas.controller.installation;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.trial.DryRun;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.trial.Trials;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.Problems;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the API server about an update before any of it is carried out: what it would refuse rejects the whole spec, so that
 * nothing that runs is touched.
 *
 * <p>Only an update is asked about, and only contents that are new and that the webhook has not just tried: a first start has nothing
 * to lose, is measured in milliseconds, and says of each component what was refused. What could not be tried holds nothing up.
 */
final class UpdateTrial {
    private final DryRun dryRun;
    private final Clock clock;
    private final Map<String, Refused> refused = new ConcurrentHashMap<>();

    /** What was refused is not asked about in every pass. */
    private record Refused(Map<String, String> hashes, List<ReportedProblem> problems, Instant again) {}

    UpdateTrial(DryRun dryRun, Clock clock) {
        this.dryRun = dryRun;
        this.clock = clock;
    }

    /** What the API server would refuse of it. */
    List<ReportedProblem> refusals(Installation installation, Blueprint blueprint, Map<String, Component> existing) {
        if (existing.isEmpty() || InstallationView.toStop(installation)) {
            return List.of();
        }
        String uid = installation.getMetadata().getUid();
        Trials trials = trials(installation, blueprint, existing);
        Refused last = refused.get(uid);
        if (last != null
                && last.hashes().equals(trials.hashes())
                && clock.instant().isBefore(last.again())) {
            return last.problems();
        }
        List<ReportedProblem> problems =
                dryRun.problems(trials).stream().filter(Problems::isError).toList();
        if (problems.isEmpty()) {
            refused.remove(uid);
        } else {
            refused.put(
                    uid, new Refused(trials.hashes(), problems, clock.instant().plus(Obstacle.RETRY)));
        }
        return problems;
    }

    private Trials trials(Installation installation, Blueprint blueprint, Map<String, Component> existing) {
        String namespace = installation.getMetadata().getNamespace();
        Map<String, String> known = new HashMap<>();
        Map<String, String> lately = dryRun.accepted(namespace);
        blueprint.contentHashes().forEach((name, hash) -> {
            Component component = existing.get(name);
            boolean asBefore =
                    component != null && hash.equals(component.getSpec().contentHash());
            if (asBefore || hash.equals(lately.get(name))) {
                known.put(name, hash);
            }
        });
        Owner owner = new Owner(namespace, installation.getMetadata().getName(), InstallationId.of(installation), "");
        return Trials.of(owner, blueprint.components(), known);
    }

    void forget(Installation installation) {
        refused.remove(installation.getMetadata().getUid());
    }
}
