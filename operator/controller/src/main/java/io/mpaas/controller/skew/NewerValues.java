package io.mpaas.controller.skew;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.Problems;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Words that came into the enumerations of the CRDs after this operator. One in one object must not end the watch of all
 * objects of a kind; nor may it pass for the default, because it means something else. So it is read as absent, and the object
 * in memory remembers it: whoever acts on a spec asks {@link #in} first.
 */
public final class NewerValues {
    /**
     * On objects in memory only: what of the spec was not understood, a line each. What a person wrote there is not believed, and
     * {@link #withoutMemory} keeps it out of writes.
     */
    private static final String NOT_UNDERSTOOD = "memory.mpaas.io/not-understood";

    private static final Set<Class<?>> READ_WITH_CARE = Set.of(Component.class, Installation.class, Release.class);
    private static final String SPEC = "/spec/";

    private NewerValues() {}

    /** What of the spec of an object this operator does not understand; empty for what it can act on. */
    public static List<ReportedProblem> in(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        String found = annotations == null ? null : annotations.get(NOT_UNDERSTOOD);
        return found == null
                ? List.of()
                : found.lines().map(NewerValues::problem).toList();
    }

    /** What of a Release is not understood, as a problem of an installation of it. */
    public static List<ReportedProblem> inRelease(Release release) {
        return in(release).stream()
                .map(problem -> new ReportedProblem(
                        problem.severity(),
                        problem.reason(),
                        "spec.release",
                        "Release " + release.getMetadata().getName() + ": " + problem.field() + ": "
                                + problem.message()))
                .toList();
    }

    private static ReportedProblem problem(String line) {
        int colon = line.indexOf(": ");
        return new ReportedProblem(
                Problems.ERROR,
                Problems.Reason.InvalidValue.name(),
                line.substring(0, colon),
                line.substring(colon + 2));
    }

    /** The metadata as it may be written. */
    public static ObjectMeta withoutMemory(ObjectMeta metadata) {
        Map<String, String> annotations = metadata.getAnnotations();
        return annotations == null || !annotations.containsKey(NOT_UNDERSTOOD)
                ? metadata
                : new ObjectMetaBuilder(metadata)
                        .removeFromAnnotations(NOT_UNDERSTOOD)
                        .build();
    }

    /** Lets a mapper read the API's objects so. */
    public static void readWithCare(ObjectMapper mapper) {
        mapper.addHandler(new Noticing());
        mapper.registerModule(new SimpleModule("newer values").setDeserializerModifier(new BeanDeserializerModifier() {
            @Override
            public JsonDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> usual) {
                return READ_WITH_CARE.contains(bean.getBeanClass()) ? new Remembering(usual) : usual;
            }
        }));
    }

    /** {@code /items/0/spec/components/db/type} → {@code spec.components.db.type}; empty outside a spec. */
    private static String field(JsonPointer pointer) {
        String path = pointer.toString();
        int spec = path.indexOf(SPEC);
        return spec < 0
                ? ""
                : path.substring(spec + 1)
                        .replaceAll("/(\\d+)(?=/|$)", "[$1]")
                        .replace('/', '.')
                        .replace("~1", "/")
                        .replace("~0", "~");
    }

    private static String sentence(Class<?> type, String word) {
        return "\"" + word + "\" is not known to this operator (" + known(type)
                + " are): upgrade it to one that fits the CustomResourceDefinitions of the cluster";
    }

    /** The words as a user writes them. */
    private static String known(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(Field::isEnumConstant)
                .map(constant -> constant.isAnnotationPresent(JsonProperty.class)
                        ? constant.getAnnotation(JsonProperty.class).value()
                        : constant.getName())
                .collect(Collectors.joining(", "));
    }

    private static final class Noticing extends DeserializationProblemHandler {
        @Override
        public @Nullable Object handleWeirdStringValue(
                DeserializationContext reading, Class<?> type, String word, String failure) {
            if (!type.isEnum() || !type.getPackageName().equals(Mpaas.class.getPackageName())) {
                return NOT_HANDLED;
            }
            String field = field(reading.getParser().getParsingContext().pathAsPointer());
            if (!field.isEmpty() && reading.getAttribute(NOT_UNDERSTOOD) instanceof Found found) {
                found.lines().add(field + ": " + sentence(type, word));
            }
            return null;
        }
    }

    private record Found(List<String> lines) {}

    private static final class Remembering extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;

        Remembering(JsonDeserializer<?> usual) {
            super(usual);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> usual) {
            return new Remembering(usual);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext reading) throws IOException {
            Found found = new Found(new ArrayList<>());
            reading.setAttribute(NOT_UNDERSTOOD, found);
            Object read = super.deserialize(parser, reading);
            if (read instanceof HasMetadata object && object.getMetadata() != null) {
                object.setMetadata(withoutMemory(object.getMetadata()));
                if (!found.lines().isEmpty()) {
                    object.setMetadata(new ObjectMetaBuilder(object.getMetadata())
                            .addToAnnotations(NOT_UNDERSTOOD, String.join("\n", found.lines()))
                            .build());
                }
            }
            return read;
        }
    }
}
