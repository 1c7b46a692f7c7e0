package io.mpaas.planning.plan;

import io.mpaas.api.v1alpha1.Claim;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.plan.Plan.Weight;
import io.mpaas.planning.value.Quorum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What no roll-back takes back, and how heavy a change is.
 *
 * <pre>
 *   Irreversible   a Job runs that nothing undoes, data is deleted, voters become fewer or more, own data ↔ the customer's
 *   Stateful       a StatefulSet or a volume is touched, any other Job runs
 *   Routine        anything else
 * </pre>
 */
record Consequences(Weight weight, List<String> irreversible) {

    static Consequences of(
            Map<String, Step> steps, Map<String, Standing> before, Blueprint blueprint, boolean deletesData) {
        Map<String, ComponentSpec> after = blueprint.components();
        List<String> grave = new ArrayList<>();
        List<String> growth = new ArrayList<>();
        boolean stateful = false;
        for (Step step : steps.values()) {
            Standing standing = before.get(step.component());
            ComponentSpec was = standing == null ? null : standing.spec();
            ComponentSpec now = after.get(step.component());
            if (step.action() == Action.Run && !blueprint.undo().past().contains(step.component())) {
                grave.add("Job " + step.component() + " runs: nothing takes back what it does to data");
            }
            grave(step, was, now, deletesData, grave);
            if (was != null && now != null) {
                growth(step.component(), was, now, growth);
            }
            stateful |= isSet(was) || isSet(now) || step.action() == Action.Run;
        }
        Weight weight = !grave.isEmpty() ? Weight.Irreversible : stateful ? Weight.Stateful : Weight.Routine;
        grave.addAll(growth);
        return new Consequences(weight, List.copyOf(grave));
    }

    private static void grave(
            Step step,
            @Nullable ComponentSpec was,
            @Nullable ComponentSpec now,
            boolean deletesData,
            List<String> sentences) {
        String name = step.component();
        if (step.action() == Action.Remove && was != null && hasClaims(was) && deletesData) {
            sentences.add("the volumes and passwords of " + name + " are deleted (spec.deletion.data: Delete)");
        }
        if (was == null || now == null) {
            return;
        }
        if (step.action() == Action.Replace
                && (was.external() == null) != (now.external() == null)
                && hasClaims(was, now)) {
            sentences.add(name + (now.external() == null ? " gets data of its own" : " is the customer's from now on")
                    + ": its data is moved by people, or is not moved");
        }
        if (step.replicas() != null && Quorum.votes(now)) {
            sentences.add("the voters of " + name + " become " + step.replicas().to() + " of "
                    + step.replicas().from() + ", one at a time");
        }
    }

    private static void growth(String name, ComponentSpec was, ComponentSpec now, List<String> sentences) {
        Map<String, Claim> claims = claims(was);
        claims(now).forEach((claim, wanted) -> {
            Claim had = claims.get(claim);
            if (had != null && !Objects.equals(had.size(), wanted.size())) {
                sentences.add("volume " + claim + " of " + name + " changes from " + had.size() + " to " + wanted.size()
                        + ": a volume never shrinks");
            }
        });
    }

    private static boolean isSet(@Nullable ComponentSpec spec) {
        return spec != null
                && (spec.type() == WorkloadType.StatefulSet || !claims(spec).isEmpty());
    }

    private static boolean hasClaims(ComponentSpec... specs) {
        for (ComponentSpec spec : specs) {
            if (!claims(spec).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Claim> claims(ComponentSpec spec) {
        return spec.content() == null ? Map.of() : spec.content().storage();
    }
}
