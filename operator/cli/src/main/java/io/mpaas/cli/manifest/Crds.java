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
        String resource = "/io/mpaas/crds/" + plural + "." + Mpaas.GROUP + ".yaml";
        try (InputStream stream = Crds.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            Yaml yaml = new Yaml(new LoaderOptions());
            JsonNode crd = YamlTree.read(resource, yaml.compose(new InputStreamReader(stream, StandardCharsets.UTF_8)))
                    .document();
            return crd.path("spec").path("versions").path(0).path("schema").path("openAPIV3Schema");
        } catch (IOException e) {
            throw new IllegalStateException("cannot be read: " + resource, e);
        }
    }
}
