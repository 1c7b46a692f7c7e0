package io.mpaas.cli.plan;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.plan.Planned.Present;
import io.mpaas.planning.compile.RecordedFacts;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.history.HistoryEntry;
import io.mpaas.planning.plan.Standing;
import io.mpaas.planning.release.ReleaseChoice;
import io.mpaas.planning.release.ReleaseCopy;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.value.ObjectNames;
import java.net.HttpURLConnection;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A plan against what a cluster has. Reads what a {@code view} user may read: no Secret. */
public final class LivePlan {
    private final Cluster cluster;

    public LivePlan(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * What applying files would do.
     *
     * @param name which Installation, where no file says it; empty = the only one of the namespace
     */
    public Planned plan(Wanted wanted, Optional<String> name) {
        Optional<Installation> installation = wanted.installation().isPresent()
                ? find(wanted.installation().get().name())
                : Optional.of(cluster.installation(name));
        Past past = installation.map(this::past).orElse(Past.NONE);
        Present present = installation
                .map(one -> present(one, past))
                .orElseGet(() -> nothing(wanted.installation().orElseThrow().name()));
        InstallationSpec asked = wanted.spec(present.spec());
        ReleaseChoice choice = choice(asked, wanted.release(asked.release()), past);
        return Planned.of(present, asked, choice.release(), choice.problems());
    }

    /** What changing an Installation would do. */
    public Planned plan(Installation installation, InstallationSpec asked) {
        Past past = past(installation);
        ReleaseChoice choice = choice(asked, Optional.empty(), past);
        return Planned.of(present(installation, past), asked, choice.release(), choice.problems());
    }

    /** The Release that an Installation would be compiled from, if it asked for this; empty also where that cannot be told. */
    public Optional<AcceptedRelease> release(Installation installation, InstallationSpec asked) {
        Past past = past(installation);
        return mayRead(asked.release())
                ? choice(asked, Optional.empty(), past).identity()
                : past.release().filter(accepted -> accepted.name().equals(asked.release()));
    }

    /** What an Installation is compiled from. */
    public Optional<ReleaseSpec> releaseSpec(Installation installation) {
        return choice(installation.getSpec(), Optional.empty(), past(installation))
                .release();
    }

    private boolean mayRead(String release) {
        try {
            cluster.client().resources(Release.class).withName(release).get();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return false;
            }
            throw cluster.complaint(e);
        }
    }

    /** What was accepted. */
    private record Past(Optional<AcceptedRelease> release, List<HistoryEntry> history) {
        private static final Past NONE = new Past(Optional.empty(), List.of());
    }

    private Past past(Installation installation) {
        return new Past(
                Optional.ofNullable(installation.getStatus()).map(status -> status.release()),
                cluster.history(installation));
    }

    private Optional<Installation> find(String name) {
        return cluster.installations().stream()
                .filter(one -> name.equals(one.getMetadata().getName()))
                .findFirst();
    }

    private Present present(Installation installation, Past past) {
        SortedMap<String, Component> components = cluster.components(installation);
        Map<String, Standing> standing = new TreeMap<>();
        components.forEach((component, one) -> standing.put(component, Standing.of(one)));
        return new Present(
                Objects.requireNonNullElse(
                        InstallationId.of(installation),
                        installation.getMetadata().getName()),
                installation.getMetadata().getName(),
                cluster.namespace(),
                Optional.of(installation.getSpec()),
                standing,
                in(installation, components, RecordedFacts.of(components, past.history())));
    }

    /** Where it runs, if that is in several Sites. */
    private SiteFacts in(Installation installation, SortedMap<String, Component> components, SiteFacts facts) {
        Rooms rooms = Rooms.of(
                installation.getSpec().sites(),
                name -> Optional.ofNullable(cluster.ask(() -> cluster.client()
                        .resources(Site.class)
                        .inNamespace(cluster.namespace())
                        .withName(name)
                        .get())));
        return rooms.several() ? facts.in(rooms.with(components.values())) : facts;
    }

    private Present nothing(String name) {
        return new Present(
                cluster.namespace() + "/" + name,
                name,
                cluster.namespace(),
                Optional.empty(),
                Map.of(),
                SiteFacts.UNKNOWN);
    }

    private ReleaseChoice choice(InstallationSpec asked, Optional<ReleaseSpec> ofFiles, Past past) {
        Optional<ReleaseSpec> there = ofFiles.or(() -> inCluster(asked.release(), past));
        return ReleaseChoice.of(
                asked,
                new ReleaseChoice.Known(
                        past.release(),
                        past.history().stream().map(HistoryEntry::release).toList(),
                        there.map(spec -> new ReleaseChoice.Digested(spec, ReleaseCopy.digest(spec))),
                        this::copy));
    }

    /** A role in one namespace does not show Releases, which are in none: then the kept copy of an accepted one counts. */
    private Optional<ReleaseSpec> inCluster(String name, Past past) {
        try {
            return Optional.ofNullable(cluster.client()
                            .resources(Release.class)
                            .withName(name)
                            .get())
                    .map(Release::getSpec);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw cluster.complaint(e);
            }
            return Optional.of(Stream.concat(
                            past.release().stream(), past.history().stream().map(HistoryEntry::release))
                    .filter(one -> one.name().equals(name))
                    .flatMap(one -> copy(one.digest()).stream())
                    .findFirst()
                    .orElseThrow(() -> Complaint.bad("you may not read Release " + name
                            + ": Releases are cluster-wide; give its file, too (-f)")));
        }
    }

    private Optional<ReleaseSpec> copy(String digest) {
        ConfigMap copy = cluster.ask(() -> cluster.client()
                .configMaps()
                .inNamespace(cluster.namespace())
                .withName(ObjectNames.release(digest))
                .get());
        return Optional.ofNullable(copy)
                .flatMap(found -> Optional.ofNullable(found.getBinaryData()))
                .flatMap(data -> data.values().stream().findFirst())
                .flatMap(packed -> ReleaseCopy.unpack(Base64.getDecoder().decode(packed), digest));
    }
}
