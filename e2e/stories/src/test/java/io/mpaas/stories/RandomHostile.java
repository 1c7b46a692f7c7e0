package io.mpaas.stories;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An object that somebody makes by hand to harm the operator or others, put together at random. The same number makes the same.
 *
 * @param path of the API that it is sent to
 */
record RandomHostile(int number, String what, String path, String json) {
    private static final String OURS = "/apis/mpaas.io/v1alpha1/";
    private static final List<Form> FORMS = List.of(Form.values());

    /** Where {@code VALUE} is anything, {@code NAME} a fresh name, {@code OWN} a namespace of its own. */
    private enum Form {
        INSTALLATION(OURS + "namespaces/OWN/installations", "Installation", """
                'spec': {'release': 'tenant', 'tier': 'SingleNode', 'components': {'docs': {'podTemplate': VALUE}}}"""),
        INSTALLATION_SETTINGS(OURS + "namespaces/OWN/installations", "Installation", """
                'spec': {'release': 'tenant', 'tier': 'SingleNode', 'components': {'docs': {'config': MAP, 'replicas': NUMBER}}}"""),
        INSTALLATION_PATIENCE(OURS + "namespaces/OWN/installations", "Installation", """
                'spec': {'release': 'tenant', 'tier': 'SingleNode', 'rollout': {'componentTimeout': 'DURATION'}, 'deletion': {'stallTimeout': 'DURATION'}}"""),
        RELEASE(OURS + "releases", "Release", """
                'spec': {'version': '1', 'components': {'docs': {'type': 'Deployment', 'replicas': {'SingleNode': 1}, 'pod': VALUE}}}"""),
        RELEASE_OF_MANIFESTS(OURS + "releases", "Release", """
                'spec': {'version': '1', 'components': {'docs': {'type': 'Manifests', 'manifests': [
                 {'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'x'}, 'data': VALUE}]}}}"""),
        RELEASE_WITH_BOMB(OURS + "releases", "Release", """
                'spec': {'version': '1', 'components': {'docs': {'type': 'Deployment', 'replicas': {'SingleNode': 1},
                 'readyWhen': ['BOMB'], 'pod': {'containers': [{'name': 'main', 'image': 'r.example/x'}]}}}}"""),
        COMPONENT(OURS + "namespaces/OWN/components", "Component", """
                'spec': {'type': 'Deployment', 'replicas': 1, 'contentHash': '2-000000000000', 'rolloutHash': '1-000000000000',
                 'readyWhen': ['BOMB'], 'content': {'podTemplate': {'spec': VALUE}}}"""),
        COMPONENT_OF_THE_TENANT(OURS + "namespaces/tenant/components", "Component", """
                'spec': {'type': 'Manifests', 'contentHash': '2-000000000000', 'rolloutHash': '1-000000000000', 'content': {'manifests': [
                 {'apiVersion': 'v1', 'kind': 'Secret', 'metadata': {'name': 'x', 'namespace': 'kube-system'}, 'data': VALUE}]}}"""),
        REVISION("/apis/apps/v1/namespaces/tenant/controllerrevisions", "ControllerRevision", """
                'revision': 1, 'data': {'supports': [], 'workload': {'apiVersion': 'batch/v1', 'kind': 'Job',
                 'metadata': {'name': 'NAME', 'namespace': 'kube-system'}, 'spec': VALUE}}"""),
        HISTORY("/apis/apps/v1/namespaces/tenant/controllerrevisions", "ControllerRevision", """
                'revision': 999, 'data': VALUE"""),
        CONFIG_MAP("/api/v1/namespaces/tenant/configmaps", "ConfigMap", """
                'data': MAP"""),
        SECRET("/api/v1/namespaces/OWN/secrets", "Secret", """
                'stringData': MAP"""),
        SITE(OURS + "namespaces/OWN/sites", "Site", """
                'spec': {'kubernetes': {'inCluster': true}, 'city': 'DURATION'}""");

        private final String path;
        private final String kind;
        private final String body;

        Form(String path, String kind, String body) {
            this.path = path;
            this.kind = kind;
            this.body = body.replace('\'', '"');
        }
    }

    static RandomHostile of(int number, String tenantId) {
        return new Maker(number, tenantId).make();
    }

    String namespace() {
        return name(number);
    }

    boolean isRelease() {
        return json.contains("\"kind\": \"Release\"");
    }

    private static String name(int number) {
        return "hostile-" + number;
    }

    private static final class Maker {
        private final int number;
        private final String tenantId;
        private final Random random;
        private final List<String> traits = new ArrayList<>();

        Maker(int number, String tenantId) {
            this.number = number;
            this.tenantId = tenantId;
            this.random = new Random(number);
        }

        RandomHostile make() {
            Form form = FORMS.get(number % FORMS.size());
            String name = form == Form.HISTORY ? "small-accepted-999" + number : name(number);
            String body = fill(form.body);
            String metadata = metadata(name);
            String apiVersion = form.path.startsWith("/apis/apps")
                    ? "apps/v1"
                    : form.path.startsWith("/apis/mpaas.io") ? "mpaas.io/v1alpha1" : "v1";
            String json = "{\"apiVersion\": \"%s\", \"kind\": \"%s\", \"metadata\": %s, %s}"
                    .formatted(apiVersion, form.kind, metadata, body.replace("NAME", name));
            String what = form.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
            return new RandomHostile(
                    number, what + ": " + String.join(", ", traits), form.path.replace("OWN", name(number)), json);
        }

        /** Labels, annotations and owners that are ours, or odd. */
        private String metadata(String name) {
            List<String> labels = new ArrayList<>(List.of(
                    "mpaas.io/installation-uid",
                    tenantId,
                    "mpaas.io/installation",
                    "small",
                    one("mpaas.io/component", "mpaas.io/revision-of", "mpaas.io/history-of", "mpaas.io/copy-of"),
                    one("docs", "x".repeat(63), "a.b_c-d", ""),
                    "mpaas.io/part",
                    one("release", "workload", "digest-key", "")));
            List<String> notes = new ArrayList<>(List.of(
                    one(
                            "mpaas.io/not-understood",
                            "mpaas.io/deleting",
                            "mpaas.io/completed",
                            "mpaas.io/installation-id"),
                    one("a: b", tenantId, "x/9/Deleted", "2-000000000000", "y".repeat(100_000))));
            traits.add("our labels, " + notes.getFirst());
            String owners = "[]";
            if (random.nextInt(3) == 0) {
                traits.add("a foreign owner");
                owners = "[{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"name\": \"gone\", \"uid\": \"gone\"}]";
            }
            return "{\"name\": \"%s\", \"labels\": %s, \"annotations\": %s, \"ownerReferences\": %s}"
                    .formatted(name, map(labels), map(notes), owners);
        }

        private String fill(String body) {
            String filled = body;
            if (body.contains("VALUE")) {
                filled = filled.replace("VALUE", value());
            }
            if (body.contains("MAP")) {
                int size = one(1_000, 4_000, 10_000);
                traits.add("a map of " + size);
                filled = filled.replace(
                        "MAP",
                        IntStream.range(0, size)
                                .mapToObj(i -> "\"k%d\": \"v\"".formatted(i))
                                .collect(Collectors.joining(", ", "{", "}")));
            }
            if (body.contains("NUMBER")) {
                long value = one(3_000_000_000L, -1L, Long.MAX_VALUE, 1_000_001L);
                traits.add("the number " + value);
                filled = filled.replace("NUMBER", String.valueOf(value));
            }
            if (body.contains("DURATION")) {
                String value = one("99999999999999h", "99999h9999999m999999999s", "-1s", "s");
                traits.add(value);
                filled = filled.replace("DURATION", value);
            }
            if (body.contains("BOMB")) {
                traits.add("a bomb");
                filled = filled.replace("BOMB", bomb(1 + random.nextInt(12)));
            }
            return filled;
        }

        /** JSON that is hard to read, for a field that takes any. */
        private String value() {
            int levels = one(150, 201, 1_100, 5_000);
            int length = one(2_000, 50_001);
            return switch (random.nextInt(8)) {
                case 0 -> trait(levels + " levels", "{\"a\":".repeat(levels) + "{}" + "}".repeat(levels));
                case 1 -> trait(levels + " lists", "{\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}");
                case 2 -> trait("a name of " + length, "{\"" + "b".repeat(length) + "\": 1}");
                case 3 -> trait("nulls", "{\"containers\": [null], \"volumes\": null, \"spec\": null}");
                case 4 -> trait("a port beyond 32 bits", container("\"ports\": [{\"containerPort\": 3000000000}]"));
                case 5 ->
                    trait(
                            "a quantity without end",
                            container("\"resources\": {\"requests\": {\"cpu\": \"1e999999999\"}}"));
                case 6 -> trait("words for numbers", container("\"ports\": \"many\", \"env\": 7"));
                default ->
                    trait(
                            "20,000 fields",
                            IntStream.range(0, 20_000)
                                    .mapToObj(i -> "\"k%d\": %d".formatted(i, i))
                                    .collect(Collectors.joining(", ", "{", "}")));
            };
        }

        private String trait(String trait, String json) {
            traits.add(trait);
            return json;
        }

        private static String container(String fields) {
            String container = "{\"containers\": [{\"name\": \"main\", \"image\": \"x\", %s}]}".formatted(fields);
            return container.substring(0, container.length() - 1) + ", \"spec\": " + container + "}";
        }

        /** {@code [1].all(a,[a,a,…].all(b,…))} */
        private static String bomb(int depth) {
            StringBuilder text = new StringBuilder("[1,2,3,4].all(v0,");
            for (int i = 0; i < depth; i++) {
                text.append("[%1$s,%1$s,%1$s,%1$s].all(%2$s,".formatted("v" + i, "v" + (i + 1)));
            }
            return text + "v%d==v0".formatted(depth) + ")".repeat(depth + 1);
        }

        private static String map(List<String> pairs) {
            return IntStream.range(0, pairs.size() / 2)
                    .mapToObj(i -> "\"%s\": \"%s\"".formatted(pairs.get(2 * i), pairs.get(2 * i + 1)))
                    .collect(Collectors.joining(", ", "{", "}"));
        }

        @SafeVarargs
        private <T> T one(T... values) {
            return values[random.nextInt(values.length)];
        }
    }
}
