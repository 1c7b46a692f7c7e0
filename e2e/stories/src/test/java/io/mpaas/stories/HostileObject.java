package io.mpaas.stories;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What somebody sends an API server to harm the operator.
 *
 * @param command how, with {@code FILE} for the JSON in a file; the namespaces {@code other} and {@code tenant} are there, and in
 *     tenant a component docs
 */
record HostileObject(String name, String command, String json) {
    private static final String CREATE = "kubectl create -f FILE --raw /apis/mpaas.io/v1alpha1/";
    private static final String INSTALLATION = CREATE + "namespaces/other/installations";
    private static final String RELEASE = CREATE + "releases";
    private static final String COMPONENT = "kubectl patch mcomp docs -n tenant --type merge --patch-file FILE";
    private static final String POD = "{\"containers\": [{\"name\": \"main\", \"image\": \"r.example/x\"}]}";
    /** As many characters as exhausted a heap, and as kept a thread busy. */
    private static final List<String> BOMBS = List.of(
            nested("['0123456789'].all(a,", "[%1$s+%1$s+%1$s+%1$s+%1$s+%1$s+%1$s+%1$s].all(%2$s,", "size(%s)>0", 9),
            nested("[[1]].all(a,", "[[%1$s,%1$s,%1$s,%1$s]].all(%2$s,", "%1$s==%1$s", 20));

    @Override
    public String toString() {
        return name;
    }

    static List<HostileObject> all() {
        return Stream.of(installations(), releases(), components())
                .flatMap(List::stream)
                .toList();
    }

    /** Values that cannot be read, by what they are. */
    private static Map<String, String> monsters() {
        Map<String, String> monsters = new TreeMap<>();
        for (int levels : List.of(201, 1_100, 5_000)) {
            monsters.put(levels + " levels", "{\"a\":".repeat(levels) + "{}" + "}".repeat(levels));
        }
        for (int length : List.of(2_000, 50_001)) {
            monsters.put("a name of " + length + " characters", "{\"" + "b".repeat(length) + "\": 1}");
        }
        return monsters;
    }

    private static List<HostileObject> installations() {
        Map<String, String> templates = monsters();
        templates.put("a pod that is null", "{\"spec\": null}");
        templates.put("a container that is null", "{\"spec\": {\"containers\": [null]}}");
        templates.put("volumes that are null", "{\"spec\": {\"volumes\": [null], \"hostAliases\": null}}");
        templates.put(
                "a port beyond 32 bits",
                "{\"spec\": {\"containers\": [{\"name\": \"main\", \"ports\": [{\"containerPort\": 3000000000}]}]}}");
        templates.put(
                "a quantity without end",
                "{\"spec\": {\"containers\": [{\"name\": \"main\", \"resources\": {\"requests\": {\"cpu\": \"1e999999999\"}}}]}}");
        Stream<HostileObject> byTemplate = templates.entrySet().stream()
                .map(entry -> installation(
                        entry.getKey(), "\"components\": {\"docs\": {\"podTemplate\": " + entry.getValue() + "}}"));
        Stream<HostileObject> others = Stream.of(
                installation("endless patience", "\"rollout\": {\"componentTimeout\": \"99999999999999h\"}"),
                installation("endless stalling", "\"deletion\": {\"stallTimeout\": \"99999999999999h\"}"),
                installation("replicas beyond 32 bits", "\"components\": {\"docs\": {\"replicas\": 3000000000}}"));
        return Stream.concat(byTemplate, others).toList();
    }

    private static HostileObject installation(String what, String spec) {
        return new HostileObject("Installation with " + what, INSTALLATION, """
                {"apiVersion": "mpaas.io/v1alpha1", "kind": "Installation", "metadata": {"name": "hostile", "namespace": "other"},
                 "spec": {"release": "served", "tier": "SingleNode", %s}}""".formatted(spec));
    }

    private static List<HostileObject> releases() {
        Stream<HostileObject> pods = monsters().entrySet().stream()
                .map(entry -> release(
                        entry.getKey(),
                        "\"type\": \"Deployment\", \"replicas\": {\"SingleNode\": 1}, \"pod\": " + entry.getValue()));
        Stream<HostileObject> manifests = monsters().entrySet().stream()
                .map(entry -> release(
                        "Manifests of " + entry.getKey(),
                        "\"type\": \"Manifests\", \"manifests\": [{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\","
                                + " \"metadata\": {\"name\": \"x\"}, \"data\": " + entry.getValue() + "}]"));
        Stream<HostileObject> bombs = BOMBS.stream()
                .map(bomb -> release(
                        "readyWhen " + bomb.substring(0, 20),
                        "\"type\": \"Deployment\", \"replicas\": {\"SingleNode\": 1}, \"readyWhen\": [\"" + bomb
                                + "\"], \"pod\": " + POD));
        Stream<HostileObject> numbers = Stream.of(release(
                "replicas beyond 32 bits",
                "\"type\": \"Deployment\", \"replicas\": {\"SingleNode\": 3000000000}, \"pod\": " + POD));
        return Stream.of(pods, manifests, bombs, numbers).flatMap(all -> all).toList();
    }

    private static HostileObject release(String what, String component) {
        return new HostileObject("Release with " + what, RELEASE, """
                {"apiVersion": "mpaas.io/v1alpha1", "kind": "Release", "metadata": {"name": "hostile"},
                 "spec": {"version": "1", "components": {"docs": {%s}}}}""".formatted(component));
    }

    private static List<HostileObject> components() {
        Stream<HostileObject> templates = monsters().entrySet().stream()
                .map(entry -> component(entry.getKey(), "\"content\": {\"podTemplate\": " + entry.getValue() + "}"));
        Stream<HostileObject> bombs = BOMBS.stream()
                .map(bomb -> component("readyWhen " + bomb.substring(0, 20), "\"readyWhen\": [\"" + bomb + "\"]"));
        Stream<HostileObject> numbers = Stream.of("replicas", "recommendedReplicas", "maxConcurrentStarts", "priority")
                .map(field -> component(field + " beyond 32 bits", "\"" + field + "\": 3000000000"));
        return Stream.of(templates, bombs, numbers).flatMap(all -> all).toList();
    }

    private static HostileObject component(String what, String spec) {
        return new HostileObject("Component with " + what, COMPONENT, "{\"spec\": {" + spec + "}}");
    }

    /** {@code […].all(a,[a+a].all(b,[b+b].all(c,…)))} */
    private static String nested(String first, String loop, String last, int levels) {
        StringBuilder text = new StringBuilder(first);
        for (int i = 0; i < levels; i++) {
            text.append(loop.formatted(letter(i), letter(i + 1)));
        }
        return text + last.formatted(letter(levels)) + ")".repeat(levels + 1);
    }

    private static String letter(int i) {
        return String.valueOf((char) ('a' + i));
    }
}
