package io.mpaas.controller.skew;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.OwnKinds;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the CRDs of the cluster with those this operator was built with, by the number of their schemas.
 *
 * <p>Against older ones it cannot work: the API server refuses a status with a field it does not know. Against newer ones it can:
 * what it does not know it neither reads nor writes.
 */
@Singleton
public class SchemaSkew {
    /** Where a generated CRD says its number; the rest of the file is long and need not be parsed. */
    private static final Pattern PACKAGED = Pattern.compile(Pattern.quote(Mpaas.SCHEMA_ANNOTATION) + ": \"(\\d+)\"");

    private final KubernetesClient client;

    @Inject
    SchemaSkew(KubernetesClient client) {
        this.client = client;
    }

    /**
     * How the cluster's CRDs differ from the operator's.
     *
     * @param older what keeps the operator from starting, as a sentence
     * @param newer what the operator does not know of, as a sentence
     */
    public record Differences(Optional<String> older, Optional<String> newer) {}

    /** Reads every CRD once. */
    public Differences look() {
        Set<String> older = new TreeSet<>();
        Set<String> newer = new TreeSet<>();
        for (String name : OwnKinds.definitions()) {
            int known = packaged(name);
            OptionalInt present = present(name);
            if (present.orElse(known) < known) {
                older.add(name + " (schema " + present.getAsInt() + ", needed " + known + ")");
            } else if (present.orElse(known) > known) {
                newer.add(name + " (schema " + present.getAsInt() + ", known " + known + ")");
            }
        }
        return new Differences(
                sentence("older", older, "apply those of the chart"),
                sentence("newer", newer, "new fields are left alone until the operator is upgraded, too"));
    }

    private static Optional<String> sentence(String which, Set<String> crds, String then) {
        return crds.isEmpty()
                ? Optional.empty()
                : Optional.of("the cluster's CustomResourceDefinitions are " + which + " than this operator: "
                        + String.join(", ", crds) + ": " + then);
    }

    /** Empty if it is absent or may not be read: then nothing is compared. 0 of a CRD from before schemas were numbered. */
    private OptionalInt present(String name) {
        try {
            // Without the types of a schema, which the JVM would have to learn for this one number.
            GenericKubernetesResource crd = client.genericKubernetesResources(
                            ResourceDefinitionContext.fromResourceType(CustomResourceDefinition.class))
                    .withName(name)
                    .get();
            return crd == null ? OptionalInt.empty() : OptionalInt.of(number(crd));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    private static int number(HasMetadata crd) {
        Map<String, String> annotations = crd.getMetadata().getAnnotations();
        String number = annotations == null ? null : annotations.get(Mpaas.SCHEMA_ANNOTATION);
        return number != null && number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
    }

    private static int packaged(String name) {
        String resource = "/io/mpaas/crds/" + name + ".yaml";
        try (InputStream stream = Mpaas.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("not in this operator: " + resource);
            }
            Matcher number = PACKAGED.matcher(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            if (!number.find()) {
                throw new IllegalStateException("has no number of its schema: " + resource);
            }
            return Integer.parseInt(number.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
