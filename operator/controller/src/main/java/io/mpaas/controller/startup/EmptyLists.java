package io.mpaas.controller.startup;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.SecretList;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.List;

/** A list of the metadata of nothing has {@code items: null}, unlike any other list of an API server, and a cache would wait for ever. */
@Singleton
public class EmptyLists implements KubernetesClientObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addMixIn(SecretList.class, Items.class);
        mapper.addMixIn(ConfigMapList.class, Items.class);
    }

    /** What is added to the types of the client. */
    private abstract static class Items {
        @JsonProperty("items")
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        abstract void setItems(List<?> items);
    }
}
