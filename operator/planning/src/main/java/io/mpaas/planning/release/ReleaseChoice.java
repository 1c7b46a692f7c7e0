package io.mpaas.planning.release;

import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Problems;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which Release an installation is compiled from.
 *
 * <pre>
 *   accepted under this name, no other digest asked for ─▶ its kept copy, whatever became of the Release
 *   else                                                ─▶ the Release of the cluster, or a kept copy if that is gone
 * </pre>
 *
 * @param release what to compile from, if there is anything
 * @param identity its name and digest
 * @param problems errors reject the spec
 */
public record ReleaseChoice(
        Optional<ReleaseSpec> release, Optional<AcceptedRelease> identity, List<ReportedProblem> problems) {
    private static final String FIELD = "spec.release";

    public ReleaseChoice {
        problems = List.copyOf(problems);
    }

    /**
     * What is known of Releases.
     *
     * @param accepted last, as recorded
     * @param past accepted earlier, the newest first
     * @param cluster the Release of this name that the cluster has, and its digest
     * @param copies finds the kept copy of a digest
     */
    public record Known(
            Optional<AcceptedRelease> accepted,
            List<AcceptedRelease> past,
            Optional<Digested> cluster,
            Function<String, Optional<ReleaseSpec>> copies) {}

    /** A Release and its digest. */
    public record Digested(ReleaseSpec spec, String digest) {}

    public static ReleaseChoice of(InstallationSpec spec, Known known) {
        Optional<String> asked = Optional.ofNullable(spec.releaseDigest());
        Optional<AcceptedRelease> kept = known.accepted()
                .filter(accepted -> accepted.name().equals(spec.release()))
                .filter(accepted ->
                        asked.filter(other -> !other.equals(accepted.digest())).isEmpty());
        return kept.isPresent() ? stay(kept.get(), known) : take(spec.release(), asked, known);
    }

    private static ReleaseChoice stay(AcceptedRelease accepted, Known known) {
        boolean same = isOf(known.cluster(), accepted.digest());
        Optional<ReleaseSpec> copy =
                same ? known.cluster().map(Digested::spec) : known.copies().apply(accepted.digest());
        if (copy.isEmpty()) {
            return refused(
                    Problems.Reason.ReleaseCopyLost,
                    "the kept copy of Release " + accepted.name() + ", ConfigMap "
                            + ObjectNames.release(accepted.digest()) + ", is gone or was changed, and "
                            + known.cluster()
                                    .map(now -> "the Release is another one now: restore the copy, or take the"
                                            + " Release by spec.releaseDigest: " + now.digest())
                                    .orElse("there is no such Release any more: restore one of them"));
        }
        List<ReportedProblem> told = same
                ? List.of()
                : List.of(new ReportedProblem(
                        Problems.WARNING, Problems.Reason.ReleaseChanged.name(), FIELD, changed(accepted, known)));
        return new ReleaseChoice(copy, Optional.of(accepted), told);
    }

    private static String changed(AcceptedRelease accepted, Known known) {
        return known.cluster()
                .map(now -> "Release " + accepted.name() + " is not the one that was accepted: its digest was "
                        + accepted.digest() + "; what was accepted goes on. To take the Release as it is now, apply it"
                        + " under another name, or set spec.releaseDigest: " + now.digest())
                .orElse("Release " + accepted.name() + " was deleted; the copy that was kept when it was accepted goes"
                        + " on");
    }

    private static ReleaseChoice take(String name, Optional<String> asked, Known known) {
        Optional<Digested> cluster = known.cluster();
        if (cluster.isPresent()
                && asked.filter(digest -> !digest.equals(cluster.get().digest()))
                        .isEmpty()) {
            AcceptedRelease identity = new AcceptedRelease(name, cluster.get().digest());
            return new ReleaseChoice(cluster.map(Digested::spec), Optional.of(identity), List.of());
        }
        Optional<AcceptedRelease> past = known.past().stream()
                .filter(one -> one.name().equals(name))
                .filter(one ->
                        asked.filter(digest -> !digest.equals(one.digest())).isEmpty())
                .filter(one -> known.copies().apply(one.digest()).isPresent())
                .findFirst();
        if (past.isPresent()) {
            return new ReleaseChoice(past.flatMap(one -> known.copies().apply(one.digest())), past, List.of());
        }
        return cluster.isEmpty()
                ? new ReleaseChoice(Optional.empty(), Optional.empty(), List.of())
                : mismatch(name, asked.orElse(""), cluster.get());
    }

    private static ReleaseChoice mismatch(String name, String asked, Digested cluster) {
        ReportedProblem problem = new ReportedProblem(
                Problems.ERROR,
                Problems.Reason.ReleaseDigestMismatch.name(),
                "spec.releaseDigest",
                "Release " + name + " has the digest " + cluster.digest() + ", not " + asked
                        + ": apply the Release that is meant, or correct or remove the digest");
        return new ReleaseChoice(Optional.empty(), Optional.empty(), List.of(problem));
    }

    private static ReleaseChoice refused(Problems.Reason reason, String message) {
        return new ReleaseChoice(
                Optional.empty(),
                Optional.empty(),
                List.of(new ReportedProblem(Problems.ERROR, reason.name(), FIELD, message)));
    }

    private static boolean isOf(Optional<Digested> release, String digest) {
        return release.filter(found -> found.digest().equals(digest)).isPresent();
    }
}
