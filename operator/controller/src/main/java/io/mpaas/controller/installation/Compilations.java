package io.mpaas.controller.installation;

import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.compile.Compilation;
import io.mpaas.planning.compile.CompileInput;
import io.mpaas.planning.compile.Compiler;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.release.ReleaseChoice;
import io.mpaas.planning.value.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Compiles an installation when anything it is compiled from changed, and remembers the outcome. Compiling is a pure function,
 * so forgetting costs time only.
 */
final class Compilations {
    private static final Logger LOG = Logger.getLogger(Compilations.class);

    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
    /** Of entries that are gone back to. */
    private final Map<String, Remembered> earlier = new ConcurrentHashMap<>();

    private final UpdateTrial trial;

    Compilations(UpdateTrial trial) {
        this.trial = trial;
    }

    /** A compilation, and which generations of Components were found to be equal to it. */
    record Remembered(Key key, Compilation compilation, Map<String, Long> equalGenerations) {
        /** What it came to, once that is known to be right. */
        Blueprint blueprint() {
            return compilation.blueprint().orElseThrow();
        }

        /** What was known of the cluster. */
        SiteFacts facts() {
            return key.facts();
        }
    }

    private record Key(
            long generation,
            Optional<AcceptedRelease> release,
            List<ReportedProblem> told,
            SiteFacts facts,
            boolean stopped) {}

    /**
     * The compilation of a spec.
     *
     * @param told what is known to be wrong beforehand; an error rejects the spec
     * @param stopped whether everything is to be stopped, now
     */
    Remembered of(
            Installation installation,
            ReleaseChoice release,
            List<ReportedProblem> told,
            SiteFacts facts,
            boolean stopped) {
        Key key = new Key(
                installation.getMetadata().getGeneration(), release.identity(), List.copyOf(told), facts, stopped);
        return remember(installation, release, key, remembered);
    }

    /**
     * The compilation of an entry of the history.
     *
     * @param installation with the spec of the entry, and with the number of the entry as its generation
     */
    Remembered ofEarlier(Installation installation, ReleaseChoice release, SiteFacts facts, boolean stopped) {
        Key key = new Key(installation.getMetadata().getGeneration(), release.identity(), List.of(), facts, stopped);
        return remember(installation, release, key, earlier);
    }

    private static Remembered remember(
            Installation installation, ReleaseChoice release, Key key, Map<String, Remembered> remembered) {
        String uid = installation.getMetadata().getUid();
        Remembered last = remembered.get(uid);
        if (last != null && last.key().equals(key)) {
            return last;
        }
        Compilation compilation = key.told().stream().anyMatch(Problems::isError)
                ? Compilation.rejected(key.told())
                : compile(installation, release, key.facts()).with(key.told());
        Remembered fresh =
                new Remembered(key, key.stopped() ? compilation.stopped() : compilation, new ConcurrentHashMap<>());
        remembered.put(uid, fresh);
        return fresh;
    }

    /** The same, rejected if it is an update that the API server would refuse in part. */
    Compilation tried(Installation installation, Compilation compilation, Map<String, Component> existing) {
        List<ReportedProblem> refusals = compilation
                .blueprint()
                .map(blueprint -> trial.refusals(installation, blueprint, existing))
                .orElse(List.of());
        return refusals.isEmpty() ? compilation : compilation.refused(refusals);
    }

    /** What no check foresaw is said on the one installation that it concerns. */
    private static Compilation compile(Installation installation, ReleaseChoice release, SiteFacts facts) {
        try {
            return Compiler.compile(new CompileInput(
                    installation.getMetadata().getNamespace(), release.release(), installation.getSpec(), facts));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.errorf(
                    e,
                    "Installation %s cannot be compiled",
                    installation.getMetadata().getName());
            return Compilation.rejected(List.of(new ReportedProblem(
                    Problems.ERROR,
                    Problems.Reason.InternalError.name(),
                    "spec",
                    "cannot be compiled, which is a defect of the operator ("
                            + e.getClass().getSimpleName() + ", see its log): revert the last change, and report it")));
        }
    }

    void forget(Installation installation) {
        remembered.remove(installation.getMetadata().getUid());
        earlier.remove(installation.getMetadata().getUid());
        trial.forget(installation);
    }
}
