package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the operator knows of an installation is lost with its API objects, and comes back from a file; and what is left over. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class RestoreE2E {
    private static final String SHOP = """
            db:
              type: StatefulSet
              quorum: {}
              replicas: {SingleNode: 3}
              provides: {port: 3306, secret: {generate: [app]}}
              storage: {data: {size: 1Gi, mountPath: /data}}
              pod: POD
            schema: {type: Job, dependsOn: {db: [startup]}, pod: POD}
            api:
              type: Deployment
              replicas: {SingleNode: 2}
              dependsOn: {schema: [startup], db: [runtime]}
              pod: {containers: [{name: main, image: x, envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: keys}}]}]}
            """;
    private static final String SPEC = "{release: RELEASE, tier: SingleNode}";

    @TempDir
    Path folder;

    @Test
    void allObjectsComeBackWithNewUidsOverTheSamePods(LocalCluster cluster, TestNamespace namespace)
            throws IOException {
        SmallProduct product = installed(cluster, namespace);
        Stage stage = product.stage();
        Path words = passphrase("correct horse battery");
        KubectlMpaas exported = export(product, words);
        assertThat(exported.out())
                .as(exported.text())
                .startsWith("exported small: ")
                .contains("its Secrets are sealed");
        assertThat(Files.readString(file()))
                .contains("ExportedInstallation")
                .doesNotContain(passwords(product).get("app"), "  uid: ");
        SortedSet<String> pods = stage.podIdentities();
        SortedMap<String, Long> generations = generations(stage);
        Map<String, String> passwords = passwords(product);

        lose(product);
        KubectlMpaas imported = importFile(product, words);
        assertThat(imported.exitCode()).as(imported.text()).isZero();
        stage.awaitReady("small");

        assertThat(stage.podIdentities()).isEqualTo(pods);
        assertThat(generations(stage)).isEqualTo(generations);
        assertThat(passwords(product)).isEqualTo(passwords);
        assertThat(stage.all(Job.class)).hasSize(1);
        assertThat(stage.status("small").problems()).isEmpty();
        KubectlMpaas again = importFile(product, words);
        assertThat(again.out()).as(again.text()).contains("existed already and were left as they are");
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    @Test
    void anEmptyNamespaceStartsInOrderFromTheFile(LocalCluster cluster, TestNamespace namespace) throws IOException {
        SmallProduct product = installed(cluster, namespace);
        Stage stage = product.stage();
        Path words = passphrase("correct horse battery");
        export(product, words);
        SortedMap<String, String> hashes = hashes(stage);
        Map<String, String> passwords = passwords(product);
        product.install("{release: RELEASE, tier: SingleNode, deletion: {data: Delete}}");
        product.delete(Installation.class, "small");
        Stage.await("small is gone", () -> !stage.exists("small"));
        product.delete(ConfigMap.class, "settings");

        KubectlMpaas imported = importFile(product, words, "--jobs-run-again");
        assertThat(imported.exitCode()).as(imported.text()).isZero();
        product.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {WORD: one}}");
        stage.awaitReady("small");

        assertThat(hashes(stage)).isEqualTo(hashes);
        assertThat(passwords(product)).isEqualTo(passwords);
        assertThat(stage.all(Job.class)).hasSize(1);
    }

    @Test
    void aFileThatIsNotWholeOrTheWrongPassphraseImportsNothing(LocalCluster cluster, TestNamespace namespace)
            throws IOException {
        SmallProduct product = installed(cluster, namespace);
        Path words = passphrase("correct horse battery");
        Path others = passphrase("incorrect horse");
        Path few = passphrase("short");
        KubectlMpaas refused = export(product, few);
        assertThat(refused.err()).contains("at least 12 characters: nothing was written");
        export(product, words);
        product.vanish();

        assertThat(importFile(product, others).err())
                .contains("the passphrase does not open the Secrets", "nothing was imported");
        String text = Files.readString(file());
        Path part = Files.writeString(folder.resolve("part.yaml"), text.substring(0, text.lastIndexOf("---\n")));
        assertThat(product.kubectlMpaas("import", part.toString()).err()).contains("the file is not whole: it has ");
        Path other = Files.writeString(folder.resolve("other.yaml"), "kind: Pod\n");
        assertThat(product.kubectlMpaas("import", other.toString()).err())
                .contains("this is not a file that `kubectl mpaas export` wrote");
        assertThat(product.stage().exists("small")).isFalse();
    }

    @Test
    void leftoversAreShownAndRemovedInOrderWhenAskedFor(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Stage stage = product.stage();
        String id = product.get(Installation.class, "small").getMetadata().getUid();
        assertThat(product.kubectlMpaas("leftovers").out())
                .isEqualTo("nothing is left of earlier installations in namespace " + namespace.name() + "\n");
        product.vanish();
        stage.components().stream()
                .filter(component -> component.getMetadata().getName().equals("api"))
                .forEach(component -> {
                    product.delete(Component.class, "api");
                    product.withoutFinalizers(Component.class, "api");
                });

        assertThat(product.kubectlMpaas("leftovers").out())
                .contains("Installation small, ID " + id, "2 Components", "3 PersistentVolumeClaims, 1 Secret");
        assertThat(product.kubectlMpaas("leftovers", "--delete").err())
                .contains("This removes from namespace " + namespace.name(), "data stays");
        KubectlMpaas removed = product.kubectlMpaas("leftovers", "--delete", "--yes");
        assertThat(removed.exitCode()).as(removed.text()).isZero();
        assertThat(removed.out()).contains("removing 2 Components", "kept: 3 PersistentVolumeClaims, 1 Secret");

        assertThat(stage.pods()).isEmpty();
        assertThat(stage.all(Deployment.class)).isEmpty();
        assertThat(stage.all(ControllerRevision.class)).isEmpty();
        assertThat(stage.all(PersistentVolumeClaim.class)).hasSize(3);
        product.kubectlMpaas("leftovers", "--delete", "--data", "--yes");
        assertThat(stage.all(PersistentVolumeClaim.class)).isEmpty();
        assertThat(product.find(Secret.class, "db-credentials")).isNull();
    }

    @Test
    void theHistoryTellsWhatEachAcceptedSpecChanged(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        product.install("{release: RELEASE, tier: SingleNode, components: {api: {config: {LEVEL: debug}}}}");
        product.stage().awaitReady("small");

        KubectlMpaas history = product.kubectlMpaas("history");
        assertThat(history.out().lines().toList()).as(history.text()).satisfies(lines -> {
            assertThat(lines.getFirst()).matches("# +ACCEPTED +RELEASE +DIGEST +BY +RESULT +CHANGED");
            assertThat(lines.get(1))
                    .contains(namespace.name(), "(user not recorded)")
                    .endsWith("~api");
        });
        assertThat(product.kubectlMpaas("history", "--show", "1").out())
                .contains("tier: \"SingleNode\"")
                .doesNotContain("LEVEL");
        assertThat(product.kubectlMpaas("history", "--show", "99").err()).contains("there is no entry 99; there are: ");
    }

    private Path file() {
        return folder.resolve("small.yaml");
    }

    private Path passphrase(String words) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "passphrase", ""), words + "\n");
    }

    private KubectlMpaas export(SmallProduct product, Path passphrase) {
        return product.kubectlMpaas(
                "export", "-o", file().toString(), "--credentials", "--passphrase-file", passphrase.toString());
    }

    private KubectlMpaas importFile(SmallProduct product, Path passphrase, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("import", file().toString(), "--passphrase-file", passphrase.toString()));
        arguments.addAll(List.of(options));
        return product.kubectlMpaas(arguments.toArray(String[]::new));
    }

    private static SmallProduct installed(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(SHOP);
        product.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {WORD: one}}");
        product.apply("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {KEY: one}}");
        product.install(SPEC);
        product.stage().awaitReady("small");
        return product;
    }

    /** All objects of the operator go, but what runs, Services and the like do not: as when an API server is made anew. */
    private static void lose(SmallProduct product) {
        product.vanish();
        Stage stage = product.stage();
        stage.components().forEach(component -> forget(product, Component.class, component));
        Stream.of(ControllerRevision.class, ConfigMap.class, Secret.class)
                .flatMap(kind -> stage.all(kind).stream())
                .filter(object -> object.getMetadata().getLabels() != null
                        && object.getMetadata().getLabels().containsKey(Mpaas.INSTALLATION_ID_LABEL)
                        && object.getMetadata().getOwnerReferences().isEmpty())
                .forEach(object -> stage.client().resource(object).delete());
    }

    private static <T extends HasMetadata> void forget(SmallProduct product, Class<T> kind, HasMetadata object) {
        String name = object.getMetadata().getName();
        product.ask(kind, name, Mpaas.HOLD_ANNOTATION, "lost");
        product.delete(kind, name);
        product.withoutFinalizers(kind, name);
        Stage.await(name + " is lost", () -> product.find(kind, name) == null);
    }

    private static Map<String, String> passwords(SmallProduct product) {
        return product.get(Secret.class, "db-credentials").getData();
    }

    private static SortedMap<String, String> hashes(Stage stage) {
        SortedMap<String, String> hashes = new TreeMap<>();
        stage.components()
                .forEach(component -> hashes.put(
                        component.getMetadata().getName(), component.getSpec().contentHash()));
        return hashes;
    }

    private static SortedMap<String, Long> generations(Stage stage) {
        SortedMap<String, Long> generations = new TreeMap<>();
        List.of(Deployment.class, StatefulSet.class)
                .forEach(kind -> stage.all(kind)
                        .forEach(object -> generations.put(
                                object.getKind() + object.getMetadata().getName(),
                                object.getMetadata().getGeneration())));
        return generations;
    }
}
