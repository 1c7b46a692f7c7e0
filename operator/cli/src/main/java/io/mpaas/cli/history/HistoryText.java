package io.mpaas.cli.history;

import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.RefusedChange;
import io.mpaas.cli.console.Table;
import io.mpaas.planning.history.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A table of accepted specs, the newest first, and what each changed. */
public final class HistoryText {
    private static final List<String> HEAD = List.of("#", "ACCEPTED", "RELEASE", "DIGEST", "BY", "RESULT", "CHANGED");
    private static final int DIGITS = 12;
    private static final int SHOWN = 4;

    private HistoryText() {}

    /** Lines to print. */
    public static List<String> of(List<HistoryEntry> entries, InstallationStatus status) {
        List<HistoryEntry> newestFirst =
                entries.stream().sorted(HistoryEntry.NEWEST_FIRST).toList();
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        for (int i = 0; i < newestFirst.size(); i++) {
            Optional<HistoryEntry> before =
                    i + 1 < newestFirst.size() ? Optional.of(newestFirst.get(i + 1)) : Optional.empty();
            rows.add(row(newestFirst.get(i), before, status));
        }
        return Table.lines(rows);
    }

    private static List<String> row(HistoryEntry entry, Optional<HistoryEntry> before, InstallationStatus status) {
        String digest = entry.release().digest();
        return List.of(
                Long.toString(entry.number()),
                entry.at(),
                entry.release().name(),
                digest.substring(0, Math.min(DIGITS, digest.length())),
                entry.by() + " (user not recorded)",
                result(entry.number(), status),
                before.map(earlier -> changed(entry, earlier)).orElse("first of those remembered"));
    }

    /** What became of it, as far as it matters now. */
    private static String result(long number, InstallationStatus status) {
        RefusedChange refused = status.refused();
        if (refused != null && refused.entry() == number) {
            return "failed";
        }
        if (refused != null && refused.runs() == number) {
            return "runs";
        }
        Long ready = status.lastReadyEntry();
        return refused == null && ready != null && ready == number ? "Ready" : "–";
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
