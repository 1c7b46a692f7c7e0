package io.mpaas.planning.hash;

import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.planning.value.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first version: every field of the content counts, and digests are plain. */
record ContentHashV1() implements ContentHash {
    @Override
    public String version() {
        return "1";
    }

    @Override
    public String of(String type, ComponentContent content, Object external) {
        return Json.hash(Map.of("type", type, "content", content, "external", external));
    }

    @Override
    public Optional<String> digest(Data data, Optional<byte[]> key) {
        return Optional.of(Json.hash(List.of(data.text(), data.binary())));
    }

    @Override
    public boolean copiesData() {
        return false;
    }
}
