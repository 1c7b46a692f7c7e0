package io.mpaas.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.Mpaas;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The schemas of the CRDs that this program was built with. */
public final class Crds {
    private Crds() {}

    /** The schema of the objects of a kind, by its plural name. */
    public static JsonNode schema(String plural) {
        return read(plural + "." + Mpaas.GROUP)
                .path("spec")
                .path("versions")
                .path(0)
                .path("schema")
                .path("openAPIV3Schema");
    }

    /** The number of the schema of a CRD, by the CRD's name: one more with each change. */
    public static int number(String name) {
        return read(name)
                .path("metadata")
                .path("annotations")
                .path(Mpaas.SCHEMA_ANNOTATION)
                .asInt();
    }

    private static JsonNode read(String name) {
        String resource = "/io/mpaas/crds/" + name + ".yaml";
        try (InputStream stream = Crds.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            Yaml yaml = new Yaml(new LoaderOptions());
            return YamlTree.read(resource, yaml.compose(new InputStreamReader(stream, StandardCharsets.UTF_8)))
                    .document();
        } catch (IOException e) {
            throw new IllegalStateException("cannot be read: " + resource, e);
        }
    }
}
