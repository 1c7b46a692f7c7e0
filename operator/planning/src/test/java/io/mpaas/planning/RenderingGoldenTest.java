package io.mpaas.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.planning.render.Renderer;
import io.mpaas.planning.render.Rendering;
import io.mpaas.planning.value.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every object of the small shop, as it goes to the API server. {@code -Dgolden.write=true} writes the files anew. */
class RenderingGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @Test
    void everyObjectIsAsCommitted() throws IOException {
        Map<String, String> rendered = new TreeMap<>();
        Catalogue.blueprint(Catalogue.SHOP, "{release: shop}")
                .components()
                .forEach((name, spec) -> rendered.put(name + ".yaml", yaml(name, spec)));
        Catalogue.blueprint(Catalogue.SHOP, """
                        release: shop
                        tier: SingleNode
                        products: [API]
                        components: {db: {external: {host: db.bank, port: 3307, credentialsSecret: bank-db}}}
                        """)
                .components()
                .forEach((name, spec) -> rendered.put("external-db-" + name + ".yaml", yaml(name, spec)));
        if (Boolean.getBoolean("golden.write")) {
            for (Map.Entry<String, String> file : rendered.entrySet()) {
                Files.writeString(GOLDEN.resolve(file.getKey()), file.getValue());
            }
        }

        assertThat(committed()).isEqualTo(rendered);
    }

    @ParameterizedTest
    @CsvSource({
        "quorum: {}, Parallel",
        "parallel: true, Parallel",
        "parallel: false, OrderedReady",
        "storage: {}, OrderedReady"
    })
    void podsOfASetStartInTurnUnlessItSaysOtherwise(String field, String policy) {
        String release = Catalogue.SHOP.replace("quorum: {}", field).replaceFirst("storage: \\{data.*", "");
        ComponentSpec db = Objects.requireNonNull(
                Catalogue.blueprint(release, "{release: shop}").components().get("db"));
        assertThat(yaml("db", db)).contains("podManagementPolicy: \"" + policy + "\"");
    }

    private static String yaml(String name, ComponentSpec spec) {
        Owner owner = new Owner("bank", "shop", "uid-1", name);
        Rendering rendering = Renderer.render(owner, spec);
        List<HasMetadata> objects = new ArrayList<>(rendering.supports());
        rendering.workload().ifPresent(objects::add);
        Renderer.budget(owner, spec).ifPresent(objects::add);
        return objects.stream().map(Serialization::asYaml).collect(Collectors.joining());
    }

    private static Map<String, String> committed() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(GOLDEN)) {
            for (Path file : list.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }
}
