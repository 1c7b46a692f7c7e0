package io.mpaas.planning;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a CEL expression could cost more than a second or a heap: loops inside each other, and values that grow in a loop. A loop
 * can double what the loop around it has made; ten of them exhaust any heap with 256 characters.
 */
final class ExpressionCost {
    static final int MAX_LOOPS = 2;
    private static final String ADD = "_+_";
    private static final String ADD_LISTS = "add_list";

    private final CelAbstractSyntaxTree tree;

    private ExpressionCost(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    /** Why it is not evaluated, if it is not. */
    static Optional<String> problem(CelAbstractSyntaxTree tree) {
        return new ExpressionCost(tree).problem(tree.getExpr(), List.of());
    }

    /** @param results what each loop around it collects its result in, the outermost first */
    private Optional<String> problem(CelExpr expression, List<String> results) {
        if (growsLists(expression, results)) {
            return Optional.of(
                    "adds values that may be lists inside a loop, which can grow without end: write int(…) or"
                            + " double(…) around numbers");
        }
        if (expression.getKind() != CelExpr.ExprKind.Kind.COMPREHENSION) {
            return first(parts(expression), results);
        }
        CelExpr.CelComprehension loop = expression.comprehension();
        if (results.size() == MAX_LOOPS) {
            return Optional.of("has more than " + MAX_LOOPS + " loops inside each other (all, exists, filter, map)");
        }
        List<String> inside =
                Stream.concat(results.stream(), Stream.of(loop.accuVar())).toList();
        // What a loop goes over is evaluated once, outside of it.
        return first(Stream.of(loop.iterRange(), loop.accuInit()), results)
                .or(() -> first(Stream.of(loop.loopCondition(), loop.loopStep(), loop.result()), inside));
    }

    private Optional<String> first(Stream<CelExpr> parts, List<String> results) {
        return parts.flatMap(part -> problem(part, results).stream()).findFirst();
    }

    /** A loop of its own makes adds an item at a time to its result. */
    private boolean growsLists(CelExpr expression, List<String> results) {
        if (results.isEmpty()
                || expression.getKind() != CelExpr.ExprKind.Kind.CALL
                || !expression.call().function().equals(ADD)) {
            return false;
        }
        CelExpr first = expression.call().args().getFirst();
        boolean collects = first.getKind() == CelExpr.ExprKind.Kind.IDENT
                && results.contains(first.ident().name());
        return !collects
                && tree.getReference(expression.id())
                        .map(reference -> reference.overloadIds().contains(ADD_LISTS))
                        .orElse(true);
    }

    private static Stream<CelExpr> parts(CelExpr expression) {
        return switch (expression.getKind()) {
            case CALL -> Stream.concat(expression.call().target().stream(), expression.call().args().stream());
            case SELECT -> Stream.of(expression.select().operand());
            case LIST -> expression.list().elements().stream();
            case MAP -> expression.map().entries().stream().flatMap(entry -> Stream.of(entry.key(), entry.value()));
            case STRUCT -> expression.struct().entries().stream().map(entry -> entry.value());
            default -> Stream.empty();
        };
    }
}
