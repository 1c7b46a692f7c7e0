package io.mpaas.planning.pods;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The pods of a component.
 *
 * @param alive those that have not run to their end
 * @param trouble why they do not come up: of the first that has any, its own before what a dependency may explain
 * @param unusableImage a pod of the present content whose image cannot be had or cannot run on its node
 * @param crashLoops those that wait out the kubelet's back-off after a crash
 * @param lost the one that was taken away last, whether or not another has taken its place
 * @param members of a StatefulSet, one by one
 * @param lastReady when the last of those that are Ready became so
 * @param orphans content hashes of those that are alive while whatever made them is gone
 * @param unreached a Service that leads to none of those that are Ready
 * @param silent replicas in sites that nobody hears from
 */
public record PodFacts(
        int alive,
        Optional<PodTrouble> trouble,
        Optional<String> unusableImage,
        List<CrashLoop> crashLoops,
        Optional<LostPod> lost,
        Members members,
        Optional<Instant> lastReady,
        List<String> orphans,
        Optional<Unreached> unreached,
        int silent) {
    /** No pods. */
    public static final PodFacts NONE = new PodFacts(
            0,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Members.NONE,
            Optional.empty(),
            List.of(),
            Optional.empty());

    /** Of a component that is heard from everywhere. */
    public PodFacts(
            int alive,
            Optional<PodTrouble> trouble,
            Optional<String> unusableImage,
            List<CrashLoop> crashLoops,
            Optional<LostPod> lost,
            Members members,
            Optional<Instant> lastReady,
            List<String> orphans,
            Optional<Unreached> unreached) {
        this(alive, trouble, unusableImage, crashLoops, lost, members, lastReady, orphans, unreached, 0);
    }

    public PodFacts {
        crashLoops = List.copyOf(crashLoops);
        orphans = List.copyOf(orphans);
    }

    /** The same, of a StatefulSet. */
    public PodFacts with(Members ofSet) {
        return new PodFacts(
                alive, trouble, unusableImage, crashLoops, lost, ofSet, lastReady, orphans, unreached, silent);
    }

    /** The same, with the Service that leads to none of them. */
    public PodFacts with(Optional<Unreached> service) {
        return new PodFacts(
                alive, trouble, unusableImage, crashLoops, lost, members, lastReady, orphans, service, silent);
    }

    /** The same, with why there are not more of them, unless another pod has a trouble of its own. */
    public PodFacts withShortage(PodTrouble shortage) {
        Optional<PodTrouble> worst =
                trouble.filter(known -> !known.pod().equals(shortage.pod())).or(() -> Optional.of(shortage));
        return new PodFacts(
                alive, worst, unusableImage, crashLoops, lost, members, lastReady, orphans, unreached, silent);
    }

    /** What is known of all sites together, but for those that nobody hears from, which were to have so many replicas. */
    public static PodFacts together(List<PodFacts> sites, int silent) {
        return new PodFacts(
                sites.stream().mapToInt(PodFacts::alive).sum(),
                first(sites, PodFacts::trouble),
                first(sites, PodFacts::unusableImage),
                sites.stream().flatMap(site -> site.crashLoops().stream()).toList(),
                first(sites, PodFacts::lost),
                Members.NONE,
                sites.stream().flatMap(site -> site.lastReady().stream()).max(Comparator.naturalOrder()),
                sites.stream().flatMap(site -> site.orphans().stream()).toList(),
                first(sites, PodFacts::unreached),
                silent);
    }

    private static <T> Optional<T> first(List<PodFacts> sites, Function<PodFacts, Optional<T>> what) {
        return sites.stream().flatMap(site -> what.apply(site).stream()).findFirst();
    }
}
