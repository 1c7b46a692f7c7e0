package io.mpaas.planning.release;

import static io.mpaas.planning.Catalogue.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.planning.Catalogue;
import io.mpaas.planning.check.ReleaseCheck;
import io.mpaas.planning.value.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseChoiceTest {
    private static final ReleaseSpec ONE = Catalogue.release(SHOP);
    private static final ReleaseSpec TWO = Catalogue.release(SHOP.replace("1.0", "2.0"));
    private static final String D1 = ReleaseCopy.digest(ONE);
    private static final String D2 = ReleaseCopy.digest(TWO);

    /**
     * {@code -}: nothing. Asked for: NAME or NAME@DIGEST. Accepted and past: NAME@DIGEST. Cluster: the content of the Release of
     * that name. Copies: contents. Then what is taken, and what is told.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # asked | accepted | past    | cluster | copies | taken | told
            a       | -        | -       | one     | -      | one   | -
            a       | -        | -       | -       | -      | -     | -
            a       | a@1      | a@1     | one     | one    | one   | -
            a       | a@1      | a@1     | one     | -      | one   | -
            a       | a@1      | a@1     | two     | one    | one   | ReleaseChanged
            a       | a@1      | a@1     | -       | one    | one   | ReleaseChanged
            a       | a@1      | a@1     | two     | -      | -     | ReleaseCopyLost
            a       | a@1      | a@1     | -       | -      | -     | ReleaseCopyLost
            a@2     | a@1      | a@1     | two     | one    | two   | -
            a@1     | a@1      | a@1     | two     | one    | one   | ReleaseChanged
            a@2     | a@1      | a@1     | one     | one    | -     | ReleaseDigestMismatch
            b       | a@1      | a@1     | two     | one    | two   | -
            b       | a@1      | a@1     | -       | one    | -     | -
            a       | b@2      | b@2,a@1 | -       | one    | one   | -
            a       | b@2      | b@2,a@1 | two     | one    | two   | -
            a@1     | b@2      | b@2,a@1 | two     | one    | one   | -
            a@1     | a@2      | a@2,a@1 | two     | one    | one   | -
            """)
    void whatIsTakenAndWhatIsTold(
            String asked, String accepted, String past, String cluster, String copies, String taken, String told) {
        Map<String, ReleaseSpec> kept = new HashMap<>();
        names(copies).forEach(name -> kept.put(ReleaseCopy.digest(release(name)), release(name)));
        String[] parts = asked.split("@");
        String digest = parts.length == 1 ? "" : ", releaseDigest: \"" + digest(parts[1]) + "\"";

        ReleaseChoice choice = ReleaseChoice.of(
                Catalogue.installation("{release: " + parts[0] + digest + "}"),
                new ReleaseChoice.Known(
                        names(accepted).stream()
                                .map(ReleaseChoiceTest::identity)
                                .findFirst(),
                        names(past).stream().map(ReleaseChoiceTest::identity).toList(),
                        names(cluster).stream()
                                .map(name ->
                                        new ReleaseChoice.Digested(release(name), ReleaseCopy.digest(release(name))))
                                .findFirst(),
                        one -> Optional.ofNullable(kept.get(one))));

        assertThat(choice.release().map(ReleaseSpec::version))
                .isEqualTo(names(taken).stream()
                        .findFirst()
                        .map(name -> release(name).version()));
        assertThat(choice.problems().stream().map(problem -> problem.reason()).toList())
                .isEqualTo(names(told));
        assertThat(choice.identity().map(AcceptedRelease::digest))
                .isEqualTo(choice.release().map(ReleaseCopy::digest));
    }

    @Test
    void aCopyIsWhatItsDigestSaysOrNothing() {
        byte[] copy = ReleaseCopy.pack(ONE);

        assertThat(ReleaseCopy.unpack(copy, D1)).contains(ONE);
        assertThat(ReleaseCopy.unpack(copy, D2)).isEmpty();
        assertThat(ReleaseCopy.unpack(Arrays.copyOf(copy, copy.length - 20), D1))
                .isEmpty();
        assertThat(ReleaseCopy.unpack(new byte[0], D1)).isEmpty();
        assertThat(ReleaseCopy.unpack("no gzip, but long enough".getBytes(java.nio.charset.StandardCharsets.UTF_8), D1))
                .isEmpty();
        copy[30] ^= 1;
        assertThat(ReleaseCopy.unpack(copy, D1)).isEmpty();
    }

    @Test
    void aCopyIsAnOrdinaryGzipFile() throws java.io.IOException {
        try (var gzip = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(ReleaseCopy.pack(ONE)))) {
            assertThat(Json.sha256(gzip.readAllBytes())).isEqualTo(D1);
        }
    }

    @Test
    void aReleaseWhoseCopyWouldNotFitIsRefused() {
        java.util.Random random = new java.util.Random(1);
        byte[] noise = new byte[800_000];
        random.nextBytes(noise);
        assertThat(ReleaseCheck.check(withText("short"))).isEmpty();

        assertThat(Catalogue.texts(
                        ReleaseCheck.check(withText(java.util.HexFormat.of().formatHex(noise)
                                + "0".repeat(1000)
                                + random.doubles(30_000)
                                        .mapToObj(Double::toString)
                                        .collect(java.util.stream.Collectors.joining())))))
                .singleElement()
                .asString()
                .startsWith("Error ReleaseTooLarge spec: has ");
    }

    private static ReleaseSpec withText(String text) {
        var tree = (com.fasterxml.jackson.databind.node.ObjectNode) Json.tree(Catalogue.release("""
                version: "1"
                components:
                  api: {type: Deployment, replicas: {SingleNode: 1}, config: {TEXT: ""}, pod: {containers: [{name: main, image: x}]}}
                """));
        ((com.fasterxml.jackson.databind.node.ObjectNode) tree.at("/components/api"))
                .putObject("config")
                .put("TEXT", text);
        return Json.as(tree, ReleaseSpec.class);
    }

    @Test
    void aCopyKeepsWhatIsEmpty() {
        assertThat(ONE.components().get("db")).extracting("quorum").isNotNull();
        assertThat(ReleaseCopy.unpack(ReleaseCopy.pack(ONE), D1)
                        .orElseThrow()
                        .components()
                        .get("db"))
                .extracting("quorum")
                .isNotNull();
    }

    private static List<String> names(String text) {
        return text.equals("-") ? List.of() : List.of(text.split(","));
    }

    private static ReleaseSpec release(String name) {
        return name.equals("one") ? ONE : TWO;
    }

    private static String digest(String number) {
        return number.equals("1") ? D1 : D2;
    }

    private static AcceptedRelease identity(String text) {
        String[] parts = text.split("@");
        return new AcceptedRelease(parts[0], digest(parts[1]));
    }
}
