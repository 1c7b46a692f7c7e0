package io.mpaas.cli.cluster;

import io.mpaas.cli.console.Complaint;
import io.mpaas.graph.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Names of components as a person types them. Pure. */
public final class Names {
    private Names() {}

    /** All of them, if every one is there; else ends with what is there, and a guess. */
    public static SortedSet<String> known(
            Collection<String> typed, SortedMap<String, ?> components, String installation) {
        Spelling spelling = new Spelling(components.keySet());
        List<String> unknown = typed.stream()
                .filter(name -> !components.containsKey(name))
                .distinct()
                .map(name -> "no component \"" + name + "\" in " + installation
                        + spelling.advice(name, "it has none of a similar name"))
                .toList();
        if (unknown.isEmpty()) {
            return new TreeSet<>(typed);
        }
        String there = components.isEmpty() ? "it has no components yet" : String.join(", ", components.keySet());
        throw Complaint.noAnswer(String.join("\n", unknown) + "\nthere is: " + there);
    }
}
