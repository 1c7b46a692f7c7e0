package io.mpaas.planning.decide;

import io.mpaas.planning.pods.Fellows;
import io.mpaas.planning.pods.Member;
import io.mpaas.planning.pods.Member.Health;
import io.mpaas.planning.value.Durations;
import io.mpaas.planning.value.Quorum;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Gives each member of a StatefulSet its turn. */
final class TurnOrder {
    /** A pod that is not Ready may just be starting again. */
    private static final Duration GRACE = Duration.ofSeconds(60);
    /** One of a revision that never served has nothing to come back to. */
    private static final Duration GRACE_OF_FAILED = Duration.ofSeconds(10);
    /** A member that is told of a majority that is not there yet cannot become Ready alone. */
    private static final Duration GRACE_OF_LONELY = Duration.ofSeconds(30);

    private final Situation situation;
    private final boolean voting;
    private final int size;
    private final int wanted;
    private final Fellows fellows;
    private final int first;
    private final List<Member> all;
    private final List<Member> staying;
    /** The most members that any of them was told of. */
    private final int told;

    TurnOrder(Situation situation, WorkloadFacts set) {
        this.situation = situation;
        this.voting = Quorum.votes(situation.spec());
        this.size = set.wanted();
        this.wanted = Objects.requireNonNullElse(situation.spec().replicas(), size);
        this.fellows = situation.pods().members().fellows();
        this.first = situation.spec().firstOrdinal();
        this.all = situation.pods().members().all();
        this.staying =
                all.stream().filter(member -> member.ordinal() - first < wanted).toList();
        this.told = all.stream().mapToInt(Member::told).max().orElse(0);
    }

    Turn turn() {
        boolean present = situation
                .workload()
                .filter(set -> set.contentHash().equals(situation.spec().contentHash()))
                .isPresent();
        if (!present) {
            return new Turn.Nothing();
        }
        List<Member> leaving = all.stream().filter(Member::leaves).toList();
        List<Member> old = staying.stream().filter(member -> !member.current()).toList();
        if (!old.isEmpty()) {
            List<Member> ending = leaving.stream()
                    .filter(member -> member.health() != Health.Unknown)
                    .toList();
            return incomplete("update", ending)
                    .or(() -> onItsWay())
                    .or(() -> fewer())
                    .or(() -> more())
                    .orElseGet(() -> next(old));
        }
        if (!voting || size == wanted) {
            return new Turn.Nothing();
        }
        return incomplete("resize to " + wanted, leaving).orElseGet(() -> wanted > size ? grow() : shrink());
    }

    /** A pod that ends, or one that is not there again, comes first. On a lost node none ends: no update waits for that. */
    private Optional<Turn> incomplete(String what, List<Member> ending) {
        if (!ending.isEmpty()) {
            return Optional.of(waits(what + " goes on when " + names(ending) + " has ended", Optional.empty()));
        }
        boolean incomplete = voting ? all.size() != size : isComing();
        return incomplete ? Optional.of(missing(what)) : Optional.empty();
    }

    /** Of a set that does not vote: its controller makes missing pods again, up to the first pod that lacks its volumes. */
    private boolean isComing() {
        return unfit(staying).stream().findFirst().stream()
                .anyMatch(unfit -> all.stream()
                                .filter(member -> member.ordinal() < unfit.ordinal())
                                .count()
                        < unfit.ordinal() - first);
    }

    private Turn missing(String what) {
        String there = all.size() + " of " + size + " are";
        List<Member> unfit = unfit(staying);
        return unfit.isEmpty() || isComing()
                ? waits(what + " goes on when its pods are there: " + there, Optional.empty())
                : new Turn.Wait(
                        what + " waits for its pods: " + there + ", and their set makes no other before "
                                + names(unfit.subList(0, 1)) + " has the new volumes: delete it when the set can do"
                                + " without it",
                        Optional.empty(),
                        true);
    }

    private static List<Member> unfit(List<Member> members) {
        return members.stream().filter(member -> !member.fits()).toList();
    }

    /** The one that was replaced last is to serve first; where no majority serves it cannot, and gets some time only. */
    private Optional<Turn> onItsWay() {
        List<Member> coming = staying.stream()
                .filter(member -> member.current() && !member.ready())
                .toList();
        boolean safe = voting && serving() >= Quorum.majority(total());
        return (safe && !coming.isEmpty()) || coming.stream().anyMatch(member -> !isPastGrace(member))
                ? Optional.of(waits("update goes on when " + names(coming) + " is Ready", untilGrace(coming)))
                : Optional.empty();
    }

    /**
     * Those that were told of more could, without those that are told of fewer now, still be a majority, and two would decide.
     * Of less than both majorities together any two of them have a member in common: until then the last leaves, untold.
     */
    private Optional<Turn> fewer() {
        int before = all.stream()
                .filter(member -> !member.current() && member.told() > 0)
                .mapToInt(Member::told)
                .min()
                .orElse(size);
        int goal = wanted + fellows.size();
        if (!voting || size <= wanted || total() < Quorum.majority(before) + Quorum.majority(goal)) {
            return Optional.empty();
        }
        if (fellows.ready() < fellows.size()) {
            return Optional.of(waitsForFellows());
        }
        Member last = all.getLast();
        List<Member> away = all.subList(0, all.size() - 1).stream()
                .filter(member -> !member.ready())
                .toList();
        return Optional.of(
                away.isEmpty() || isStuck(last) ? new Turn.Resize(size - 1) : resizeWaits(away, List.of(last)));
    }

    /**
     * Those that know of more than are there may have no vote to spare before one more has come, which is of the present revision.
     * Who knows of no more is told first.
     */
    private Optional<Turn> more() {
        boolean none = told > total() && total() <= Quorum.majority(told);
        return voting && size < wanted && none && serving() == total()
                ? Optional.of(new Turn.Resize(size + 1))
                : Optional.empty();
    }

    /** Behind one without its volumes the set's controller does not go on: those come first, the first of them before others. */
    private Turn next(List<Member> old) {
        List<Member> unfit = unfit(old);
        boolean ours = (voting && situation.pods().members().byUs()) || !unfit.isEmpty();
        List<Member> candidates = unfit.isEmpty() ? old : unfit;
        Comparator<Member> order = Comparator.comparingInt(Member::ordinal);
        Comparator<Member> in = voting && unfit.isEmpty() ? order.reversed() : order;
        return first(candidates, in, this::isStuck)
                .or(() -> ours && serving() >= enough() ? first(candidates, in, Member::ready) : Optional.empty())
                .<Turn>map(member -> new Turn.Replace(member.pod()))
                .orElseGet(() -> blocked(old));
    }

    private Turn blocked(List<Member> old) {
        List<Member> away = all.stream().filter(member -> !member.ready()).toList();
        if (away.isEmpty()) {
            return fellows.ready() < fellows.size()
                    ? new Turn.Wait(
                            "update waits for members in other sites: " + serving() + " of " + total()
                                    + " are Ready, and " + enough() + " must be before the next is replaced",
                            Optional.empty(),
                            true)
                    : new Turn.Nothing(); // its controller is at work
        }
        String board = serving() + " of " + total() + " are Ready";
        String why = voting && situation.pods().members().byUs()
                ? board + ", and " + enough() + " must be before the next is replaced"
                : board;
        List<Member> stuck = old.stream()
                .filter(member -> member.health() == Health.NotReady)
                .toList();
        String then = stuck.isEmpty()
                ? "; see what keeps it from coming back"
                : "; " + names(stuck.subList(0, 1)) + " is replaced itself if it stays so for "
                        + Durations.show(grace(stuck.getFirst()));
        return new Turn.Wait("update waits for " + names(away) + ": " + why + then, untilGrace(stuck), true);
    }

    private Turn waitsForFellows() {
        return waits(
                "resize to " + wanted + " goes on when the members in other sites are Ready: " + fellows.ready()
                        + " of " + fellows.size() + " are",
                Optional.empty());
    }

    private Turn grow() {
        if (fellows.ready() < fellows.size()) {
            return waitsForFellows();
        }
        List<Member> away = all.stream().filter(member -> !member.ready()).toList();
        boolean lonely = total() < Quorum.majority(wanted + fellows.size())
                && away.stream()
                        .allMatch(member -> member.health() == Health.NotReady
                                && age(member).compareTo(GRACE_OF_LONELY) >= 0);
        return away.isEmpty() || lonely
                ? new Turn.Resize(size + 1)
                : waits(
                        "resize to " + wanted + " goes on, one member at a time, when " + names(away) + " is Ready",
                        size < Quorum.majority(wanted) ? Optional.of(GRACE_OF_LONELY) : Optional.empty());
    }

    /** Those that stay are told already: they do without those that leave. */
    private Turn shrink() {
        int goal = wanted + fellows.size();
        int ready = ready(staying) + fellows.ready();
        return ready == goal || ready > Quorum.majority(goal)
                ? new Turn.Resize(size - 1)
                : resizeWaits(staying.stream().filter(member -> !member.ready()).toList(), List.of());
    }

    /** For those that are away or, if they are only not Ready for long, these others. */
    private Turn resizeWaits(List<Member> away, List<Member> others) {
        return waits(
                "resize to " + wanted + " goes on, one member at a time, when " + names(away) + " is Ready",
                untilGrace(others));
    }

    /** All that are there or, of a voting set, one more than the majority of what they were told. */
    private int enough() {
        return voting
                ? Math.min(total(), Quorum.majority(Math.max(total(), told)) + 1)
                : Math.min(size, all.size()) + fellows.ready();
    }

    /** Members in all sites. */
    private int total() {
        return size + fellows.size();
    }

    /** Those of them that are Ready. */
    private int serving() {
        return ready(all) + fellows.ready();
    }

    private boolean isStuck(Member member) {
        return member.health() == Health.NotReady && isPastGrace(member);
    }

    private boolean isPastGrace(Member member) {
        return age(member).compareTo(grace(member)) >= 0;
    }

    private Duration age(Member member) {
        return Duration.between(member.since(), situation.now());
    }

    /** Short where the component never served, and where it goes back to what it served at from another content. */
    private Duration grace(Member member) {
        boolean other = !member.content().equals(situation.spec().contentHash());
        return situation.status().readyAt() == null || (LastHash.comesBack(situation) && other)
                ? GRACE_OF_FAILED
                : GRACE;
    }

    private Optional<Duration> untilGrace(List<Member> members) {
        return members.stream()
                .map(member -> grace(member).minus(age(member)))
                .filter(Duration::isPositive)
                .min(Comparator.naturalOrder());
    }

    private static Optional<Member> first(List<Member> members, Comparator<Member> order, Predicate<Member> which) {
        return members.stream().filter(which).min(order);
    }

    private static int ready(List<Member> members) {
        return Math.toIntExact(members.stream().filter(Member::ready).count());
    }

    private static String names(List<Member> members) {
        return (members.size() == 1 ? "pod " : "pods ")
                + members.stream().map(Member::pod).collect(Collectors.joining(", "));
    }

    private static Turn waits(String sentence, Optional<Duration> again) {
        return new Turn.Wait(sentence, again, false);
    }
}
