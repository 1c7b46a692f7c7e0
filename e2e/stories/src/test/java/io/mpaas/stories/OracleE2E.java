package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import io.mpaas.planning.Compilation;
import io.mpaas.planning.CompileInput;
import io.mpaas.planning.Compiler;
import io.mpaas.planning.SiteFacts;
import io.mpaas.planning.render.Owner;
import io.mpaas.planning.render.Renderer;
import io.mpaas.planning.render.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code kubectl mpaas lint} says is compared with what an API server says: a product that passes lint is accepted with all that
 * is rendered of it; a product with a fault is refused by one of the two. {@code make oracle} tries 1,000 of each.
 */
@Alone
class OracleE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PRODUCTS = Integer.getInteger("oracle.products", 40);
    private static final String NAMESPACE = "default";
    private static final PatchContext DRY_APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("oracle")
            .withForce(true)
            .withDryRun(List.of("All"))
            .build();

    @TempDir
    static Path folder;

    private static LocalCluster cluster;
    private static KubernetesClient client;

    @BeforeAll
    static void theDefinitionsAreServed() {
        cluster = LocalCluster.start(Options.DEFAULT.withName("oracle"));
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(cluster.client().getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        Product.applyDefinitions(client);
        client.resource(new PriorityClassBuilder()
                        .withNewMetadata()
                        .withName("high")
                        .endMetadata()
                        .withValue(1)
                        .build())
                .create();
        Stage.await(
                "pods have an account",
                () -> client.serviceAccounts()
                                .inNamespace(NAMESPACE)
                                .withName("default")
                                .get()
                        != null);
    }

    @AfterAll
    static void end() {
        client.close();
        cluster.close();
    }

    @Test
    void whatPassesLintIsAcceptedWithAllThatIsRenderedOfIt() throws IOException {
        List<RandomProduct> products = new ArrayList<>();
        for (int seed = 0; seed < PRODUCTS; seed++) {
            products.add(RandomProduct.of(seed));
        }

        Map<String, String> refused = refusedByLint("right", products);
        assertThat(refused).as("right, and refused by lint").isEmpty();
        int objects = 0;
        Map<String, String> answers = new TreeMap<>();
        for (RandomProduct product : products) {
            List<HasMetadata> rendered = rendered(product);
            objects += rendered.size();
            refusal(product, rendered).ifPresent(answer -> answers.put(product.name(), answer));
        }
        assertThat(answers).as("passed lint, and refused by the API server").isEmpty();

        System.out.printf(
                "oracle: %d products passed lint, the API server accepted all %d objects%n", PRODUCTS, objects);
        assertThat(objects).isGreaterThan(4 * PRODUCTS);
    }

    @Test
    void whatIsWrongIsRefusedByLintOrByTheApiServer() throws IOException {
        List<Fault> faults = Fault.all();
        Map<String, String> put = new TreeMap<>();
        List<RandomProduct> wrong = new ArrayList<>();
        for (int seed = PRODUCTS; wrong.size() < Math.max(PRODUCTS, faults.size()); seed++) {
            Fault fault = faults.get(seed % faults.size());
            Optional<RandomProduct> product = fault.in(RandomProduct.of(seed), new Random(seed));
            product.ifPresent(wrong::add);
            product.ifPresent(made -> put.put(made.name(), fault.what()));
        }

        Map<String, String> byLint = refusedByLint("wrong", wrong);
        SortedSet<String> caughtLater = new TreeSet<>();
        Map<String, String> passed = new TreeMap<>();
        for (RandomProduct product : wrong) {
            String what = put.getOrDefault(product.name(), "");
            if (!byLint.containsKey(product.name())) {
                if (refusal(product, rendered(product)).isPresent()) {
                    caughtLater.add(what);
                } else {
                    passed.put(what, product.name());
                }
            }
        }

        System.out.printf(
                "oracle: %d wrong products of %d kinds, %d refused by lint (%.1f %%), the others by the API server: %s%n",
                wrong.size(), faults.size(), byLint.size(), 100.0 * byLint.size() / wrong.size(), caughtLater);
        assertThat(passed).as("wrong, and accepted by both").isEmpty();
    }

    /** Name of each product with an error → the first of them. */
    private static Map<String, String> refusedByLint(String what, List<RandomProduct> products) throws IOException {
        Path files = Files.createDirectory(folder.resolve(what));
        for (RandomProduct product : products) {
            Files.writeString(files.resolve(product.name() + ".yaml"), product.yaml());
        }
        KubectlMpaas lint = KubectlMpaas.offline(folder, "lint", "-o", "json", files.toString());
        assertThat(lint.exitCode()).as(lint.err()).isIn(0, 1);
        Map<String, String> refused = new TreeMap<>();
        for (JsonNode finding : JSON.readTree(lint.out()).path("findings")) {
            if (finding.path("severity").asText().equals("Error")) {
                String name = Path.of(finding.path("file").asText())
                        .getFileName()
                        .toString()
                        .replace(".yaml", "");
                refused.putIfAbsent(name, finding.toString());
            }
        }
        return refused;
    }

    /** Everything that the operator would write for it, the Components first. */
    private static List<HasMetadata> rendered(RandomProduct product) throws IOException {
        ReleaseSpec release = JSON.treeToValue(product.release().path("spec"), ReleaseSpec.class);
        InstallationSpec spec = JSON.treeToValue(product.installation().path("spec"), InstallationSpec.class);
        Compilation compilation =
                Compiler.compile(new CompileInput(NAMESPACE, Optional.of(release), spec, SiteFacts.UNKNOWN));
        List<HasMetadata> objects = new ArrayList<>();
        for (Map.Entry<String, ComponentSpec> entry :
                compilation.blueprint().orElseThrow().components().entrySet()) {
            objects.add(component(entry.getKey(), entry.getValue()));
            Owner owner = new Owner(NAMESPACE, product.name(), "oracle", entry.getKey());
            Rendering rendering = Renderer.render(owner, entry.getValue());
            objects.addAll(rendering.supports());
            rendering.workload().ifPresent(workload -> {
                objects.add(workload);
                objects.add(pod(workload));
            });
            Renderer.budget(owner, entry.getValue()).ifPresent(objects::add);
            for (JsonNode manifest : rendering.manifests()) {
                objects.add(JSON.treeToValue(manifest, GenericKubernetesResource.class));
            }
        }
        objects.forEach(object -> object.getMetadata().setNamespace(NAMESPACE));
        return objects;
    }

    private static Component component(String name, ComponentSpec spec) {
        Component component = new Component();
        component.setMetadata(new ObjectMetaBuilder().withName(name).build());
        component.setSpec(spec);
        return component;
    }

    /** A pod as the controller of a workload makes it: of a StatefulSet's template the API server looks at next to nothing. */
    private static Pod pod(HasMetadata workload) {
        JsonNode spec = JSON.valueToTree(workload).path("spec");
        PodTemplateSpec template = JSON.convertValue(spec.path("template"), PodTemplateSpec.class);
        for (JsonNode claim : spec.path("volumeClaimTemplates")) {
            String name = claim.at("/metadata/name").asText();
            template.getSpec()
                    .getVolumes()
                    .add(new VolumeBuilder()
                            .withName(name)
                            .withNewPersistentVolumeClaim(name, false)
                            .build());
        }
        return new PodBuilder()
                .withMetadata(template.getMetadata())
                .editMetadata()
                .withName(workload.getMetadata().getName() + "-0")
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
    }

    /** What an API server refuses first; nothing is kept. */
    private static Optional<String> refusal(RandomProduct product, List<HasMetadata> rendered) throws IOException {
        List<HasMetadata> all = new ArrayList<>();
        for (JsonNode document : List.of(product.release(), product.installation())) {
            all.add(JSON.treeToValue(document, GenericKubernetesResource.class));
        }
        all.getLast().getMetadata().setNamespace(NAMESPACE);
        all.addAll(rendered);
        for (HasMetadata object : all) {
            try {
                client.resource(object).patch(DRY_APPLY);
            } catch (KubernetesClientException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }
}
