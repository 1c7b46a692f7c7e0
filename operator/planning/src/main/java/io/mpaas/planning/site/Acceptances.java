package io.mpaas.planning.site;

import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a person accepts of a Site: that another cluster answers, and checks that do not pass. It is in annotations. */
public final class Acceptances {
    private Acceptances() {}

    /** The cluster that is meant from now on, if one was accepted. */
    public static Optional<String> cluster(Site site) {
        return Optional.ofNullable(site.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Mpaas.ACCEPTED_CLUSTER_ANNOTATION));
    }

    /** Whether the same is accepted of both: annotations change no generation. */
    public static boolean same(Site one, Site other) {
        return cluster(one).equals(cluster(other)) && of(one).equals(of(other));
    }

    /** Checks that need not pass, by id: why. One without a reason is none. */
    public static SortedMap<String, String> of(Site site) {
        Map<String, String> annotations = site.getMetadata().getAnnotations();
        SortedMap<String, String> accepted = new TreeMap<>();
        if (annotations != null) {
            annotations.forEach((name, reason) -> {
                if (name.startsWith(Mpaas.ACCEPTED_CHECK) && !reason.isBlank()) {
                    accepted.put(name.substring(Mpaas.ACCEPTED_CHECK.length()), reason);
                }
            });
        }
        return Collections.unmodifiableSortedMap(accepted);
    }
}
