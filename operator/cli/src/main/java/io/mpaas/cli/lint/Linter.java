package io.mpaas.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cli.manifest.Crds;
import io.mpaas.cli.manifest.Manifest;
import io.mpaas.cli.manifest.Schema;
import io.mpaas.planning.check.ReleaseCheck;
import io.mpaas.planning.compile.Compilation;
import io.mpaas.planning.compile.CompileInput;
import io.mpaas.planning.compile.Compiler;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.rooms.Room;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.security.PodSecurity.Level;
import io.mpaas.planning.value.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything wrong with a set of documents: first each Release by itself, then each Installation against its Release.
 *
 * <p>What only a cluster knows (Secrets, StorageClasses) counts as there.
 */
public final class Linter {
    private static final String RELEASE = "Release";
    private static final String INSTALLATION = "Installation";
    private static final String SITE = "Site";

    /** Bytes that the annotations of an object may have. */
    private static final int CLIENT_SIDE = 256 * 1024;

    private final JsonNode releaseSchema = Crds.schema("releases");
    private final JsonNode installationSchema = Crds.schema("installations");
    private final JsonNode siteSchema = Crds.schema("sites");
    private final Map<String, Site> sites = new TreeMap<>();
    private final Map<String, Optional<ReleaseSpec>> releases = new TreeMap<>();
    private final TreeSet<Finding> findings = new TreeSet<>();

    private final Optional<Level> podSecurity;

    private Linter(Optional<Level> podSecurity) {
        this.podSecurity = podSecurity;
    }

    public static Report lint(List<Manifest> manifests) {
        return lint(manifests, Optional.empty());
    }

    /**
     * The same where the namespaces of Installations enforce a level of Pod Security. A Release is judged by what Installations
     * make of it, or by itself where none is given.
     */
    public static Report lint(List<Manifest> manifests, Optional<Level> podSecurity) {
        Linter linter = new Linter(podSecurity);
        manifests.stream().filter(manifest -> manifest.is(RELEASE)).forEach(linter::release);
        manifests.stream().filter(manifest -> manifest.is(SITE)).forEach(linter::site);
        manifests.stream().filter(manifest -> manifest.is(INSTALLATION)).forEach(linter::installation);
        if (manifests.stream().noneMatch(manifest -> manifest.is(INSTALLATION))) {
            manifests.stream().filter(manifest -> manifest.is(RELEASE)).forEach(linter::podsOfRelease);
        }
        manifests.stream().filter(Manifest::ours).forEach(linter::kind);
        return new Report(
                count(manifests, RELEASE),
                count(manifests, INSTALLATION),
                Math.toIntExact(
                        manifests.stream().filter(manifest -> !manifest.ours()).count()),
                List.copyOf(linter.findings));
    }

    private static int count(List<Manifest> manifests, String kind) {
        return Math.toIntExact(
                manifests.stream().filter(manifest -> manifest.is(kind)).count());
    }

    private void release(Manifest manifest) {
        if (manifest.document().toString().length() > CLIENT_SIDE) {
            add(
                    manifest,
                    new ReportedProblem(
                            Problems.WARNING,
                            "LargeRelease",
                            "spec",
                            "is too large for a plain `kubectl apply`, which keeps a copy in an annotation: use"
                                    + " `kubectl apply --server-side`"));
        }
        boolean readable = fits(manifest, releaseSchema);
        Optional<ReleaseSpec> spec = readable ? Optional.of(manifest.spec(ReleaseSpec.class)) : Optional.empty();
        spec.ifPresent(release -> ReleaseCheck.check(release).forEach(problem -> add(manifest, problem)));
        if (releases.put(manifest.name(), spec) != null) {
            error(manifest, "DuplicateRelease", "metadata.name", "a second Release of this name: remove one");
        }
    }

    private void podsOfRelease(Manifest manifest) {
        Optional<ReleaseSpec> release = releases.getOrDefault(manifest.name(), Optional.empty());
        podSecurity.ifPresent(level ->
                release.ifPresent(spec -> RefusedPods.of(spec, level).forEach(problem -> add(manifest, problem))));
    }

    private void site(Manifest manifest) {
        if (fits(manifest, siteSchema) && sites.put(manifest.name(), manifest.as(Site.class)) != null) {
            error(manifest, "DuplicateSite", "metadata.name", "a second Site of this name: remove one");
        }
    }

    /** Where it runs; of Sites that are not among the files nothing is checked. */
    private SiteFacts facts(Manifest manifest, InstallationSpec spec) {
        Rooms rooms = Rooms.of(spec.sites(), name -> Optional.ofNullable(sites.get(name)));
        if (!rooms.several() || rooms.list().stream().allMatch(Room::known)) {
            return rooms.several() ? SiteFacts.UNKNOWN.in(rooms) : SiteFacts.UNKNOWN;
        }
        warning(
                manifest,
                "SitesNotGiven",
                "not all of its Sites are among the files: what runs where was not checked; give their files as well");
        return SiteFacts.UNKNOWN;
    }

    private void installation(Manifest manifest) {
        if (!fits(manifest, installationSchema)) {
            return;
        }
        InstallationSpec spec = manifest.spec(InstallationSpec.class);
        if (!releases.containsKey(spec.release())) {
            warning(
                    manifest,
                    "ReleaseNotGiven",
                    "Release " + spec.release()
                            + " is not among the files: components and products were not checked; give its file as well");
            return;
        }
        Optional<ReleaseSpec> release = releases.getOrDefault(spec.release(), Optional.empty());
        if (release.isEmpty() || ReleaseCheck.check(release.get()).stream().anyMatch(Problems::isError)) {
            warning(
                    manifest,
                    "ReleaseRejected",
                    "Release " + spec.release() + " has errors: correct them first, then check again");
        }
        if (release.isPresent()) {
            CompileInput input = new CompileInput(manifest.namespace(), release, spec, facts(manifest, spec));
            Compilation compilation = Compiler.compile(input);
            compilation.problems().stream()
                    .filter(problem -> !ofTheRelease(problem))
                    .forEach(problem -> add(manifest, problem));
            podSecurity.ifPresent(level -> compilation.blueprint().stream()
                    .flatMap(blueprint -> RefusedPods.of(blueprint, level).stream())
                    .forEach(problem -> add(manifest, problem)));
        }
    }

    /** These were found when the Release itself was checked. */
    private static boolean ofTheRelease(ReportedProblem problem) {
        return problem.field() != null && problem.field().startsWith(RELEASE + " ");
    }

    private void kind(Manifest manifest) {
        String version = Mpaas.GROUP + "/" + Mpaas.VERSION;
        if (!manifest.document().path("apiVersion").asText().equals(version)) {
            error(manifest, "UnknownVersion", "apiVersion", "must be " + version);
        }
        switch (manifest.kind()) {
            case RELEASE, INSTALLATION, SITE -> {}
            case "Component" ->
                error(
                        manifest,
                        "MadeByOperator",
                        "kind",
                        "the operator makes Components: write an Installation instead");
            default -> error(manifest, "UnknownKind", "kind", "must be Release, Installation or Site");
        }
    }

    private boolean fits(Manifest manifest, JsonNode schema) {
        Schema.Verdict verdict = Schema.check(manifest, schema);
        verdict.problems().forEach(problem -> add(manifest, problem));
        return verdict.readable();
    }

    private void error(Manifest manifest, String reason, String field, String message) {
        add(manifest, new ReportedProblem(Problems.ERROR, reason, field, message));
    }

    private void warning(Manifest manifest, String reason, String message) {
        add(manifest, new ReportedProblem(Problems.WARNING, reason, "spec.release", message));
    }

    private void add(Manifest manifest, ReportedProblem problem) {
        findings.add(Finding.of(manifest, problem));
    }
}
