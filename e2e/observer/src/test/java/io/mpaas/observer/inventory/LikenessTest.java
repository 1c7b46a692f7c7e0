package io.mpaas.observer.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LikenessTest {
    private static final String SOME_UID = "0a1b2c3d-0000-0000-0000-000000000001";
    private static final String OTHER_UID = "0a1b2c3d-0000-0000-0000-000000000002";

    @Test
    void sameProductInTwoNamespacesIsAlike() {
        Inventory here = product("bank", SOME_UID, "1-aaaaaaaaaaaa", "secret-of-the-one", "3");
        Inventory there = product("shop", OTHER_UID, "1-bbbbbbbbbbbb", "secret-of-the-other", "3");

        assertThat(here.changesTo(there)).isNotEmpty();
        assertThat(Likeness.of(here, "bank").changesTo(Likeness.of(there, "shop")))
                .isEmpty();
    }

    @Test
    void whatDiffersBesidesIsToldWithItsPath() {
        Inventory here = product("bank", SOME_UID, "1-aaaaaaaaaaaa", "secret-of-the-one", "3");
        Inventory there = product("shop", OTHER_UID, "1-bbbbbbbbbbbb", "secret-of-the-other", "2");

        assertThat(Likeness.of(here, "bank").changesTo(Likeness.of(there, "shop")))
                .containsExactly("StatefulSet db/spec/replicas: 3 → 2");
    }

    @Test
    void passwordUsedElsewhereIsStillTheSamePassword() {
        Inventory here = product("bank", SOME_UID, "1-aaaaaaaaaaaa", "secret-of-the-one", "3");
        TreeMap<String, SortedMap<String, String>> objects = new TreeMap<>(here.objects());
        objects.put(
                "Secret api-binding",
                new TreeMap<>(Map.of("/data/password", base64("quite another one"), "/data/host", base64("db.bank"))));

        assertThat(Likeness.of(here, "bank").changesTo(Likeness.of(new Inventory(objects), "bank")))
                .containsExactly("Secret api-binding/data/password: (password db-credentials/app) → quite another one");
    }

    private static Inventory product(String namespace, String uid, String hash, String password, String replicas) {
        return new Inventory(new TreeMap<>(Map.of(
                "Component db",
                new TreeMap<>(Map.of("/spec/contentHash", hash, "/metadata/uid", uid, "/spec/type", "StatefulSet")),
                "ControllerRevision db-" + hash,
                new TreeMap<>(Map.of(
                        "/metadata/labels/mpaas.io/content-hash", hash, "/metadata/labels/mpaas.io/revision-of", "db")),
                "ControllerRevision db-5f6c7",
                new TreeMap<>(Map.of("/metadata/labels/mpaas.io/content-hash", hash + "x")),
                "StatefulSet db",
                new TreeMap<>(Map.of("/spec/replicas", replicas, "/metadata/namespace", namespace)),
                "Secret db-credentials",
                new TreeMap<>(Map.of("/data/app", base64(password), "/metadata/labels/owner", uid)),
                "Secret api-binding",
                new TreeMap<>(Map.of("/data/password", base64(password), "/data/host", base64("db." + namespace))))));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
