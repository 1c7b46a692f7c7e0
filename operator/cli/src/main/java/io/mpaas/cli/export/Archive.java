package io.mpaas.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mpaas.planning.value.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An installation without what runs.
 *
 * @param namespace of it; elsewhere it must have the same name, for host names are part of what decides pods
 * @param objects open to read, in the order in which they are made; the Installation is the last
 * @param secrets its Secrets, sealed, if they were asked for
 * @param leftOut number of Secrets that are not in it
 */
public record Archive(
        String installation,
        String namespace,
        String id,
        List<JsonNode> objects,
        Optional<Sealed> secrets,
        int leftOut) {
    /** What exists before what needs it: a Component before its Installation, so that it is taken over and not made anew. */
    private static final List<String> ORDER =
            List.of("Release", "Secret", "ConfigMap", "ControllerRevision", "Component", "Installation");

    /** What the cluster it comes from has said, and what another one would not accept. */
    private static final Set<String> OF_THE_CLUSTER = Set.of(
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "managedFields",
            "ownerReferences",
            "selfLink");

    public Archive {
        objects = List.copyOf(objects);
    }

    /** The kinds that an archive has. */
    public static boolean isKept(HasMetadata object) {
        return ORDER.contains(object.getKind());
    }

    /**
     * From what is there.
     *
     * @param objects of one installation
     * @param passphrase for its Secrets; without one they are left out
     */
    public static Archive of(
            HasMetadata installation, String id, List<HasMetadata> objects, Optional<char[]> passphrase) {
        List<JsonNode> all = Stream.concat(objects.stream().filter(Archive::isKept), Stream.of(installation))
                .map(Archive::stripped)
                .sorted(Comparator.comparingInt(Archive::rank).thenComparing(Archive::name))
                .toList();
        List<JsonNode> secrets = all.stream().filter(Archive::isSecret).toList();
        return new Archive(
                installation.getMetadata().getName(),
                installation.getMetadata().getNamespace(),
                id,
                all.stream().filter(object -> !isSecret(object)).toList(),
                passphrase.filter(_ -> !secrets.isEmpty()).map(words -> Sealed.of(text(secrets), words)),
                passphrase.isPresent() ? 0 : secrets.size());
    }

    /** All objects in the order in which they are made; empty if the passphrase does not open what is sealed. */
    public Optional<List<JsonNode>> all(Optional<char[]> passphrase) {
        if (secrets.isEmpty() || passphrase.isEmpty()) {
            return Optional.of(objects);
        }
        return secrets.get()
                .open(passphrase.get())
                .map(text -> Stream.concat(parse(text).stream(), objects.stream())
                        .sorted(Comparator.comparingInt(Archive::rank))
                        .toList());
    }

    private static JsonNode stripped(HasMetadata object) {
        ObjectNode tree = (ObjectNode) Json.tree(object);
        ((ObjectNode) tree.get("metadata")).remove(OF_THE_CLUSTER);
        tree.remove("status");
        return Json.sorted(tree);
    }

    private static boolean isSecret(JsonNode object) {
        return object.path("kind").asText().equals("Secret");
    }

    private static int rank(JsonNode object) {
        return ORDER.indexOf(object.path("kind").asText());
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    private static String text(List<JsonNode> secrets) {
        return Json.tree(secrets).toString();
    }

    private static List<JsonNode> parse(String text) {
        try {
            return Stream.of(new ObjectMapper().readValue(text, JsonNode[].class))
                    .toList();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException("what is sealed is not a list of Secrets", e);
        }
    }
}
