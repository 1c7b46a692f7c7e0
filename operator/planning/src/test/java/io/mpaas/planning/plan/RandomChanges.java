package io.mpaas.planning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small product, and what a life in a hurry changes of it: words, replicas, types, edges, what there is, whether it runs. Each is
 * right by construction: a component needs only those before it in an order that stays. The same seed makes the same.
 */
public final class RandomChanges {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POD = "{\"containers\":[{\"name\":\"main\",\"image\":\"r.example/x@sha256:01\"}]}";
    private static final List<String> TYPES = List.of(
            "Deployment", "Deployment", "Deployment", "StatefulSet", "StatefulSet", "DaemonSet", "Job", "Manifests");
    private static final List<List<String>> KINDS = List.of(
            List.of("startup"),
            List.of("startup"),
            List.of("runtime"),
            List.of("startup", "runtime"),
            List.of("optional"));
    private static final int LARGEST = 7;

    private final Random random;
    private final List<String> order = new ArrayList<>();
    private final ObjectNode components = JSON.createObjectNode();
    private final ObjectNode settings = JSON.createObjectNode();
    private int names;
    private int words;
    private boolean stopped;
    private boolean first = true;

    public RandomChanges(long seed) {
        this.random = new Random(seed);
    }

    /**
     * What is asked for.
     *
     * @param components those of the Release, as a Release has them
     * @param spec of the Installation, but for the name of its Release
     */
    public record Product(ObjectNode components, ObjectNode spec) {}

    /** The first product, then the next one each time. */
    public Product next() {
        if (first) {
            first = false;
            for (int more = 2 + random.nextInt(4); more > 0; more--) {
                add();
            }
        } else {
            for (int more = 1 + random.nextInt(3); more > 0; more--) {
                change();
            }
            stopped = !stopped && chance(10);
        }
        ObjectNode spec = JSON.createObjectNode().put("tier", "SingleNode");
        spec.set("components", settings.deepCopy());
        if (stopped) {
            spec.put("state", "Stopped");
        }
        return new Product(components.deepCopy(), spec);
    }

    private void change() {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> reword(one(order));
            case 4, 5 -> resize(one(order));
            case 6 -> add();
            case 7 -> remove();
            case 8 -> retype(one(order));
            default -> rewire();
        }
    }

    private void add() {
        if (order.size() == LARGEST) {
            return;
        }
        String name = "c" + names++;
        int place = random.nextInt(order.size() + 1);
        order.add(place, name);
        ObjectNode made = components.putObject(name).put("type", one(TYPES));
        switch (type(name)) {
            case "Manifests" ->
                made.putArray("manifests")
                        .addObject()
                        .put("apiVersion", "v1")
                        .put("kind", "ConfigMap")
                        .putObject("metadata")
                        .put("name", name + "-object");
            case "StatefulSet" -> set(made);
            default -> made.set("pod", pod());
        }
        if (List.of("Deployment", "StatefulSet").contains(type(name))) {
            made.putObject("replicas").put("SingleNode", 1);
        }
        if (type(name).equals("Deployment") && chance(2)) {
            made.putObject("provides").put("port", 8080);
        }
        reword(name);
        order.subList(0, place).stream().filter(_ -> chance(3)).forEach(other -> need(name, other));
        order.subList(place + 1, order.size()).stream().filter(_ -> chance(4)).forEach(other -> need(other, name));
    }

    private void set(ObjectNode made) {
        made.set("pod", pod());
        if (chance(3)) {
            made.putObject("quorum");
        }
        if (chance(2)) {
            made.putObject("storage").putObject("data").put("size", "1Gi").put("mountPath", "/data");
        }
    }

    private void need(String name, String other) {
        boolean job = type(name).equals("Job") || type(other).equals("Job");
        List<String> kinds = job ? List.of("startup") : one(KINDS);
        ObjectNode needs = component(name).withObject("/dependsOn");
        needs.set(other, JSON.valueToTree(kinds));
    }

    private void reword(String name) {
        String word = "w" + words++;
        if (type(name).equals("Manifests")) {
            ((ObjectNode) component(name).at("/manifests/0")).putObject("data").put("WORD", word);
        } else {
            component(name).putObject("config").put("WORD", word);
        }
    }

    private void resize(String name) {
        if (component(name).has("replicas")) {
            int replicas = component(name).has("quorum") ? one(List.of(1, 3)) : 1 + random.nextInt(3);
            settings.withObject("/" + name).put("replicas", replicas);
        }
    }

    private void remove() {
        if (order.size() > 2) {
            String name = one(order);
            order.remove(name);
            components.remove(name);
            settings.remove(name);
            order.forEach(left -> drop(left, name));
        }
    }

    /** Between those two that have the same fields. */
    private void retype(String name) {
        ObjectNode component = component(name);
        if (component.has("replicas") && !component.has("quorum") && !component.has("storage")) {
            component.put("type", type(name).equals("Deployment") ? "StatefulSet" : "Deployment");
        }
    }

    private void rewire() {
        int later = 1 + random.nextInt(order.size() - 1);
        String name = order.get(later);
        String other = order.get(random.nextInt(later));
        if (component(name).at("/dependsOn/" + other).isMissingNode()) {
            need(name, other);
        } else {
            drop(name, other);
        }
    }

    private void drop(String name, String other) {
        if (component(name).get("dependsOn") instanceof ObjectNode needs) {
            needs.remove(other);
        }
    }

    private ObjectNode component(String name) {
        return (ObjectNode) components.get(name);
    }

    private String type(String name) {
        return component(name).path("type").asText();
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static JsonNode pod() {
        try {
            return JSON.readTree(POD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
