package io.mpaas.cli.leftovers;

import io.mpaas.cli.console.Catalogue;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cloud.CloudSearch;
import io.mpaas.planning.cloud.CloudThing;
import io.mpaas.planning.value.Say;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cloud has of a cluster, for people and for programs.
 *
 * @param made whether the cluster is there: then it is no leftover
 */
public record CloudLeftovers(String cluster, boolean made, CloudSearch.Found found) {

    /** Lines to print, with the commands that would remove it. */
    public List<String> lines(Catalogue catalogue) {
        List<CloudThing> left = found.holdings().left();
        List<CloudThing> kept = found.holdings().kept();
        List<String> lines = new ArrayList<>();
        lines.add(says(catalogue, left.isEmpty() && kept.isEmpty() ? "leak.nothing" : "leak.title"));
        left.forEach(thing -> lines.add("  " + says(catalogue, "leak.left") + "  " + text(thing)));
        kept.forEach(thing -> lines.add("  " + says(catalogue, "leak.kept") + "  " + text(thing)));
        if (made) {
            lines.add(says(catalogue, "leak.live"));
            return lines;
        }
        deletions(lines, says(catalogue, "leak.remedy"), left);
        deletions(lines, says(catalogue, "leak.keptRemedy"), kept);
        return lines;
    }

    private static void deletions(List<String> lines, String title, List<CloudThing> things) {
        if (!things.isEmpty()) {
            lines.add(title);
            things.forEach(thing -> lines.add("  " + Terminal.harmless(thing.deletion())));
        }
    }

    private static String text(CloudThing thing) {
        return Terminal.harmless(thing.text()
                + (thing.state().isEmpty() ? "" : "  " + thing.state())
                + (thing.words().isEmpty() ? "" : ": " + thing.words()));
    }

    private String says(Catalogue catalogue, String id) {
        return catalogue.text(
                new Say(id, new java.util.TreeMap<>(Map.of("project", found.project(), "cluster", cluster))));
    }

    /** The same for programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cluster", cluster);
        json.put("project", found.project());
        json.put("made", made);
        json.put("left", entries(found.holdings().left()));
        json.put("kept", entries(found.holdings().kept()));
        return json;
    }

    private static List<Map<String, String>> entries(List<CloudThing> things) {
        return things.stream()
                .map(thing -> Map.of(
                        "kind", thing.kind().word(),
                        "id", thing.id(),
                        "name", thing.name(),
                        "state", thing.state()))
                .toList();
    }
}
