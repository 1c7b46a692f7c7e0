package io.mpaas.controller.skew;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.planning.value.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Reads one object of ours whatever is in it: what cannot be read is cut out and noted on the object in memory. An exception in its
 * place would end the watch of all objects of the kind.
 *
 * <pre>
 *   tokens ─▶ tree ─▶ cut what is too deep ─▶ object, or cut the field that failed and again
 * </pre>
 */
final class CarefulReading extends DelegatingDeserializer {
    private static final long serialVersionUID = 1L;

    /** Above what an API server takes: its JSON has at most 10,000 levels, its objects at most 3 MiB. */
    private static final StreamReadConstraints AS_THE_API_SERVER = StreamReadConstraints.builder()
            .maxNestingDepth(20_000)
            .maxNameLength(8 << 20)
            .build();

    private static final int MOST_CUTS = 64;

    /** What every reader of a spec may rest on. */
    private static final Map<Class<?>, Supplier<ObjectNode>> EMPTY = Map.of(
            Component.class, () -> Json.object().put("contentHash", "").put("rolloutHash", ""),
            Installation.class, () -> Json.object().put("release", ""),
            Release.class, () -> Json.object().put("version", ""));

    @SuppressWarnings("serial") // never serialized
    private final ObjectMapper mapper;

    CarefulReading(JsonDeserializer<?> usual, ObjectMapper mapper) {
        super(usual);
        this.mapper = mapper;
    }

    /** Whether objects of a class are read so. */
    static boolean isFor(Class<?> kind) {
        return EMPTY.containsKey(kind);
    }

    /** Lets a factory read whatever an API server stores. */
    static void widen(JsonFactory factory) {
        factory.setStreamReadConstraints(AS_THE_API_SERVER);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> usual) {
        return new CarefulReading(usual, mapper);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext reading) throws IOException {
        if (reading.getAttribute(NewerValues.NOT_UNDERSTOOD) != null) {
            return super.deserialize(parser, reading); // called by the reader below
        }
        JsonNode tree = reading.readTree(parser);
        return tree instanceof ObjectNode object
                ? read(object)
                : reading.handleUnexpectedToken(handledType(), parser.currentToken(), parser, "an object is expected");
    }

    private Object read(ObjectNode object) throws IOException {
        Cutting cutting = new Cutting(object);
        cutting.cutMonsters();
        if (!object.path("spec").isObject()) {
            object.set("spec", emptySpec());
        }
        for (int attempt = 0; ; attempt++) {
            List<String> newer = new ArrayList<>();
            try {
                Object read = mapper.readerFor(handledType())
                        .withAttribute(NewerValues.NOT_UNDERSTOOD, new NewerValues.Found(newer))
                        .readValue(object);
                return remembering(read, newer, cutting.lines());
            } catch (JsonMappingException e) {
                if (attempt > MOST_CUTS) {
                    throw e;
                }
                if (attempt == MOST_CUTS || !cutting.cut(e)) {
                    cutting.replaceSpec(emptySpec(), e);
                }
            }
        }
    }

    private ObjectNode emptySpec() {
        return Objects.requireNonNull(EMPTY.get(handledType())).get();
    }

    private static Object remembering(Object read, List<String> newer, List<String> unreadable) {
        if (read instanceof HasMetadata object && object.getMetadata() != null) {
            Map<String, String> notes = new LinkedHashMap<>();
            if (!newer.isEmpty()) {
                notes.put(NewerValues.NOT_UNDERSTOOD, String.join("\n", newer));
            }
            if (!unreadable.isEmpty()) {
                notes.put(NewerValues.UNREADABLE, String.join("\n", unreadable));
            }
            object.setMetadata(NewerValues.withoutMemory(object.getMetadata()));
            if (!notes.isEmpty()) {
                object.setMetadata(new ObjectMetaBuilder(object.getMetadata())
                        .addToAnnotations(notes)
                        .build());
            }
        }
        return read;
    }
}
