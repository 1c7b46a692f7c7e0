package io.mpaas.observer.inventory;

import io.mpaas.api.v1alpha1.Mpaas;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An inventory with everything put aside that is never alike in two namespaces, so that two installations of the same can be
 * compared: names of namespaces, UIDs, hashes, passwords and addresses are replaced by what they stand for.
 *
 * <pre>
 *   ControllerRevision web-4f1c…   becomes   ControllerRevision web-(content of web)
 *   Pod web-7d9c-x2x1z             becomes   Pod web 0, of which only labels and images are kept
 * </pre>
 *
 * Left out are ReplicaSets, the revisions that Kubernetes keeps, and those of content that a Component no longer asks for: how many
 * there are depends on when changes arrived.
 */
public final class Likeness {
    private static final Pattern NEVER_ALIKE =
            Pattern.compile("/metadata/(uid|creationTimestamp|generation|generateName|name)"
                    + "|/metadata/ownerReferences/\\d+/name"
                    + "|/metadata/annotations/(pv\\.kubernetes\\.io|volume\\.kubernetes\\.io|deployment\\.kubernetes\\.io)/.*"
                    + "|/metadata/labels/(controller-revision-hash|pod-template-hash)"
                    + "|/revision"
                    + "|/spec/(clusterIPs?|volumeName|healthCheckNodePort)(/\\d+)?|/spec/ports/\\d+/nodePort");
    private static final Pattern OF_A_POD =
            Pattern.compile("/metadata/labels/(?!topology).*|/spec/(initC|c)ontainers/\\d+/image");
    private static final String DATA = "/data/";
    private static final String LABELS = "/metadata/labels/";

    private final Inventory inventory;
    /** The longest first: one may be part of another. */
    private final SortedMap<String, String> aliases =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private Likeness(Inventory inventory, String namespace) {
        this.inventory = inventory;
        aliases.put(namespace, "(namespace)");
        ofKind("Component", (name, leaves) -> {
            alias(leaves.get("/spec/contentHash"), "(content of " + name + ")");
            alias(leaves.get("/spec/rolloutHash"), "(rollout of " + name + ")");
            completed(name, leaves.getOrDefault("/metadata/annotations/" + Mpaas.COMPLETED_ANNOTATION, ""));
        });
        inventory.objects().forEach(this::copy);
        ofKind("Secret", (name, leaves) -> {
            if (name.endsWith("-credentials")) {
                leaves.forEach((path, value) -> {
                    if (path.startsWith(DATA)) {
                        alias(decoded(path, value), "(password " + name + path.substring(DATA.length() - 1) + ")");
                    }
                });
            }
        });
        inventory.objects().forEach((key, leaves) -> alias(leaves.get("/metadata/uid"), "(uid of " + plain(key) + ")"));
        inventory
                .objects()
                .values()
                .forEach(leaves -> alias(
                        leaves.get(LABELS + Mpaas.INSTALLATION_ID_LABEL), "(uid of an Installation that is gone)"));
    }

    /** Earlier contents whose Jobs have completed, counted from the first. */
    private void completed(String component, String hashes) {
        String[] newestFirst = hashes.split(",");
        for (int i = 0; i < newestFirst.length; i++) {
            alias(newestFirst[i], "(completed " + (newestFirst.length - i) + " of " + component + ")");
        }
    }

    /** Digests of Secrets are keyed by a key of each installation, and copies are named by them. */
    private void copy(String key, SortedMap<String, String> leaves) {
        String of = leaves.getOrDefault(LABELS + Mpaas.COPY_OF_LABEL, "");
        String name = key.substring(key.indexOf(' ') + 1);
        if (!of.isEmpty() && name.startsWith(of + "-")) {
            String source = leaves.getOrDefault("/metadata/annotations/mpaas.io/copied-from", "");
            alias(name.substring(of.length() + 1), "(digest of " + source + ")");
        }
    }

    public static Inventory of(Inventory inventory, String namespace) {
        return new Likeness(inventory, namespace).all();
    }

    private Inventory all() {
        SortedMap<String, SortedMap<String, String>> alike = new TreeMap<>();
        inventory.objects().forEach((key, leaves) -> {
            switch (key.substring(0, key.indexOf(' '))) {
                case "Pod" -> addPod(leaves, alike);
                case "ReplicaSet" -> {}
                case "ControllerRevision" -> {
                    String hash = leaves.getOrDefault(LABELS + Mpaas.CONTENT_HASH_LABEL, "");
                    String of = leaves.getOrDefault(LABELS + Mpaas.REVISION_OF_LABEL, "");
                    boolean orphan = !inventory.objects().containsKey("Component " + of);
                    if (!of.isEmpty() && (orphan || aliases.containsKey(hash))) {
                        alike.put(plain(key), plain(leaves));
                    }
                }
                default -> alike.put(plain(key), plain(leaves));
            }
        });
        return new Inventory(alike);
    }

    private void addPod(SortedMap<String, String> leaves, SortedMap<String, SortedMap<String, String>> alike) {
        String component = leaves.getOrDefault(LABELS + Mpaas.COMPONENT_LABEL, "without component");
        int number = 0;
        while (alike.containsKey("Pod " + component + " " + number)) {
            number++;
        }
        SortedMap<String, String> kept = plain(leaves);
        kept.keySet().removeIf(path -> !OF_A_POD.matcher(path).matches());
        alike.put("Pod " + component + " " + number, kept);
    }

    private SortedMap<String, String> plain(Map<String, String> leaves) {
        SortedMap<String, String> plain = new TreeMap<>();
        leaves.forEach((path, value) -> {
            if (!NEVER_ALIKE.matcher(path).matches()) {
                plain.put(plain(path), plain(decoded(path, value)));
            }
        });
        return plain;
    }

    private String plain(String text) {
        String plain = text;
        for (Map.Entry<String, String> alias : aliases.entrySet()) {
            plain = plain.replace(alias.getKey(), alias.getValue());
        }
        return plain;
    }

    private static String decoded(String path, String value) {
        if (!path.startsWith(DATA)) {
            return value;
        }
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private void ofKind(String kind, BiConsumer<String, SortedMap<String, String>> what) {
        inventory.objects().forEach((key, leaves) -> {
            if (key.startsWith(kind + " ")) {
                what.accept(key.substring(kind.length() + 1), leaves);
            }
        });
    }

    private void alias(@Nullable String text, String alias) {
        if (text != null && text.length() > 7) {
            aliases.putIfAbsent(text, alias);
        }
    }
}
