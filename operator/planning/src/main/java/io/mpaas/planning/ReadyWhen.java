package io.mpaas.planning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelAbstractSyntaxTree;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code readyWhen}: conditions over a component's workload in CEL (Common Expression Language, cel.dev), for example
 * {@code workload.status.readyReplicas >= 2}.
 *
 * <p>A field that is not there means "not yet", never an error. Kubernetes' own CEL libraries (quantity, url, …) are absent.
 * Expressions are at most 1,024 characters and 1,000 iterations long. A compiled expression is kept; there are as many as
 * Releases name.
 */
public final class ReadyWhen {
    private static final int MAX_LENGTH = 1024;
    private static final CelOptions OPTIONS =
            CelOptions.current().comprehensionMaxIterations(1000).build();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("workload", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .setResultType(SimpleType.BOOL)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();
    private static final Map<String, CelRuntime.Program> PROGRAMS = new ConcurrentHashMap<>();

    private ReadyWhen() {}

    /** What is wrong with an expression, if anything. */
    static Optional<String> problem(String expression) {
        if (expression.length() > MAX_LENGTH) {
            return Optional.of("must have at most " + MAX_LENGTH + " characters");
        }
        try {
            compile(expression);
            return Optional.empty();
        } catch (CelValidationException | CelEvaluationException e) {
            return Optional.of("is no CEL condition over `workload`: " + e.getMessage());
        }
    }

    /** The first expression that does not hold yet for the workload. */
    public static Optional<String> notYet(List<String> expressions, JsonNode workload) {
        if (expressions.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> variables = Map.of("workload", value(workload) instanceof Map<?, ?> map ? map : Map.of());
        return expressions.stream()
                .filter(expression -> !holds(expression, variables))
                .findFirst();
    }

    private static boolean holds(String expression, Map<String, Object> variables) {
        try {
            CelRuntime.Program program = PROGRAMS.get(expression);
            if (program == null) {
                program = compile(expression);
                PROGRAMS.put(expression, program);
            }
            return Boolean.TRUE.equals(program.eval(variables));
        } catch (CelValidationException | CelEvaluationException notThereYet) {
            return false;
        }
    }

    private static CelRuntime.Program compile(String expression) throws CelValidationException, CelEvaluationException {
        CelAbstractSyntaxTree tree = COMPILER.compile(expression).getAst();
        return RUNTIME.createProgram(tree);
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
