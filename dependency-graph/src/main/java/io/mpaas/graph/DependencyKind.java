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
    STARTUP("startup"),
    /** The dependant is not available while it is away; gates nothing. */
    RUNTIME("runtime"),
    /** Only reported; pulls nothing into an installation and may close a cycle. */
    OPTIONAL("optional");

    private static final List<Set<DependencyKind>> SETS =
            IntStream.range(0, 8).mapToObj(DependencyKind::decode).toList();

    private final String label;

    DependencyKind(String label) {
        this.label = label;
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
            mask |= 1 << kind.ordinal();
        }
        return mask;
    }

    private static Set<DependencyKind> decode(int mask) {
        EnumSet<DependencyKind> kinds = EnumSet.allOf(DependencyKind.class);
        kinds.removeIf(kind -> (mask & 1 << kind.ordinal()) == 0);
        return Collections.unmodifiableSet(kinds);
    }
}
