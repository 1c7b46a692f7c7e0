package io.mpaas.cli.history;

import io.mpaas.cli.console.Complaint;
import io.mpaas.planning.history.HistoryEntry;
import java.util.Collection;
import java.util.stream.Collectors;

/** What is remembered, by number. */
public final class Entries {
    private Entries() {}

    /** The entry of a number; without one, ends with a {@link Complaint} that tells which there are. */
    public static HistoryEntry find(Collection<HistoryEntry> entries, long number) {
        return entries.stream()
                .filter(entry -> entry.number() == number)
                .findFirst()
                .orElseThrow(() -> Complaint.noAnswer("there is no entry " + number + "; there are: "
                        + entries.stream()
                                .map(entry -> Long.toString(entry.number()))
                                .collect(Collectors.joining(", "))));
    }
}
