package io.mpaas.controller.skew;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Mpaas;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the CRDs of the cluster with those this operator was built with, by the number of their schemas.
 *
 * <p>Against older ones it cannot work: the API server refuses a status with a field it does not know. Against newer ones it can:
 * what it does not know it neither reads nor writes.
 */
@Singleton
public class SchemaSkew {
    private static final List<String> CRDS = List.of(
            "components." + Mpaas.GROUP,
            "installations." + Mpaas.GROUP,
            "releases." + Mpaas.GROUP,
            "sites." + Mpaas.GROUP);

    private final KubernetesClient client;
    private final Map<String, Integer> own = new TreeMap<>();

    @Inject
    SchemaSkew(KubernetesClient client) {
        this.client = client;
        CRDS.forEach(name -> own.put(name, number(packaged(name))));
    }

    /** What keeps the operator from starting, as a sentence. */
    public Optional<String> older() {
        Set<String> older = new TreeSet<>();
        present().forEach((name, number) -> {
            if (number < known(name)) {
                older.add(name + " (schema " + number + ", needed " + known(name) + ")");
            }
        });
        return older.isEmpty()
                ? Optional.empty()
                : Optional.of("the cluster's CustomResourceDefinitions are older than this operator: "
                        + String.join(", ", older) + ": apply those of the chart");
    }

    /** What the operator does not know of, as a sentence. */
    public Optional<String> newer() {
        Set<String> newer = new TreeSet<>();
        present().forEach((name, number) -> {
            if (number > known(name)) {
                newer.add(name + " (schema " + number + ", known " + known(name) + ")");
            }
        });
        return newer.isEmpty()
                ? Optional.empty()
                : Optional.of("the cluster's CustomResourceDefinitions are newer than this operator: "
                        + String.join(", ", newer) + ": new fields are left alone until the operator is upgraded, too");
    }

    private int known(String name) {
        return own.getOrDefault(name, 0);
    }

    /** Those that can be read: without the right to, nothing is compared. */
    private Map<String, Integer> present() {
        Map<String, Integer> numbers = new TreeMap<>();
        for (String name : CRDS) {
            try {
                CustomResourceDefinition crd = client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName(name)
                        .get();
                if (crd != null) {
                    numbers.put(name, number(crd));
                }
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                    throw e;
                }
            }
        }
        return numbers;
    }

    /** 0 of a CRD from before schemas were numbered. */
    private static int number(CustomResourceDefinition crd) {
        Map<String, String> annotations = crd.getMetadata().getAnnotations();
        String number = annotations == null ? null : annotations.get(Mpaas.SCHEMA_ANNOTATION);
        return number != null && number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
    }

    private static CustomResourceDefinition packaged(String name) {
        String resource = "/io/mpaas/crds/" + name + ".yaml";
        try (InputStream stream = Mpaas.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("not in this operator: " + resource);
            }
            return Serialization.unmarshal(stream, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
