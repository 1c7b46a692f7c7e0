package io.mpaas.controller.admission;

import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.compile.Compilation;
import io.mpaas.planning.compile.CompileInput;
import io.mpaas.planning.compile.Compiler;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.release.ReleaseCopy;
import io.mpaas.planning.trial.Trials;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.Problems;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is wrong with an Installation, or may be.
 *
 * <pre>
 *   its Release there, and the accepted one? ─▶ compile ─▶ free of errors? ─▶ what renders otherwise than before ─▶ try it
 *                └ a warning                      └ all of them                                                    └ all of them
 * </pre>
 */
final class InstallationReview {
    /** A label must be valid; of an Installation that is being made it may not be known yet. */
    private static final String NO_ID = "not-yet";

    private final Function<String, Optional<ReleaseSpec>> releases;
    private final Function<Trials, List<ReportedProblem>> trial;

    /**
     * @param releases finds the spec of a Release by name
     * @param trial asks the API server
     */
    InstallationReview(
            Function<String, Optional<ReleaseSpec>> releases, Function<Trials, List<ReportedProblem>> trial) {
        this.releases = releases;
        this.trial = trial;
    }

    /** @param before what it was; empty of one that is being made */
    List<ReportedProblem> problems(String namespace, Installation installation, Optional<InstallationSpec> before) {
        InstallationSpec spec = installation.getSpec();
        Optional<ReleaseSpec> release = releases.apply(spec.release());
        Optional<ReportedProblem> notCompiled = notCompiled(installation, release);
        if (notCompiled.isPresent()) {
            return List.of(notCompiled.get());
        }
        Compilation compilation = compile(namespace, spec, release);
        if (compilation.blueprint().isEmpty()) {
            return compilation.problems();
        }
        Map<String, String> known = before.map(former -> compile(namespace, former, releases.apply(former.release())))
                .flatMap(Compilation::blueprint)
                .<Map<String, String>>map(Blueprint::contentHashes)
                .orElse(Map.of());
        if (!spec.sites().isEmpty()) {
            return compilation.problems(); // another cluster than this may be meant
        }
        Owner owner = new Owner(namespace, installation.getMetadata().getName(), id(installation), "");
        List<ReportedProblem> tried =
                trial.apply(Trials.of(owner, compilation.blueprint().get().components(), known));
        return Stream.concat(tried.stream(), compilation.problems().stream()).toList();
    }

    private static Compilation compile(String namespace, InstallationSpec spec, Optional<ReleaseSpec> release) {
        return Compiler.compile(new CompileInput(namespace, release, spec, SiteFacts.UNKNOWN));
    }

    private static String id(Installation installation) {
        return Optional.ofNullable(InstallationId.of(installation))
                .filter(id -> InstallationId.LABEL_VALUE.matcher(id).matches())
                .orElse(NO_ID);
    }

    /** Why it cannot be said here what it will be compiled from. */
    private static Optional<ReportedProblem> notCompiled(Installation installation, Optional<ReleaseSpec> release) {
        String name = installation.getSpec().release();
        if (release.isEmpty()) {
            return Optional.of(
                    isAccepted(installation)
                            ? warning(
                                    Problems.Reason.ReleaseChanged,
                                    "Release " + name
                                            + " was deleted: this spec is compiled from the copy that was kept when it"
                                            + " was accepted")
                            : warning(
                                    Problems.Reason.ReleaseNotFound,
                                    "there is no Release \"" + name
                                            + "\" yet; the installation starts when it arrives"));
        }
        return staysAtItsCopy(installation, release.get())
                ? Optional.of(warning(
                        Problems.Reason.ReleaseChanged,
                        "Release " + name
                                + " is not the one that was accepted: this spec is compiled from the kept"
                                + " copy, so see `kubectl mpaas status` for what may be wrong with it"))
                : Optional.empty();
    }

    private static ReportedProblem warning(Problems.Reason reason, String message) {
        return new ReportedProblem(Problems.WARNING, reason.name(), "spec.release", message);
    }

    /** What the cluster has under that name now says nothing about this spec. */
    private static boolean staysAtItsCopy(Installation installation, ReleaseSpec release) {
        return isAccepted(installation)
                && !Objects.requireNonNull(installation.getStatus().release())
                        .digest()
                        .equals(ReleaseCopy.digest(release));
    }

    /** The Release that it asks for is the one that was accepted last. */
    private static boolean isAccepted(Installation installation) {
        AcceptedRelease accepted = installation.getStatus() == null
                ? null
                : installation.getStatus().release();
        String asked = installation.getSpec().releaseDigest();
        return accepted != null
                && accepted.name().equals(installation.getSpec().release())
                && (asked == null || asked.equals(accepted.digest()));
    }
}
