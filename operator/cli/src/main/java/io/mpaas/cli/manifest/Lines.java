package io.mpaas.cli.manifest;

import java.util.Map;

/** In which line of the file each field of a document is; fields are named as problems name them: {@code spec.list[0].name}. */
public record Lines(Map<String, Integer> byField) {
    public Lines {
        byField = Map.copyOf(byField);
    }

    /** The line of the field or, where it is missing, of the nearest one around it. */
    public int of(String field) {
        String name = field;
        while (!name.isEmpty()) {
            Integer line = byField.get(name);
            if (line != null) {
                return line;
            }
            name = name.substring(0, Math.max(0, Math.max(name.lastIndexOf('.'), name.lastIndexOf('['))));
        }
        return byField.getOrDefault("", 1);
    }
}
