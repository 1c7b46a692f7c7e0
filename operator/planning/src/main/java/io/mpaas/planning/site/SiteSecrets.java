package io.mpaas.planning.site;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ProvidedSecret;
import io.mpaas.api.v1alpha1.Provides;
import io.mpaas.planning.value.ObjectNames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which credentials a cluster elsewhere was given: names only. */
public final class SiteSecrets {
    private static final String SECRET = "Secret/";

    private SiteSecrets() {}

    /** A sentence for each, in order. */
    public static List<String> of(Collection<Component> components, String site) {
        TreeSet<String> generated = new TreeSet<>();
        Map<String, TreeSet<String>> given = new TreeMap<>();
        components.stream()
                .filter(component -> component.getSpec().placement().containsKey(site))
                .forEach(component -> {
                    String name = component.getMetadata().getName();
                    ComponentContent content = component.getSpec().content();
                    if (content != null) {
                        generated(name, content.provides()).forEach(generated::add);
                        content.data().keySet().stream()
                                .filter(key -> key.startsWith(SECRET))
                                .forEach(key -> given.computeIfAbsent(
                                                key.substring(SECRET.length()), _ -> new TreeSet<>())
                                        .add(name));
                    }
                });
        return Stream.concat(
                        generated.stream(),
                        given.entrySet().stream()
                                .map(entry -> "a copy of Secret " + entry.getKey() + ", which "
                                        + String.join(", ", entry.getValue()) + " read"
                                        + (entry.getValue().size() == 1 ? "s" : "")))
                .toList();
    }

    private static Stream<String> generated(String component, @Nullable Provides provides) {
        ProvidedSecret secret = provides == null ? null : provides.secret();
        return secret == null || secret.generate().isEmpty()
                ? Stream.empty()
                : Stream.of("Secret " + ObjectNames.credentials(component) + ": the generated passwords of "
                        + String.join(", ", secret.generate()));
    }
}
