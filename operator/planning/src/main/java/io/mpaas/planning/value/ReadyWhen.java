package io.mpaas.planning.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction.Overload.Arithmetic;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code readyWhen}: conditions over the Kubernetes objects of a component in CEL (Common Expression Language, cel.dev), for
 * example {@code workload.status.readyReplicas >= 2} or {@code objects["Kafka/main"].status.phase == "Running"}.
 *
 * <p>A field that is not there means "not yet", never an error. Kubernetes' own CEL libraries (quantity, url, …) are absent.
 *
 * <p>What an evaluation may cost is bounded, when a Release is checked and again when an expression is evaluated, for a Component
 * may carry one that was never checked: 1,024 characters, 1,000 iterations, {@value ExpressionCost#MAX_LOOPS} loops inside each
 * other, {@value ExpressionCost#MAX_LOOPS_IN_ALL} in all, no concatenation of strings. The compiled expressions that were used
 * last are kept.
 */
public final class ReadyWhen {
    private static final int MAX_LENGTH = 1024;
    private static final int KEPT = 2000;
    private static final CelOptions OPTIONS =
            CelOptions.current().comprehensionMaxIterations(1000).build();
    private static final Map<Subject, CelCompiler> COMPILERS = Map.of(
            Subject.WORKLOAD, compilerOver(Subject.WORKLOAD.variable),
            Subject.OBJECTS, compilerOver(Subject.OBJECTS.variable));
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardFunctions(CelStandardFunctions.newBuilder()
                    .filterFunctions((function, overload) -> !overload.equals(
                                    CelStandardFunctions.StandardFunction.Overload.Arithmetic.ADD_STRING)
                            && !overload.equals(CelStandardFunctions.StandardFunction.Overload.Arithmetic.ADD_BYTES))
                    .build())
            .build();
    /** Compiled expressions, those that were used last; empty for one that is not evaluated at all. */
    private static final Map<Key, Optional<CelRuntime.Program>> PROGRAMS =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Optional<CelRuntime.Program>> eldest) {
                    return size() > KEPT;
                }
            });

    private record Key(Subject subject, String expression) {}

    /** What an expression is about. */
    public enum Subject {
        /** The Deployment, StatefulSet or DaemonSet, as a map. */
        WORKLOAD("workload"),
        /** Every object of a component of the type Manifests, as maps, by {@code Kind/name}. */
        OBJECTS("objects");

        private final String variable;

        Subject(String variable) {
            this.variable = variable;
        }
    }

    private ReadyWhen() {}

    private static CelCompiler compiler(Subject subject) {
        return Objects.requireNonNull(COMPILERS.get(subject), subject::name);
    }

    private static CelCompiler compilerOver(String variable) {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                        .filterFunctions((function, overload) ->
                                !overload.equals(Arithmetic.ADD_STRING) && !overload.equals(Arithmetic.ADD_BYTES))
                        .build())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar(variable, MapType.create(SimpleType.STRING, SimpleType.DYN))
                .setResultType(SimpleType.BOOL)
                .build();
    }

    /** What is wrong with an expression, if anything. */
    public static Optional<String> problem(Subject subject, String expression) {
        if (expression.length() > MAX_LENGTH) {
            return Optional.of("must have at most " + MAX_LENGTH + " characters");
        }
        try {
            return ExpressionCost.problem(compiler(subject).compile(expression).getAst());
        } catch (CelValidationException e) {
            // One of many, each with the whole expression.
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return Optional.of("is no CEL condition over `" + subject.variable + "`: " + first);
        }
    }

    /** The first expression that does not hold yet. */
    public static Optional<String> notYet(Subject subject, List<String> expressions, JsonNode is) {
        if (expressions.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> variables = Map.of(subject.variable, value(is) instanceof Map<?, ?> map ? map : Map.of());
        return expressions.stream()
                .filter(expression -> !holds(new Key(subject, expression), variables))
                .findFirst();
    }

    private static boolean holds(Key key, Map<String, Object> variables) {
        try {
            Optional<CelRuntime.Program> program = PROGRAMS.computeIfAbsent(key, ReadyWhen::program);
            return program.isPresent() && Boolean.TRUE.equals(program.get().eval(variables));
        } catch (CelEvaluationException notThereYet) {
            return false;
        }
    }

    private static Optional<CelRuntime.Program> program(Key key) {
        try {
            return problem(key.subject(), key.expression()).isPresent()
                    ? Optional.empty()
                    : Optional.of(RUNTIME.createProgram(
                            compiler(key.subject()).compile(key.expression()).getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            return Optional.empty();
        }
    }

    /** CEL knows 64-bit integers only; Jackson reads small numbers as 32-bit ones. */
    private static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new HashMap<>();
            node.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(item -> list.add(value(item)));
            return list;
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() ? null : node.asText();
    }
}
