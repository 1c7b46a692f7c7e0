package io.mpaas.controller.installation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.controller.cluster.Live;
import io.mpaas.controller.cluster.Place;
import io.mpaas.controller.cluster.Revisions;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.observe.Owners;
import io.mpaas.planning.render.Rendering;
import io.mpaas.planning.site.LeftBehind;
import io.mpaas.planning.site.Outside;
import io.mpaas.planning.site.SiteSecrets;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.ObjectNames;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The decision that a deletion goes on without a Site that is Out, made once for each: what is left there is listed in the ConfigMap {@link
 * LeftBehind#NAME} first, then the Installation is marked. From then on its Components go without what they have there, whatever is
 * said of the Site later: some may be gone already.
 */
final class LeavingSite {
    private final InstallationSources sources;
    private final Context<Installation> context;
    private final Instant now;

    LeavingSite(InstallationSources sources, Context<Installation> context, Instant now) {
        this.sources = sources;
        this.context = context;
        this.now = now;
    }

    /** The Installation, marked if that is to be. Nothing is decided by a cache. */
    Installation decided(Installation seen) {
        boolean open = Asked.hold(seen).isEmpty()
                && !open(seen, sources.where().leaving(seen)).isEmpty();
        if (!open) {
            return seen;
        }
        Optional<Installation> live = live(seen);
        List<SiteReference> out = live.map(now -> open(now, Outside.all(now))).orElse(List.of());
        if (out.isEmpty()) {
            return live.orElse(seen);
        }
        try {
            out.forEach(site -> listIfPossible(seen, site));
            return mark(live.get(), out);
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable("the list of what is left behind", e);
        }
    }

    /** Those of them that nothing has been decided of. */
    private static List<SiteReference> open(Installation installation, List<SiteReference> out) {
        Set<String> decided = Outside.leftBehind(installation);
        return out.stream().filter(site -> !decided.contains(site.name())).toList();
    }

    /** In a namespace that goes nothing can be made, and no list would outlive it. */
    private void listIfPossible(Installation installation, SiteReference site) {
        try {
            list(installation, site);
        } catch (KubernetesClientException e) {
            if (!ComponentWriter.isTerminating(e)) {
                throw e;
            }
        }
    }

    private Optional<Installation> live(Installation seen) {
        return new Live(context.getClient())
                .read(
                        Installation.class,
                        seen.getMetadata().getNamespace(),
                        seen.getMetadata().getName())
                .filter(Installation::isMarkedForDeletion)
                .filter(live ->
                        live.getMetadata().getUid().equals(seen.getMetadata().getUid()));
    }

    private void list(Installation installation, SiteReference site) {
        Collection<Component> components = sources.components(installation).values();
        TreeSet<String> objects = new TreeSet<>();
        components.stream()
                .filter(component -> component.getSpec().placement().containsKey(site.name()))
                .forEach(component -> objectsOf(component, site.name()).forEach(objects::add));
        write(
                installation.getMetadata().getNamespace(),
                new LeftBehind(
                        installation.getMetadata().getName(),
                        InstallationId.of(installation),
                        site.name(),
                        sources.where().identity(installation, site.name()),
                        Conditions.time(now),
                        Objects.requireNonNullElse(site.reason(), ""),
                        List.copyOf(objects),
                        SiteSecrets.of(components, site.name())));
    }

    /** As they were rendered: of every content that is kept. */
    private Stream<String> objectsOf(Component component, String site) {
        return Owners.of(component).stream().flatMap(owner -> {
            Place place =
                    new Place(owner, sources.where().home(), sources.where().home());
            Stream<HasMetadata> rendered =
                    Revisions.all(place).values().stream().flatMap(LeavingSite::objects);
            Stream<String> copies = place.home().copies(owner).map(Obstacle::describe);
            Stream<String> claims =
                    Revisions.all(place).values().stream().flatMap(rendering -> claims(component, site, rendering));
            Stream<String> passwords = component.getSpec().content() != null
                            && component.getSpec().content().provides() != null
                            && component.getSpec().content().provides().secret() != null
                    ? Stream.of("Secret " + ObjectNames.credentials(owner.component()))
                    : Stream.empty();
            return Stream.of(rendered.map(Obstacle::describe), copies, claims, passwords)
                    .flatMap(all -> all);
        });
    }

    private static Stream<HasMetadata> objects(Rendering rendering) {
        return Stream.concat(rendering.supports().stream(), rendering.workload().stream());
    }

    private static Stream<String> claims(Component component, String site, Rendering rendering) {
        ComponentSpec there = component.getSpec().at(site);
        Integer replicas = there.replicas();
        return rendering.workload().stream()
                .filter(StatefulSet.class::isInstance)
                .map(StatefulSet.class::cast)
                .filter(set -> set.getSpec().getVolumeClaimTemplates() != null)
                .flatMap(set -> set.getSpec().getVolumeClaimTemplates().stream())
                .flatMap(template -> Stream.iterate(there.firstOrdinal(), i -> i + 1)
                        .limit(replicas == null ? 1 : replicas)
                        .map(i -> "PersistentVolumeClaim "
                                + template.getMetadata().getName() + "-"
                                + component.getMetadata().getName() + "-" + i));
    }

    /** An entry stays as it was written first: later there are fewer Components. */
    private void write(String namespace, LeftBehind entry) {
        Optional<ConfigMap> there = new Live(context.getClient()).read(ConfigMap.class, namespace, LeftBehind.NAME);
        if (there.isEmpty()) {
            context.getClient()
                    .resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName(LeftBehind.NAME)
                            .withNamespace(namespace)
                            .withLabels(Map.of(Mpaas.PART_LABEL, LeftBehind.PART))
                            .endMetadata()
                            .withData(Map.of(entry.key(), entry.json()))
                            .build())
                    .create();
            return;
        }
        Map<String, String> labels = there.get().getMetadata().getLabels();
        if (labels == null || !LeftBehind.PART.equals(labels.get(Mpaas.PART_LABEL))) {
            throw new Obstacle("ConfigMap " + LeftBehind.NAME
                    + " exists and is not the operator's, which is to list there what it leaves in a Site: rename or"
                    + " delete it");
        }
        Map<String, String> data = there.get().getData();
        if (data == null || !data.containsKey(entry.key())) {
            ObjectNode patch = Json.object();
            patch.putObject("metadata")
                    .put("resourceVersion", there.get().getMetadata().getResourceVersion());
            patch.putObject("data").put(entry.key(), entry.json());
            context.getClient().resource(there.get()).patch(ComponentMarks.MERGE, patch.toString());
        }
    }

    private Installation mark(Installation live, List<SiteReference> sites) {
        SortedSet<String> left = Outside.leftBehind(live);
        sites.forEach(site -> left.add(site.name()));
        ObjectNode patch = Json.object();
        ObjectNode metadata = patch.putObject("metadata")
                .put("uid", live.getMetadata().getUid())
                .put("resourceVersion", live.getMetadata().getResourceVersion());
        metadata.putObject("annotations").put(Mpaas.LEFT_BEHIND_ANNOTATION, String.join(",", left));
        return context.getClient().resource(live).patch(ComponentMarks.MERGE, patch.toString());
    }
}
