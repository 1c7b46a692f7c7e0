package io.mpaas.planning.rooms;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a component asks of placement.
 *
 * @param kind by which rule it is placed
 * @param total replicas in all; 0 where the rule knows no number
 * @param ordinals whether its pods are numbered, so that no two sites may have one of the same number
 * @param stays whether its replicas have data of their own, so that none is moved unasked
 * @param wanted what a person asks for: site → replicas; empty = by the rule. Of {@link Kind#Everywhere}, witnesses that have it, too
 */
public record Wish(Kind kind, int total, boolean ordinals, boolean stays, SortedMap<String, Integer> wanted) {
    public Wish {
        wanted = Collections.unmodifiableSortedMap(new TreeMap<>(wanted));
    }

    /** Of what has no data of its own. */
    public Wish(Kind kind, int total, boolean ordinals, Map<String, Integer> wanted) {
        this(kind, total, ordinals, false, new TreeMap<>(wanted));
    }

    /** The rules. */
    public enum Kind {
        /** A voting set: no failure domain may hold a majority. */
        Votes,
        /** Replicas: evenly over the sites that are not witnesses. */
        Replicas,
        /** A Job: in one site. */
        Once,
        /** A DaemonSet: in every site that is not a witness. */
        Everywhere
    }
}
