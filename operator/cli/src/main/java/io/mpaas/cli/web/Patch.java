package io.mpaas.cli.web;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is new since the message before; all of it is the first message of a stream.
 *
 * @param number one more with each message of a server
 * @param states of the components that changed
 * @param gone components that are not there any more
 */
public record Patch(
        long number,
        @Nullable Head head,
        @Nullable Topology topology,
        SortedMap<String, State> states,
        List<String> gone,
        @Nullable List<Cause> causes,
        @Nullable Link link) {

    static Patch whole(View view, long number) {
        return new Patch(number, view.head(), view.topology(), view.states(), List.of(), view.causes(), view.link());
    }

    static Patch between(View before, View after, long number) {
        SortedMap<String, State> changed = new TreeMap<>();
        after.states().forEach((name, state) -> {
            if (!state.equals(before.states().get(name))) {
                changed.put(name, state);
            }
        });
        boolean same = before.topology().key().equals(after.topology().key());
        return new Patch(
                number,
                before.head().equals(after.head()) ? null : after.head(),
                same ? null : after.topology(),
                changed,
                before.states().keySet().stream()
                        .filter(name -> !after.states().containsKey(name))
                        .toList(),
                before.causes().equals(after.causes()) ? null : after.causes(),
                Objects.equals(before.link(), after.link()) ? null : after.link());
    }

    boolean isEmpty() {
        return head == null && topology == null && states.isEmpty() && gone.isEmpty() && causes == null && link == null;
    }
}
