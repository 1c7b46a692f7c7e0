package io.mpaas.planning.infrastructure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of an object that is to be written; what is empty is left out. */
final class Fields {
    private final SortedMap<String, Object> fields = new TreeMap<>();

    static Fields of(String name, Object value) {
        return new Fields().and(name, value);
    }

    Fields and(String name, Object value) {
        Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        boolean empty = plain == null
                || (plain instanceof Collection<?> list && list.isEmpty())
                || (plain instanceof Map<?, ?> map && map.isEmpty());
        if (!empty) {
            fields.put(name, plain);
        }
        return this;
    }

    @JsonValue
    SortedMap<String, Object> written() {
        return Collections.unmodifiableSortedMap(fields);
    }
}
