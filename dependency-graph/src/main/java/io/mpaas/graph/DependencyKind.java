package io.mpaas.graph;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What a dependency is needed for. One edge may have several kinds. */
public enum DependencyKind {
    /** Gates the first start of the dependant. */
    STARTUP("startup", 1),
    /** The dependant is not available while it is away; gates nothing. */
    RUNTIME("runtime", 2),
    /** Only reported; pulls nothing into an installation and may close a cycle. */
    OPTIONAL("optional", 4);

    private static final List<Set<DependencyKind>> SETS =
            IntStream.range(0, 8).mapToObj(DependencyKind::decode).toList();

    private final String label;
    private final int bit;

    DependencyKind(String label, int bit) {
        this.label = label;
        this.bit = bit;
    }

    /** As users write it. */
    public String label() {
        return label;
    }

    /** The kind with this label; the schema admits no other, so another one is a bug: IllegalArgumentException. */
    public static DependencyKind of(String label) {
        for (DependencyKind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("not a kind of dependency: " + label);
    }

    /** An immutable set that iterates in the order of declaration; equal sets are one shared object. */
    static Set<DependencyKind> setOf(Collection<DependencyKind> kinds) {
        return SETS.get(mask(kinds));
    }

    static Set<DependencyKind> union(Set<DependencyKind> a, Set<DependencyKind> b) {
        return SETS.get(mask(a) | mask(b));
    }

    private static int mask(Collection<DependencyKind> kinds) {
        int mask = 0;
        for (DependencyKind kind : kinds) {
            mask |= kind.bit;
        }
        return mask;
    }

    private static Set<DependencyKind> decode(int mask) {
        EnumSet<DependencyKind> kinds = EnumSet.allOf(DependencyKind.class);
        kinds.removeIf(kind -> (mask & kind.bit) == 0);
        return Collections.unmodifiableSet(kinds);
    }
}
