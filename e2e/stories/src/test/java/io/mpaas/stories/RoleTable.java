package io.mpaas.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table of {@code docs/roles.md}: what each role may do.
 *
 * <pre>
 *   | what | command | view | edit | …
 *   | scale it | `kubectl scale mcomp docs --replicas 3` | – | yes | …
 * </pre>
 */
record RoleTable(List<String> roles, List<Row> rows) {
    private static final int FIRST_ROLE = 2;

    /**
     * One deed.
     *
     * @param may role → {@code yes}, {@code –} or {@code policy}
     */
    record Row(String command, Map<String, String> may) {
        @Override
        public String toString() {
            return command;
        }
    }

    static RoleTable read(String file) {
        try {
            List<List<String>> lines = Files.readAllLines(
                            OperatorProcess.root().resolve("docs").resolve(file))
                    .stream()
                    .filter(line -> line.contains("| mpaas-vendor |") || line.contains("| `kubectl "))
                    .map(RoleTable::cells)
                    .toList();
            List<String> roles = roles(lines.getFirst());
            return new RoleTable(
                    roles,
                    lines.stream().skip(1).map(cells -> row(roles, cells)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(List<String> roles, List<String> cells) {
        Map<String, String> may = new TreeMap<>();
        for (int i = 0; i < roles.size(); i++) {
            may.put(roles.get(i), cells.get(FIRST_ROLE + i));
        }
        return new Row(cells.get(1).replace("`", ""), may);
    }

    private static List<String> roles(List<String> header) {
        return header.subList(FIRST_ROLE, header.size());
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|", -1))
                .map(String::strip)
                .limit(line.chars().filter(c -> c == '|').count() - 1)
                .toList();
    }
}
