package io.mpaas.cli.history;

import io.mpaas.cli.console.Table;
import io.mpaas.planning.history.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A table of accepted specs, the newest first, and what each changed. */
public final class HistoryText {
    private static final List<String> HEAD = List.of("#", "ACCEPTED", "RELEASE", "DIGEST", "BY", "CHANGED");
    private static final int DIGITS = 12;
    private static final int SHOWN = 4;

    private HistoryText() {}

    /** Lines to print. */
    public static List<String> of(List<HistoryEntry> entries) {
        List<HistoryEntry> newestFirst =
                entries.stream().sorted(HistoryEntry.NEWEST_FIRST).toList();
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        for (int i = 0; i < newestFirst.size(); i++) {
            Optional<HistoryEntry> before =
                    i + 1 < newestFirst.size() ? Optional.of(newestFirst.get(i + 1)) : Optional.empty();
            rows.add(row(newestFirst.get(i), before));
        }
        return Table.lines(rows);
    }

    private static List<String> row(HistoryEntry entry, Optional<HistoryEntry> before) {
        String digest = entry.release().digest();
        return List.of(
                Long.toString(entry.number()),
                entry.at(),
                entry.release().name(),
                digest.substring(0, Math.min(DIGITS, digest.length())),
                entry.by() + " (user not recorded)",
                before.map(earlier -> changed(entry, earlier)).orElse("first of those remembered"));
    }

    /** {@code +new -gone ~changed}, a few of them. */
    private static String changed(HistoryEntry now, HistoryEntry before) {
        SortedSet<String> names = new TreeSet<>(now.hashes().keySet());
        names.addAll(before.hashes().keySet());
        List<String> changes = names.stream()
                .filter(name -> !java.util.Objects.equals(
                        now.hashes().get(name), before.hashes().get(name)))
                .map(name -> sign(now, before, name) + name)
                .toList();
        if (changes.isEmpty()) {
            return "settings only";
        }
        String more = changes.size() > SHOWN ? " and " + (changes.size() - SHOWN) + " more" : "";
        return String.join(" ", changes.subList(0, Math.min(SHOWN, changes.size()))) + more;
    }

    private static String sign(HistoryEntry now, HistoryEntry before, String name) {
        if (!before.hashes().containsKey(name)) {
            return "+";
        }
        return now.hashes().containsKey(name) ? "~" : "-";
    }
}
