package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallationIdTest {
    /** Installation {@code shop} with the UID {@code uid}. Objects: ID=NAMES; others: IDs that other Installations carry. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # annotation | objects              | others | decision
            -            | -                    | -      | claims uid
            -            | uid=shop             | -      | claims uid
            -            | uid=shop old=shop    | -      | claims uid
            -            | old=shop             | -      | adopts old
            -            | old=shop             | old    | claims uid
            -            | old=shop other=blog  | other  | adopts old
            -            | old=blog             | -      | refused
            -            | old=shop+blog        | -      | refused
            -            | old=shop older=shop  | -      | refused
            -            | old=shop older=blog  | -      | refused
            uid          | uid=shop             | -      | known uid
            old          | old=shop             | -      | known old
            old          | -                    | -      | known old
            old          | older=blog           | -      | known old
            old          | old=blog             | -      | refused
            edited       | old=shop             | -      | refused
            edited       | old=shop edited=shop | -      | known edited
            uid          | old=shop             | -      | known uid
            not a label  | -                    | -      | refused
            """)
    void decides(String annotation, String objects, String others, String decision) {
        InstallationId decided = InstallationId.decide(
                installation(annotation),
                objects(objects),
                Set.copyOf(words(others).toList()));

        assertThat(
                        switch (decided) {
                            case InstallationId.Known(String id) -> "known " + id;
                            case InstallationId.Claim(String id, boolean adopts) ->
                                (adopts ? "adopts " : "claims ") + id;
                            case InstallationId.Refused _ -> "refused";
                        })
                .isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -      | old=blog            | blog (ID old); | give the Installation their name
            -      | old=shop older=blog | shop (ID old); | annotate minst shop mpaas.io/installation-id=old`
            edited | old=shop            | carry the ID old, not edited | mpaas.io/installation-id=old --overwrite
            """)
    void namesTheWaysOut(String annotation, String objects, String what, String wayOut) {
        InstallationId decided = InstallationId.decide(installation(annotation), objects(objects), Set.of());

        assertThat(((InstallationId.Refused) decided).problem().message())
                .contains(what, wayOut, "kubectl mpaas leftovers --delete");
    }

    private static Installation installation(String annotation) {
        Installation installation = new Installation();
        installation.getMetadata().setName("shop");
        installation.getMetadata().setUid("uid");
        if (!annotation.equals("-")) {
            installation.getMetadata().setAnnotations(Map.of(Mpaas.INSTALLATION_ID_ANNOTATION, annotation));
        }
        return installation;
    }

    private static Map<String, SortedSet<String>> objects(String text) {
        Map<String, SortedSet<String>> objects = new HashMap<>();
        words(text).forEach(word -> {
            String[] parts = word.split("=");
            objects.put(parts[0], new TreeSet<>(Set.of(parts[1].split("\\+"))));
        });
        return objects;
    }

    private static Stream<String> words(String text) {
        return text.equals("-") ? Stream.empty() : Stream.of(text.split(" "));
    }
}
