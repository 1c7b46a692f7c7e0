package io.mpaas.cli.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mpaas.api.v1alpha1.ComponentSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Products that nobody sells, as large as one wants. */
final class MadeUp {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MadeUp() {}

    /**
     * A made-up one: products over a base, three dependencies each on average, the same every time.
     *
     * @param length of every name at least
     */
    static Scene of(int count, int length) {
        Random random = new Random(7);
        Scene scene = new Scene("made-up");
        String[] roles = {"api", "core", "data", "gate", "job", "meta", "push", "query", "rule", "view"};
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int product = i * 17 / count;
            String role = roles[random.nextInt(roles.length)];
            String name = "p%02d-%s-%d".formatted(product, role, i);
            name = name.length() < length ? name + "-" + "n".repeat(length - name.length() - 1) : name;
            Map<String, Object> needs = new TreeMap<>();
            int most = Math.min(i, 1 + random.nextInt(5));
            for (int k = 0; k < most; k++) {
                int near = Math.max(0, i - 40) + random.nextInt(Math.min(i, 40));
                int target = random.nextInt(10) < 3 ? random.nextInt(Math.min(i, 12)) : near;
                List<List<String>> kinds =
                        List.of(List.of("startup"), List.of("startup", "runtime"), List.of("optional"));
                needs.put(names.get(target), Map.of("kinds", kinds.get(random.nextInt(3))));
            }
            if (product > 0) {
                scene.products
                        .computeIfAbsent("P%02d".formatted(product), _ -> new ArrayList<>())
                        .add(name);
            }
            names.add(name);
            scene.component(name, JSON.convertValue(Scene.spec(needs, 1 + random.nextInt(3)), ComponentSpec.class));
        }
        return scene;
    }
}
