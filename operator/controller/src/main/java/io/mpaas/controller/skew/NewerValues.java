package io.mpaas.controller.skew;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.value.Problems;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    static final String NOT_UNDERSTOOD = "memory.mpaas.io/not-understood";
    /** The same of what no operator can read. */
    static final String UNREADABLE = "memory.mpaas.io/unreadable";

    private static final String SPEC = "/spec/";

    private NewerValues() {}

    /** What of the spec of an object this operator does not understand or cannot read; empty for what it can act on. */
    public static List<ReportedProblem> in(HasMetadata object) {
        return Stream.of(newer(object), unreadable(object))
                .flatMap(List::stream)
                .toList();
    }

    /** What of the spec came after this operator. */
    public static List<ReportedProblem> newer(HasMetadata object) {
        return noted(object, NOT_UNDERSTOOD);
    }

    /** What of the spec no operator can read: it was cut out. */
    public static List<ReportedProblem> unreadable(HasMetadata object) {
        return noted(object, UNREADABLE);
    }

    private static List<ReportedProblem> noted(HasMetadata object, String note) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        String found = annotations == null ? null : annotations.get(note);
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
        return annotations == null || Stream.of(NOT_UNDERSTOOD, UNREADABLE).noneMatch(annotations::containsKey)
                ? metadata
                : new ObjectMetaBuilder(metadata)
                        .removeFromAnnotations(NOT_UNDERSTOOD)
                        .removeFromAnnotations(UNREADABLE)
                        .build();
    }

    /** Lets a mapper read as deep as an API server does. */
    public static ObjectMapper readingAll(ObjectMapper mapper) {
        CarefulReading.widen(mapper.getFactory());
        return mapper;
    }

    /** Whether nobody should walk over it by recursion. */
    public static boolean isTooDeep(JsonNode node) {
        return Cutting.isDeeper(node, Cutting.MAX_DEPTH);
    }

    /** Lets a mapper read the API's objects so. */
    public static void readWithCare(ObjectMapper mapper) {
        readingAll(mapper).addHandler(new Noticing());
        mapper.registerModule(new SimpleModule("newer values").setDeserializerModifier(new BeanDeserializerModifier() {
            @Override
            public JsonDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> usual) {
                return CarefulReading.isFor(bean.getBeanClass()) ? new CarefulReading(usual, mapper) : usual;
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

    /** Where a reader notes what it did not understand. */
    record Found(List<String> lines) {}
}
