package io.mpaas.planning.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.planning.render.Renderer;
import io.mpaas.planning.render.Rendering;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Owner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The renderings that an API server is asked about: those of components whose content is new.
 *
 * <pre>
 *   components ─▶ content hash as before?  left out
 *              ─▶ render ─▶ at most {@value #MOST}, workloads first ─▶ Trial, Trial, …
 * </pre>
 *
 * @param namespace of the Installation
 * @param all in the order in which they are to be asked about
 * @param left how many more there would be
 * @param hashes content hash of each component that is asked about
 */
public record Trials(String namespace, List<Trial> all, int left, SortedMap<String, String> hashes) {
    /** So many objects are asked about at most. */
    public static final int MOST = 300;

    public Trials {
        all = List.copyOf(all);
        hashes = Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
    }

    /**
     * Chooses.
     *
     * @param installation whose components they are; its own component name is not used
     * @param before content hash of each component that was accepted earlier; one that is still the same is not asked about again
     */
    public static Trials of(Owner installation, Map<String, ComponentSpec> components, Map<String, String> before) {
        SortedMap<String, ComponentSpec> fresh = new TreeMap<>(components);
        fresh.entrySet().removeIf(entry -> entry.getValue().contentHash().equals(before.get(entry.getKey())));
        List<Trial> trials = new ArrayList<>();
        fresh.forEach((name, spec) -> trials.addAll(of(
                new Owner(installation.namespace(), installation.installation(), installation.installationId(), name),
                spec)));
        trials.sort(Comparator.comparing(Trial::as)); // stable: by component within each
        int left = Math.max(0, trials.size() - MOST);
        SortedMap<String, String> hashes = new TreeMap<>();
        fresh.forEach((name, spec) -> hashes.put(name, spec.contentHash()));
        return new Trials(installation.namespace(), trials.subList(0, trials.size() - left), left, hashes);
    }

    private static List<Trial> of(Owner owner, ComponentSpec spec) {
        Rendering rendering = Renderer.render(owner, spec);
        Optional<String> account =
                Optional.ofNullable(spec.serviceAccountName()).filter(name -> !name.isEmpty());
        List<Trial> trials = new ArrayList<>();
        rendering.workload().ifPresent(workload -> {
            trials.add(own(owner, workload, Trial.As.WORKLOAD));
            if (workload instanceof StatefulSet set) {
                trials.add(new Trial(owner.component(), what(set), pods(set), Trial.As.PODS, Optional.empty()));
            }
        });
        for (JsonNode manifest : rendering.manifests()) {
            HasMetadata object = Json.as(manifest, GenericKubernetesResource.class);
            trials.add(new Trial(owner.component(), what(object), object, Trial.As.MANIFEST, account));
        }
        rendering.supports().forEach(support -> trials.add(own(owner, support, Trial.As.SUPPORT)));
        return trials;
    }

    private static Trial own(Owner owner, HasMetadata object, Trial.As as) {
        return new Trial(owner.component(), what(object), object, as, Optional.empty());
    }

    private static String what(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    /** With a volume for each claim, which the controller of the set would add. */
    private static Deployment pods(StatefulSet set) {
        PodTemplateSpec template = new PodTemplateSpecBuilder(set.getSpec().getTemplate()).build();
        List<Volume> volumes = new ArrayList<>(template.getSpec().getVolumes());
        List<String> named = volumes.stream().map(Volume::getName).toList();
        set.getSpec().getVolumeClaimTemplates().stream()
                .map(claim -> claim.getMetadata().getName())
                .filter(name -> !named.contains(name))
                .forEach(name -> volumes.add(new VolumeBuilder()
                        .withName(name)
                        .withNewPersistentVolumeClaim(name, false)
                        .build()));
        template.getSpec().setVolumes(volumes);
        return new DeploymentBuilder()
                .withMetadata(set.getMetadata())
                .withNewSpec()
                .withSelector(set.getSpec().getSelector())
                .withTemplate(template)
                .endSpec()
                .build();
    }
}
