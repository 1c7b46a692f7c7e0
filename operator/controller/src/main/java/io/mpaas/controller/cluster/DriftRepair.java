package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.controller.report.Transitions;
import io.mpaas.planning.drift.Drift;
import io.mpaas.planning.drift.FieldPath;
import io.mpaas.planning.drift.Ownership;
import io.mpaas.planning.drift.Pace;
import io.mpaas.planning.value.Durations;
import io.mpaas.planning.value.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Puts back what somebody changed of what was rendered, and says in an event who changed what. What others added is theirs.
 *
 * <p>How often a field was put back is remembered as long as the process lives, to slow down where somebody changes it again
 * and again; nothing else rests on it.
 */
public final class DriftRepair {
    static final String REASON = "DriftRepaired";
    private static final int SHOWN = 5;
    private static final Duration TOLD_AGAIN = Duration.ofHours(1);

    private final Transitions transitions;
    private final Clock clock;
    private final Map<Place, Pace> paces = new ConcurrentHashMap<>();
    /** What was told of fields that something else changes on every write, and when. */
    private final Map<String, Instant> overruled = new ConcurrentHashMap<>();

    public DriftRepair(Transitions transitions, Clock clock) {
        this.transitions = transitions;
        this.clock = clock;
    }

    /** A field of one object. */
    private record Place(String uid, String path) {
        static Place of(HasMetadata object, FieldPath path) {
            return new Place(object.getMetadata().getUid(), path.toString());
        }
    }

    /** The repairs of one pass over one component. */
    public Pass pass(Component component, Restorer applier) {
        return new Pass(component, applier);
    }

    /** What one pass over one component found. */
    public final class Pass {
        private final Component component;
        private final Restorer applier;
        private Optional<Duration> again = Optional.empty();

        private Pass(Component component, Restorer applier) {
            this.component = component;
            this.applier = applier;
        }

        /** When to come back, because a repair has to wait. */
        public Optional<Duration> again() {
            return again;
        }

        /** Puts back whatever differs from what was rendered. */
        public void judge(HasMetadata rendered, HasMetadata live) {
            if (!Drift.between(Json.tree(rendered), Json.tree(live)).isEmpty()) {
                repair(rendered, live, path -> true);
            }
        }

        /**
         * Puts back only what another field manager set, for an object of which no rendering is kept; whether there was
         * such a thing.
         */
        public boolean judgeByHand(HasMetadata rendered, HasMetadata live) {
            List<FieldPath> drifted = Drift.between(Json.tree(rendered), Json.tree(live));
            Ownership ownership = Ownership.of(Json.tree(live));
            Predicate<FieldPath> byHand = path -> ownership.changer(path).isPresent();
            boolean found = drifted.stream().anyMatch(byHand);
            if (found) {
                repair(rendered, live, byHand);
            }
            return found;
        }

        /** Judges again by what the API server has, for a cache may be behind. */
        private void repair(HasMetadata rendered, HasMetadata cached, Predicate<FieldPath> counts) {
            String uid = cached.getMetadata().getUid();
            applier.read(cached)
                    .filter(now -> uid.equals(now.getMetadata().getUid()))
                    .ifPresent(now -> {
                        List<FieldPath> drifted = Drift.between(Json.tree(rendered), Json.tree(now)).stream()
                                .filter(counts)
                                .toList();
                        if (!drifted.isEmpty()) {
                            inTime(rendered, now, drifted);
                        }
                    });
        }

        /**
         * Whether a workload may be brought back to this number of replicas now. That somebody else changed it is told, and who does so
         * again and again is answered ever more slowly.
         */
        public boolean mayRescale(HasMetadata live, int now, int wanted) {
            Optional<String> scaler = Ownership.of(Json.tree(live)).scaler();
            if (scaler.isEmpty()) {
                return true;
            }
            Instant time = clock.instant();
            Duration wait = paces.getOrDefault(Place.of(live, Drift.REPLICAS), Pace.NONE)
                    .wait(time);
            if (wait.isPositive()) {
                again = again.filter(sooner -> sooner.compareTo(wait) < 0).or(() -> Optional.of(wait));
                return false;
            }
            Duration next = remember(live, List.of(Drift.REPLICAS), time);
            transitions.warning(
                    component,
                    REASON,
                    live.getKind() + " " + live.getMetadata().getName() + ": put back spec.replicas from " + now
                            + " to "
                            + wanted + " (changed by " + scaler.get()
                            + "); scale the Component instead: kubectl scale mcomp/"
                            + component.getMetadata().getName() + warning(next));
            return true;
        }

        private void inTime(HasMetadata rendered, HasMetadata live, List<FieldPath> drifted) {
            Instant now = clock.instant();
            Duration wait = drifted.stream()
                    .map(path ->
                            paces.getOrDefault(Place.of(live, path), Pace.NONE).wait(now))
                    .min(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            if (wait.isPositive()) {
                again = again.filter(sooner -> sooner.compareTo(wait) < 0).or(() -> Optional.of(wait));
            } else {
                restore(rendered, live, drifted, now);
            }
        }

        /**
         * Only what the API server has now otherwise than before was put back; the rest something changes on every write, and that is
         * told, once an hour.
         */
        private void restore(HasMetadata rendered, HasMetadata live, List<FieldPath> drifted, Instant now) {
            Ownership ownership = Ownership.of(Json.tree(live));
            HasMetadata restored = applier.restore(rendered, live, ownership.takeOver(drifted));
            List<String> left = Drift.between(Json.tree(rendered), Json.tree(restored)).stream()
                    .map(FieldPath::toString)
                    .toList();
            List<FieldPath> putBack = drifted.stream()
                    .filter(path -> !left.contains(path.toString()))
                    .toList();
            if (putBack.isEmpty()) {
                tellOfPolicy(component, live, left);
            }
            if (!putBack.isEmpty()) {
                Duration next = remember(live, putBack, now);
                transitions.warning(component, REASON, sentence(live, putBack, ownership) + warning(next));
            }
        }
    }

    private void tellOfPolicy(Component component, HasMetadata live, List<String> fields) {
        Instant now = clock.instant();
        overruled.values().removeIf(told -> told.plus(TOLD_AGAIN).isBefore(now));
        if (overruled.putIfAbsent(live.getMetadata().getUid() + fields, now) == null) {
            transitions.warning(
                    component,
                    "Overruled",
                    live.getKind() + " " + live.getMetadata().getName() + ": something changes "
                            + fields.stream().limit(SHOWN).collect(Collectors.joining(", "))
                            + " on every write, such as a policy or a webhook of this cluster: it stays as it is");
        }
    }

    private Duration remember(HasMetadata live, List<FieldPath> putBack, Instant now) {
        paces.values().removeIf(pace -> pace.isForgiven(now));
        return putBack.stream()
                .map(path -> paces.merge(
                                Place.of(live, path), Pace.NONE.repaired(now), (before, first) -> before.repaired(now))
                        .delay())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static String sentence(HasMetadata live, List<FieldPath> putBack, Ownership ownership) {
        String fields = putBack.stream()
                .limit(SHOWN)
                .map(path -> path
                        + ownership
                                .changer(path)
                                .map(manager -> " (changed by " + manager + ")")
                                .orElse(" (removed)"))
                .collect(Collectors.joining(", "));
        String more = putBack.size() > SHOWN ? " and " + (putBack.size() - SHOWN) + " more" : "";
        return live.getKind() + " " + live.getMetadata().getName() + ": put back " + fields + more;
    }

    private static String warning(Duration next) {
        return next.isZero()
                ? ""
                : "; it is changed again and again: the next repair comes in " + Durations.show(next)
                        + " at the earliest";
    }
}
