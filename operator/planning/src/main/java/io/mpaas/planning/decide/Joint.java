package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.planning.pods.PodFacts;
import io.mpaas.planning.value.Quorum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * One component in several sites: what is done in each now, and what is to be said of it as a whole.
 *
 * <pre>
 *   start    in all sites at once; a voting set only while all of them are reached, for no member may found a set alone
 *   update   site by site, the next when the one before runs the content and is Ready there; none after one that nobody hears from
 *   stop     in all sites at once, and only while all of them are reached or Out
 * </pre>
 */
public final class Joint {
    private final ComponentSpec spec;
    private final List<Part> parts;
    private final List<String> silent;
    private final int unheard;

    /**
     * What there is to know.
     *
     * @param spec of all sites together, without those that are Out
     * @param parts sites that can be worked in, in the order in which they are updated
     * @param silent why each other site cannot be worked in, a sentence; without those that are Out
     * @param unheard replicas that it is to have in those
     */
    public Joint(ComponentSpec spec, List<Part> parts, List<String> silent, int unheard) {
        this.spec = spec;
        this.parts = List.copyOf(parts);
        this.silent = List.copyOf(silent);
        this.unheard = unheard;
    }

    /**
     * The component in one site.
     *
     * @param situation of what the site has of it: its spec has the replicas of that site
     * @param afterSilence whether a site that nobody hears from is updated before it
     */
    public record Part(String site, Situation situation, boolean afterSilence) {
        private boolean hasPods() {
            Integer replicas = situation.spec().replicas();
            return replicas == null || replicas > 0;
        }
    }

    /** What is done in each site now. */
    public SequencedMap<String, Step> steps() {
        SequencedMap<String, Step> steps = new LinkedHashMap<>();
        boolean busy = false;
        for (Part part : parts) {
            Step step = step(part);
            boolean changes = step instanceof Step.Update || (step instanceof Step.Scale && Quorum.votes(spec));
            steps.put(part.site(), changes && busy ? new Step.Keep() : step);
            busy |= changes || !isSettled(part);
        }
        return steps;
    }

    private Step step(Part part) {
        Situation situation = part.situation();
        if (!part.hasPods() && !situation.toStop()) {
            return leave(part);
        }
        Step step = Decision.decide(situation);
        if (step instanceof Step.Scale scale && isFewer(scale, part) && !othersAreThere(part)) {
            return new Step.Keep();
        }
        boolean founds = step instanceof Step.Start && Quorum.votes(spec);
        boolean overtakes = step instanceof Step.Update && part.afterSilence();
        boolean waits = !silent.isEmpty() && (founds || overtakes || step instanceof Step.Stop);
        return waits ? new Step.Wait(List.of(), silent) : step;
    }

    /** What is not to be there any more goes when all that is to be elsewhere is there. */
    private Step leave(Part part) {
        Situation situation = part.situation();
        boolean held = situation.requests().hold().isPresent();
        boolean goes = situation
                .workload()
                .filter(live -> live.wanted() == 0 || (silent.isEmpty() && othersAreThere(part)))
                .isPresent();
        return goes && !held ? new Step.Stop() : new Step.Keep();
    }

    /** A member of a voting set goes only when the others do without it. */
    private boolean isFewer(Step.Scale scale, Part part) {
        return Quorum.votes(spec)
                && part.situation()
                        .workload()
                        .filter(live -> scale.replicas() < live.wanted())
                        .isPresent();
    }

    private boolean othersAreThere(Part part) {
        return parts.stream()
                .filter(other -> !other.site().equals(part.site()) && other.hasPods())
                .allMatch(other -> other.situation().workload().isPresent() && isSettled(other) && isPresent(other));
    }

    private static boolean isPresent(Part part) {
        return part.situation()
                .workload()
                .filter(live ->
                        live.contentHash().equals(part.situation().spec().contentHash()))
                .isPresent();
    }

    /** Whether the next site may follow: what runs here is of the present content, and Ready. */
    private static boolean isSettled(Part part) {
        Situation situation = part.situation();
        return !part.hasPods() || !isPresent(part) || isReadyHere(situation);
    }

    /**
     * By its own pods alone: one member of a voting set may be all that a site has. One that is to go, and goes last, keeps no other site
     * from following.
     */
    private static boolean isReadyHere(Situation situation) {
        WorkloadFacts live = situation.workload().orElseThrow();
        int replicas = situation.replicas();
        boolean votes = Quorum.votes(situation.spec());
        return situation.pendingRestart().isEmpty()
                && (live.wanted() == replicas || (votes && live.wanted() > replicas))
                && live.readyAtRevision() >= (votes ? replicas : Quorum.minReady(situation.spec(), replicas));
    }

    /** The step that says most of what is going on. */
    public static Step foremost(Collection<Step> steps) {
        return steps.stream().min(Comparator.comparingInt(Joint::rank)).orElseGet(Step.Keep::new);
    }

    private static int rank(Step step) {
        return switch (step) {
            case Step.Leave _ -> 0;
            case Step.Start _ -> 1;
            case Step.Update _ -> 2;
            case Step.Remake _ -> 3;
            case Step.Retry _, Step.RecordCompletion _, Step.RecordDeletion _ -> 4;
            case Step.Wait _ -> 5;
            case Step.Stop _ -> 6;
            case Step.Scale _ -> 7;
            case Step.Keep _ -> 8;
        };
    }

    /** All sites as one: what its status is computed from. */
    public Situation whole() {
        Situation any = parts.getFirst().situation();
        return new Situation(
                any.generation(),
                spec,
                any.status(),
                any.jobs(),
                any.dependencies(),
                workload(),
                any.earlierJob(),
                first(Situation::obstacle),
                PodFacts.together(
                        parts.stream().map(part -> part.situation().pods()).toList(), unheard),
                any.reachable(),
                any.users(),
                any.heldBy(),
                any.dataDue(),
                first(Situation::remark).or(this::turn),
                any.requests(),
                any.now());
    }

    /** What the members of a site wait for. */
    private Optional<String> turn() {
        return parts.stream()
                .flatMap(part -> Facts.waits(part.situation()).stream().map(words -> "in " + part.site() + " " + words))
                .findFirst();
    }

    private <T> Optional<T> first(Function<Situation, Optional<T>> what) {
        return parts.stream()
                .flatMap(part -> what.apply(part.situation()).stream())
                .findFirst();
    }

    /** Of the present content only if every site runs that which is to have pods. */
    private Optional<WorkloadFacts> workload() {
        List<WorkloadFacts> live = new ArrayList<>();
        parts.forEach(part -> part.situation()
                .workload()
                .filter(_ -> part.hasPods() || spec.state() == RunState.Stopped)
                .ifPresent(live::add));
        if (live.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new WorkloadFacts(
                content(live),
                live.stream().allMatch(WorkloadFacts::observed),
                live.stream().mapToInt(WorkloadFacts::wanted).sum(),
                live.stream().mapToInt(WorkloadFacts::replicas).sum(),
                live.stream().mapToInt(WorkloadFacts::updated).sum(),
                live.stream().mapToInt(WorkloadFacts::ready).sum(),
                live.stream().allMatch(WorkloadFacts::complete),
                live.stream().flatMap(one -> one.failure().stream()).findFirst(),
                live.stream().anyMatch(WorkloadFacts::deleted),
                restart(live),
                live.stream().flatMap(one -> one.notYet().stream()).findFirst()));
    }

    /** One that differs from what is asked for, if any does; nothing, while a site has none yet. */
    private String content(List<WorkloadFacts> live) {
        boolean everywhere = parts.stream()
                .allMatch(part -> !part.hasPods() || part.situation().workload().isPresent());
        return !everywhere
                ? ""
                : live.stream()
                        .map(WorkloadFacts::contentHash)
                        .filter(hash -> !hash.equals(spec.contentHash()))
                        .findFirst()
                        .orElse(spec.contentHash());
    }

    /** The request that all of them were made for. */
    private static Optional<String> restart(List<WorkloadFacts> live) {
        Optional<String> first = live.getFirst().restart();
        return live.stream().allMatch(one -> one.restart().equals(first)) ? first : Optional.empty();
    }
}
