package io.mpaas.graph;

import java.util.List;

/** The chain of startup dependencies that takes longest, dependencies first, and how long it takes (in the unit of the weights). */
public record CriticalPath(List<String> nodes, long length) {
    public CriticalPath {
        nodes = List.copyOf(nodes);
    }
}
