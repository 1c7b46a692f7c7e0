package io.mpaas.cli.lint;

import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.cli.manifest.Manifest;
import io.mpaas.planning.value.Problems;
import java.util.Comparator;

/**
 * One thing wrong, and where.
 *
 * @param object for people, e.g. {@code Release mpaas-4.2.0}
 */
public record Finding(
        String file, int line, String object, String severity, String reason, String field, String message)
        implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::file)
            .thenComparingInt(Finding::line)
            .thenComparing(Finding::severity)
            .thenComparing(Finding::field)
            .thenComparing(Finding::message);

    static Finding of(Manifest manifest, ReportedProblem problem) {
        String field = problem.field() == null ? "" : problem.field();
        return new Finding(
                manifest.file(),
                manifest.lines().of(field),
                manifest.title(),
                problem.severity(),
                problem.reason(),
                field,
                problem.message());
    }

    public boolean isError() {
        return severity.equals(Problems.ERROR);
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
