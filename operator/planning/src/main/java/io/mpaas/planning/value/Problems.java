package io.mpaas.planning.value;

import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.graph.Problem;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects what is wrong with a spec: each once, errors first, in a stable order. */
public final class Problems {
    public static final String ERROR = "Error";
    public static final String WARNING = "Warning";

    private static final int LONGEST = 2000;

    private final TreeSet<ReportedProblem> found = new TreeSet<>(Comparator.comparing(ReportedProblem::severity)
            .thenComparing(problem -> String.valueOf(problem.field()))
            .thenComparing(ReportedProblem::reason)
            .thenComparing(ReportedProblem::message));

    public void error(Reason reason, String field, String message) {
        found.add(new ReportedProblem(ERROR, reason.name(), shortened(field), shortened(message)));
    }

    public void warning(Reason reason, String field, String message) {
        found.add(new ReportedProblem(WARNING, reason.name(), shortened(field), shortened(message)));
    }

    /** What is too long for a status could not be said at all. */
    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    public void add(List<Problem> fromGraph) {
        fromGraph.forEach(problem -> found.add(new ReportedProblem(
                problem.isError() ? ERROR : WARNING, camelCase(problem.code()), problem.path(), problem.message())));
    }

    public void report(ReportedProblem problem) {
        found.add(problem);
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(Problems::isError);
    }

    public static boolean isError(ReportedProblem problem) {
        return problem.severity().equals(ERROR);
    }

    public List<ReportedProblem> list() {
        return List.copyOf(found);
    }

    /** {@code OPTIONAL_CYCLE} → {@code OptionalCycle}: reasons are CamelCase in Kubernetes. */
    private static String camelCase(Enum<?> code) {
        return Arrays.stream(code.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** For people: one problem after another, each with its field. */
    public static String text(List<ReportedProblem> problems) {
        return problems.stream()
                .map(problem -> problem.field() + ": " + problem.message())
                .collect(Collectors.joining("\n"));
    }

    /** What can be wrong beside the graph; the graph's own codes are added to these. */
    public enum Reason {
        InvalidName,
        NameCollision,
        UnknownField,
        InvalidValue,
        UnknownProduct,
        UnknownComponent,
        UnknownStorage,
        JobDependency,
        NotForThisType,
        EvenVoters,
        NoReplicasForTier,
        ExternalNotSupported,
        InvalidExpression,
        ServiceAccountNeeded,
        ReleaseNotFound,
        SecretInConfig,
        SecretMissing,
        StorageClassMissing,
        SecondInstallation,
        AmbiguousLeftovers,
        NewerHashVersion,
        DigestKeyMissing,
        ReleaseChanged,
        ReleaseCopyLost,
        ReleaseDigestMismatch,
        ReleaseTooLarge,
        NoAutoFailover,
        /** Members of a voting set go from where they are to where they are to be, one at a time. */
        MembersMove,
        RefusedByCluster,
        NotTried,
        InternalError
    }
}
