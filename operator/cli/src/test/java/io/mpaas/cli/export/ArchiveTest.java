package io.mpaas.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArchiveTest {
    private static final char[] WORDS = "correct horse battery".toCharArray();

    @Test
    void isReadAsItWasWrittenInTheOrderInWhichThingsAreMade() {
        Archive archive = Archive.of(installation(), "id-1", objects(), Optional.of(WORDS));
        Archive read = ArchiveFile.read(ArchiveFile.write(archive));

        assertThat(read).isEqualTo(archive);
        assertThat(read.all(Optional.of(WORDS)).orElseThrow().stream().map(ArchiveTest::words))
                .containsExactly("Secret db-credentials", "ConfigMap release-1", "Component db", "Installation shop");
    }

    @Test
    void hasNeitherPasswordsNorWhatOnlyTheClusterKnows() {
        String text = ArchiveFile.write(Archive.of(installation(), "id-1", objects(), Optional.of(WORDS)));

        assertThat(text).doesNotContain("cGFzc3dvcmQ=", "uid-", "resourceVersion", "status:", "kind: \"Pod\"");
        String without = ArchiveFile.write(Archive.of(installation(), "id-1", objects(), Optional.empty()));
        assertThat(without).contains("secretsLeftOut: 1").doesNotContain("cGFzc3dvcmQ=", "sealed");
    }

    @Test
    void anotherPassphraseOrAChangedByteOpensNothing() {
        Sealed secret = Sealed.of("secret", WORDS);

        assertThat(secret.open(WORDS)).contains("secret");
        assertThat(secret.open("correct horse batterY".toCharArray())).isEmpty();
        String changed =
                (secret.text().charAt(0) == 'A' ? "B" : "A") + secret.text().substring(1);
        assertThat(new Sealed(secret.iterations(), secret.salt(), secret.nonce(), changed).open(WORDS))
                .isEmpty();
        assertThat(new Sealed(Integer.MAX_VALUE, secret.salt(), secret.nonce(), secret.text()).open(WORDS))
                .isEmpty();
        assertThat(Sealed.of("secret", WORDS)).isNotEqualTo(secret);
    }

    @Test
    void whatIsNotAnArchiveIsRefusedInASentence() {
        String text = ArchiveFile.write(Archive.of(installation(), "id-1", objects(), Optional.empty()));

        assertThatThrownBy(() -> ArchiveFile.read("")).hasMessageContaining("this is not a file that");
        assertThatThrownBy(() -> ArchiveFile.read(": :\n- x: [")).hasMessageContaining("this is not a file that");
        assertThatThrownBy(() -> ArchiveFile.read(text.substring(0, text.lastIndexOf("---"))))
                .hasMessageContaining("not whole");
        assertThatThrownBy(() -> ArchiveFile.read(text.replace("format: 1", "format: 9")))
                .hasMessageContaining("has format 9, this kubectl-mpaas reads 1");
    }

    private static String words(JsonNode object) {
        return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
    }

    private static Installation installation() {
        Installation installation = new Installation();
        installation.getMetadata().setName("shop");
        installation.getMetadata().setNamespace("bank");
        installation.getMetadata().setUid("uid-1");
        installation.getMetadata().setResourceVersion("17");
        return installation;
    }

    private static List<HasMetadata> objects() {
        Component component = new Component();
        component.getMetadata().setName("db");
        component.getMetadata().setUid("uid-2");
        return List.of(
                component,
                new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("release-1")
                        .endMetadata()
                        .build(),
                new SecretBuilder()
                        .withNewMetadata()
                        .withName("db-credentials")
                        .endMetadata()
                        .addToData("app", "cGFzc3dvcmQ=")
                        .build(),
                new PodBuilder()
                        .withNewMetadata()
                        .withName("db-0")
                        .endMetadata()
                        .build());
    }
}
