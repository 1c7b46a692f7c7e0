package io.mpaas.cli.plan;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.ReleaseSpec;
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
import io.mpaas.planning.value.ObjectNames;
import java.net.HttpURLConnection;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A plan against what a cluster has. Reads what a {@code view} user may read: no Secret. */
public final class LivePlan {
    private final Cluster cluster;
    private final Wanted wanted;

    public LivePlan(Cluster cluster, Wanted wanted) {
        this.cluster = cluster;
        this.wanted = wanted;
    }

    /**
     * The plan.
     *
     * @param name which Installation, where no file says it; empty = the only one of the namespace
     */
    public Planned plan(Optional<String> name) {
        Optional<Installation> installation = wanted.installation().isPresent()
                ? find(wanted.installation().get().name())
                : Optional.of(cluster.installation(name));
        return installation.map(this::against).orElseGet(this::fromNothing);
    }

    private Optional<Installation> find(String name) {
        return cluster.installations().stream()
                .filter(one -> name.equals(one.getMetadata().getName()))
                .findFirst();
    }

    private Planned against(Installation installation) {
        SortedMap<String, Component> components = cluster.components(installation);
        List<HistoryEntry> history = cluster.history(installation);
        Map<String, Standing> standing = new TreeMap<>();
        components.forEach((component, one) -> standing.put(component, Standing.of(one)));
        Present present = new Present(
                Objects.requireNonNullElse(
                        InstallationId.of(installation),
                        installation.getMetadata().getName()),
                installation.getMetadata().getName(),
                cluster.namespace(),
                Optional.of(installation.getSpec()),
                standing,
                RecordedFacts.of(components, history));
        Optional<AcceptedRelease> accepted =
                Optional.ofNullable(installation.getStatus()).map(status -> status.release());
        return planned(present, accepted, history);
    }

    private Planned fromNothing() {
        String name = wanted.installation().orElseThrow().name();
        Present present = new Present(
                cluster.namespace() + "/" + name,
                name,
                cluster.namespace(),
                Optional.empty(),
                Map.of(),
                SiteFacts.UNKNOWN);
        return planned(present, Optional.empty(), List.of());
    }

    private Planned planned(Present present, Optional<AcceptedRelease> accepted, List<HistoryEntry> history) {
        InstallationSpec asked = wanted.spec(present.spec());
        Optional<ReleaseSpec> there = wanted.release(asked.release()).or(() -> inCluster(asked.release(), accepted));
        ReleaseChoice choice = ReleaseChoice.of(
                asked,
                new ReleaseChoice.Known(
                        accepted,
                        history.stream().map(HistoryEntry::release).toList(),
                        there.map(spec -> new ReleaseChoice.Digested(spec, ReleaseCopy.digest(spec))),
                        this::copy));
        return Planned.of(present, asked, choice.release(), choice.problems());
    }

    /** A role in one namespace does not show Releases, which are in none: then the kept copy of the accepted one counts. */
    private Optional<ReleaseSpec> inCluster(String name, Optional<AcceptedRelease> accepted) {
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
            return Optional.of(accepted.filter(one -> one.name().equals(name))
                    .flatMap(one -> copy(one.digest()))
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
