package io.mpaas.controller;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.controller.skew.NewerValues;
import io.mpaas.planning.Compilation;
import io.mpaas.planning.CompileInput;
import io.mpaas.planning.Compiler;
import io.mpaas.planning.SiteFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Compiles an installation when anything it is compiled from changed, and remembers the outcome. Compiling is a pure function,
 * so forgetting costs time only.
 */
final class Compilations {
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    /** A compilation, and which generations of Components were found to be equal to it. */
    record Remembered(Key key, Compilation compilation, Map<String, Long> equalGenerations) {}

    private record Key(long generation, String releaseVersion, SiteFacts facts, boolean stopped) {}

    /**
     * The compilation of a spec.
     *
     * @param stopped whether everything is to be stopped, now
     */
    Remembered of(Installation installation, Optional<Release> release, SiteFacts facts, boolean stopped) {
        String releaseVersion = release.map(
                        r -> r.getMetadata().getUid() + "/" + r.getMetadata().getGeneration())
                .orElse("");
        Key key = new Key(installation.getMetadata().getGeneration(), releaseVersion, facts, stopped);
        String uid = installation.getMetadata().getUid();
        Remembered last = remembered.get(uid);
        if (last != null && last.key().equals(key)) {
            return last;
        }
        List<ReportedProblem> newer = Stream.concat(
                        NewerValues.in(installation).stream(),
                        release.map(NewerValues::inRelease).orElse(List.of()).stream())
                .toList();
        Compilation compilation = newer.isEmpty()
                ? Compiler.compile(new CompileInput(
                        installation.getMetadata().getNamespace(),
                        release.map(Release::getSpec),
                        installation.getSpec(),
                        facts))
                : new Compilation(Optional.empty(), newer);
        Remembered fresh =
                new Remembered(key, stopped ? compilation.stopped() : compilation, new ConcurrentHashMap<>());
        remembered.put(uid, fresh);
        return fresh;
    }

    void forget(Installation installation) {
        remembered.remove(installation.getMetadata().getUid());
    }
}
