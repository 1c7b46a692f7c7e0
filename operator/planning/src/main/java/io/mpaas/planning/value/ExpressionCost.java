package io.mpaas.planning.value;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a CEL expression could cost more than a second or a heap: loops inside each other, loops one after another, and values
 * that grow in a loop. A loop can double what the loop around it or before it has made; ten of them exhaust any heap with 256
 * characters.
 */
final class ExpressionCost {
    static final int MAX_LOOPS = 2;
    static final int MAX_LOOPS_IN_ALL = 4;
    private static final String ADD = "_+_";
    private static final String ADD_LISTS = "add_list";

    private final CelAbstractSyntaxTree tree;

    private ExpressionCost(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    /** Why it is not evaluated, if it is not. */
    static Optional<String> problem(CelAbstractSyntaxTree tree) {
        if (loops(tree.getExpr()) > MAX_LOOPS_IN_ALL) {
            return Optional.of("has more than " + MAX_LOOPS_IN_ALL + " loops in all (all, exists, filter, map)");
        }
        return new ExpressionCost(tree).problem(tree.getExpr(), List.of());
    }

    /** Wherever they are: a loop over the result of another multiplies as well as one inside it. */
    private static int loops(CelExpr expression) {
        boolean loop = expression.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION;
        return (loop ? 1 : 0)
                + parts(expression).mapToInt(ExpressionCost::loops).sum();
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
            case COMPREHENSION -> {
                CelExpr.CelComprehension loop = expression.comprehension();
                yield Stream.of(
                        loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result());
            }
            default -> Stream.empty();
        };
    }
}
