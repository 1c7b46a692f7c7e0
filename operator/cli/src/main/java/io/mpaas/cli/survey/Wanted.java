package io.mpaas.cli.survey;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.lint.Finding;
import io.mpaas.cli.lint.Linter;
import io.mpaas.cli.manifest.Manifest;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.compile.Compilation;
import io.mpaas.planning.compile.CompileInput;
import io.mpaas.planning.compile.Compiler;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.preflight.Load;
import io.mpaas.planning.rooms.Room;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is to run: the Installation of the files, else the one of the namespace; with the Release of the files, else the cluster's. A
 * Release alone counts as an Installation that has nothing but it.
 */
public final class Wanted {
    private static final String WHOLE_RELEASE = "mpaas";

    private final Optional<Manifest> installation;
    private final List<Manifest> releases;
    private final List<String> problems;
    private final boolean here;

    private Wanted(Optional<Manifest> installation, List<Manifest> releases, List<String> problems, boolean here) {
        this.installation = installation;
        this.releases = releases;
        this.problems = problems;
        this.here = here;
    }

    /**
     * Of files.
     *
     * @throws Complaint if several Installations are among them
     */
    public static Wanted in(List<Manifest> manifests) {
        List<Manifest> installations = manifests.stream()
                .filter(manifest -> manifest.is("Installation"))
                .toList();
        if (installations.size() > 1) {
            throw Complaint.noAnswer("several Installations are given: check one at a time");
        }
        return new Wanted(
                installations.stream().findFirst(),
                manifests.stream().filter(manifest -> manifest.is("Release")).toList(),
                Linter.lint(manifests).findings().stream()
                        .filter(Finding::isError)
                        .map(finding -> finding.file() + ":" + finding.line() + ": " + finding.field() + ": "
                                + finding.message())
                        .toList(),
                false);
    }

    /** The namespace that the Installation of the files names, if it names one. */
    public Optional<String> namespace() {
        return installation
                .map(manifest -> manifest.document().at("/metadata/namespace").asText(""))
                .filter(name -> !name.isEmpty());
    }

    /** Whether the files say it all, so that no cluster is needed to know. */
    private boolean isWhole() {
        return !releases.isEmpty()
                && (installation.isEmpty()
                        || release(installation.get().spec(InstallationSpec.class))
                                .isPresent());
    }

    /** Without asking the cluster for what the files lack: it does not answer. */
    Reading<Load> offline(String namespace, Say why) {
        return !problems.isEmpty() || isWhole()
                ? load(namespace, Optional::empty, Optional::empty)
                : new Reading.Unknown<>(why);
    }

    /** What is to run in this very cluster, where its Sites say what does not. */
    Reading<Load> here(Cluster cluster) {
        return new Wanted(installation, releases, problems, true).in(cluster);
    }

    /** With what the cluster has where the files lack it; all of it, wherever it is to run. */
    Reading<Load> in(Cluster cluster) {
        return load(
                cluster.namespace(),
                () -> cluster.client()
                                .resources(Installation.class)
                                .inNamespace(cluster.namespace())
                                .list()
                                .getItems()
                                .isEmpty()
                        ? Optional.empty()
                        : Optional.of(cluster.installation(Optional.empty())),
                () -> Optional.of(cluster));
    }

    private Reading<Load> load(
            String namespace, Supplier<Optional<Installation>> live, Supplier<Optional<Cluster>> cluster) {
        if (!problems.isEmpty()) {
            return new Reading.Known<>(new Load(namespace, name(), "", problems, List.of()));
        }
        if (installation.isPresent()) {
            return compiled(namespace, name(), installation.get().spec(InstallationSpec.class), cluster);
        }
        Optional<Installation> found = releases.isEmpty() ? live.get() : Optional.empty();
        if (found.isPresent()) {
            return compiled(
                    namespace, found.get().getMetadata().getName(), found.get().getSpec(), cluster);
        }
        return releases.isEmpty()
                ? new Reading.Unknown<>(Say.of("spec.none").with("namespace", namespace))
                : compiled(
                        namespace, WHOLE_RELEASE, nothingBut(releases.getFirst().name()), cluster);
    }

    private String name() {
        return installation.map(Manifest::name).orElse(WHOLE_RELEASE);
    }

    private static InstallationSpec nothingBut(String release) {
        return Json.as(Json.object().put("release", release), InstallationSpec.class);
    }

    private Reading<Load> compiled(
            String namespace, String name, InstallationSpec spec, Supplier<Optional<Cluster>> cluster) {
        Optional<ReleaseSpec> release =
                release(spec).or(() -> cluster.get().flatMap(open -> live(open, spec.release())));
        Rooms rooms =
                cluster.get().filter(_ -> here).map(open -> rooms(spec, open)).orElse(Rooms.OWN);
        Compilation compilation =
                Compiler.compile(new CompileInput(namespace, release, spec, SiteFacts.UNKNOWN.in(rooms)));
        List<String> errors = compilation.problems().stream()
                .filter(Problems::isError)
                .map(problem -> problem.field() + ": " + problem.message())
                .toList();
        return new Reading.Known<>(compilation
                .blueprint()
                .map(blueprint -> at(rooms, blueprint)
                        .map(some -> Load.of(namespace, name, spec.release(), some))
                        .orElseGet(() -> Load.elsewhere(namespace, name, spec.release())))
                .orElseGet(() -> new Load(namespace, name, spec.release(), errors, List.of())));
    }

    /** The operator's own cluster has every Site that is named; any other has none, and all counts as what is to run in it. */
    private static Rooms rooms(InstallationSpec spec, Cluster cluster) {
        Rooms rooms = Rooms.of(
                spec.sites(),
                site -> Optional.ofNullable(cluster.client()
                        .resources(Site.class)
                        .inNamespace(cluster.namespace())
                        .withName(site)
                        .get()));
        return rooms.list().stream().allMatch(Room::known) ? rooms : Rooms.OWN;
    }

    /** What of it is to run in this cluster; empty if nothing is. */
    private static Optional<Blueprint> at(Rooms rooms, Blueprint blueprint) {
        return rooms.list().isEmpty()
                ? Optional.of(blueprint)
                : rooms.list().stream().filter(Room::own).findFirst().map(own -> blueprint.at(own.site()));
    }

    private Optional<ReleaseSpec> release(InstallationSpec spec) {
        return releases.stream()
                .filter(manifest -> manifest.name().equals(spec.release()))
                .map(manifest -> manifest.spec(ReleaseSpec.class))
                .findFirst();
    }

    private static Optional<ReleaseSpec> live(Cluster cluster, String name) {
        return Stream.ofNullable(
                        cluster.client().resources(Release.class).withName(name).get())
                .map(Release::getSpec)
                .findFirst();
    }
}
