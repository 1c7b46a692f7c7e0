package io.mpaas.planning.hash;

import static io.mpaas.planning.Catalogue.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.planning.Catalogue;
import io.mpaas.planning.compile.Compilation;
import io.mpaas.planning.compile.CompileInput;
import io.mpaas.planning.compile.Compiler;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.rooms.Rooms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a version of the hash once computed it computes for ever: these values are in the objects of customers. */
class ContentHashTest {
    /** Written down by the first operator that was delivered. Never change them. */
    private static final Map<String, String> VERSION_1 = Map.of(
            "api", "1-e2792b551e07",
            "cache", "1-e8f1c9f6c354",
            "db", "1-f8a686e0a0dd",
            "gate", "1-8db84794d0b5",
            "schema", "1-22ddaea7a993");

    /** Never change them. */
    private static final Map<String, String> VERSION_2 = Map.of(
            "api", "2-9a4ebd493e53",
            "cache", "2-fc7acf5dba28",
            "db", "2-a08b750e81be",
            "gate", "2-51d0884e1e43",
            "schema", "2-e0a0a85603d1");

    private static final ContentHash.Data DATA =
            new ContentHash.Data(false, Map.of("WORD", "one", "EMPTY", ""), Map.of("bin", "AAEC"));
    private static final ContentHash.Data SECRET = new ContentHash.Data(true, Map.of("password", "c2VjcmV0"), Map.of());
    private static final Optional<byte[]> KEY = Optional.of("key".getBytes(StandardCharsets.UTF_8));

    @Test
    void aContentThatWasRecordedKeepsItsHash() {
        assertThat(hashes(compile(recorded(VERSION_1), "10Gi"))).isEqualTo(VERSION_1);
    }

    @Test
    void aNewContentGetsTheNewestVersion() {
        assertThat(hashes(compile(Map.of(), "10Gi"))).isEqualTo(VERSION_2);
    }

    @Test
    void onlyWhatChangesMovesOnToTheNewestVersion() {
        Map<String, String> now = hashes(compile(recorded(VERSION_1), "20Gi"));

        assertThat(now.get("db")).startsWith("2-");
        assertThat(now.get("cache")).isEqualTo(VERSION_1.get("cache"));
        assertThat(now.get("api")).isEqualTo(VERSION_1.get("api"));
    }

    @Test
    void theSizeOfAClaimIsInNoHashOfVersion2() {
        assertThat(hashes(compile(Map.of(), "20Gi"))).isEqualTo(VERSION_2);
    }

    @Test
    void aHashOfANewerOperatorRejectsTheSpec() {
        Compilation compilation = compile(recorded(Map.of("api", "3-0123456789ab")), "10Gi");

        assertThat(compilation.blueprint()).isEmpty();
        assertThat(Catalogue.texts(compilation.problems()))
                .containsExactly(
                        "Error NewerHashVersion spec.components.api: its content hash 3-0123456789ab was made by a"
                                + " newer operator: upgrade this operator; until then nothing is changed");
    }

    @Test
    void digestsOfEachVersion() {
        assertThat(ContentHash.V1.digest(DATA, Optional.empty())).contains("1-cdf04b3901ef");
        assertThat(ContentHash.V1.digest(SECRET, Optional.empty())).contains("1-fb0a12e83a61");
        assertThat(ContentHash.NEWEST.digest(DATA, Optional.empty())).contains("2-cdf04b3901ef8963");
        assertThat(ContentHash.NEWEST.digest(SECRET, KEY)).contains("2-e0b23ff919b8e24a");
    }

    @Test
    void aSecretIsNotDigestedWithoutTheKeyAndOtherwiseWithAnother() {
        Optional<byte[]> other = Optional.of("other".getBytes(StandardCharsets.UTF_8));

        assertThat(ContentHash.NEWEST.digest(SECRET, Optional.empty())).isEmpty();
        assertThat(ContentHash.NEWEST.digest(SECRET, other)).isNotEqualTo(ContentHash.NEWEST.digest(SECRET, KEY));
    }

    @Test
    void aHashNamesItsVersion() {
        assertThat(ContentHash.named("1-0123456789ab")).contains(ContentHash.V1);
        assertThat(ContentHash.named("2-0123456789ab")).contains(ContentHash.NEWEST);
        assertThat(ContentHash.named("3-0123456789ab")).isEmpty();
        assertThat(ContentHash.named("missing")).isEmpty();
        assertThat(ContentHash.named("")).isEmpty();
    }

    private static Map<String, List<String>> recorded(Map<String, String> hashes) {
        return hashes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, hash -> List.of(hash.getValue())));
    }

    private static Compilation compile(Map<String, List<String>> recorded, String size) {
        SiteFacts facts = new SiteFacts(Map.of(), Optional.of(Set.of()), true, Map.of(), recorded, Set.of(), Rooms.OWN);
        return Compiler.compile(new CompileInput(
                "bank",
                Optional.of(Catalogue.release(SHOP.replace("10Gi", size))),
                Catalogue.installation("{release: shop}"),
                facts));
    }

    private static Map<String, String> hashes(Compilation compilation) {
        return compilation.blueprint().orElseThrow().components().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> hash(entry.getValue())));
    }

    private static String hash(ComponentSpec spec) {
        return spec.contentHash();
    }
}
