package io.mpaas.cli.plan;

import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.manifest.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * What files ask for.
 *
 * @param installation at most one
 * @param releases all of them
 */
public record Wanted(Optional<Manifest> installation, List<Manifest> releases) {
    public Wanted {
        releases = List.copyOf(releases);
    }

    /** Of files without errors; throws {@link Complaint} if they do not say which installation is meant. */
    public static Wanted of(List<Manifest> manifests) {
        List<Manifest> installations =
                manifests.stream().filter(one -> one.is("Installation")).toList();
        List<Manifest> releases =
                manifests.stream().filter(one -> one.is("Release")).toList();
        if (installations.size() > 1 || (installations.isEmpty() && releases.size() != 1)) {
            throw Complaint.bad("give a changed Installation, a new Release, or both; these files have "
                    + installations.size() + " Installations and " + releases.size() + " Releases");
        }
        return new Wanted(installations.stream().findFirst(), releases);
    }

    /** The spec that is asked for: that of the files or, with a Release alone, the present one with that Release. */
    InstallationSpec spec(Optional<InstallationSpec> present) {
        return installation
                .map(one -> one.spec(InstallationSpec.class))
                .or(() ->
                        present.map(spec -> spec.withRelease(releases.getFirst().name())))
                .orElseThrow(() -> Complaint.bad("there is no Installation yet: give its file, too"));
    }

    /** The namespace that a file says. */
    public Optional<String> namespace() {
        return installation
                .map(one -> one.document().at("/metadata/namespace").asText(""))
                .filter(namespace -> !namespace.isEmpty());
    }

    Optional<ReleaseSpec> release(String name) {
        return releases.stream()
                .filter(one -> one.name().equals(name))
                .map(one -> one.spec(ReleaseSpec.class))
                .findFirst();
    }
}
