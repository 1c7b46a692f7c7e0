package io.mpaas.planning.pods;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
        Optional<Unreached> unreached) {
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

    public PodFacts {
        crashLoops = List.copyOf(crashLoops);
        orphans = List.copyOf(orphans);
    }

    /** The same, of a StatefulSet. */
    public PodFacts with(Members ofSet) {
        return new PodFacts(alive, trouble, unusableImage, crashLoops, lost, ofSet, lastReady, orphans, unreached);
    }

    /** The same, with the Service that leads to none of them. */
    public PodFacts with(Optional<Unreached> service) {
        return new PodFacts(alive, trouble, unusableImage, crashLoops, lost, members, lastReady, orphans, service);
    }

    /** The same, with why there are not more of them, unless another pod has a trouble of its own. */
    public PodFacts withShortage(PodTrouble shortage) {
        Optional<PodTrouble> worst =
                trouble.filter(known -> !known.pod().equals(shortage.pod())).or(() -> Optional.of(shortage));
        return new PodFacts(alive, worst, unusableImage, crashLoops, lost, members, lastReady, orphans, unreached);
    }
}
