package io.mpaas.cli.survey;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteSpec;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.manifest.Manifest;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.preflight.SiteSaid;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sites that are not this cluster: those whose clusters are made in a cloud, of files or of the namespace, and those that are elsewhere. */
public final class CloudSites {
    private final List<Site> ofFiles;

    private CloudSites(List<Site> ofFiles) {
        this.ofFiles = List.copyOf(ofFiles);
    }

    public static CloudSites in(List<Manifest> manifests) {
        return new CloudSites(manifests.stream()
                .filter(manifest -> manifest.is("Site"))
                .map(CloudSites::site)
                .toList());
    }

    private static Site site(Manifest manifest) {
        Site site = new Site();
        site.getMetadata().setName(manifest.name());
        String namespace = manifest.document().at("/metadata/namespace").asText("");
        if (!namespace.isEmpty()) {
            site.getMetadata().setNamespace(namespace);
        }
        site.setSpec(manifest.spec(SiteSpec.class));
        return site;
    }

    /** The namespace that a file says. */
    public Optional<String> namespace() {
        return ofFiles.stream()
                .flatMap(site -> Optional.ofNullable(site.getMetadata().getNamespace()).stream())
                .findFirst();
    }

    /** All of them, by name; a file comes before what is applied. Empty besides if Sites may not be listed. */
    public List<Site> all(Cluster cluster) {
        Map<String, Site> all = new TreeMap<>();
        applied(cluster).forEach(site -> all.put(site.getMetadata().getName(), site));
        ofFiles.forEach(site -> {
            Optional.ofNullable(all.get(site.getMetadata().getName()))
                    .ifPresent(applied -> site.setStatus(applied.getStatus()));
            all.put(site.getMetadata().getName(), site);
        });
        return all.values().stream()
                .filter(site -> site.getSpec().openstack() != null)
                .toList();
    }

    /** What is known here of those that are clusters elsewhere and are not made by us, by name: of such as are applied in the namespace. */
    public static SortedMap<String, Facts> elsewhere(Cluster cluster) {
        SortedMap<String, Facts> all = new TreeMap<>();
        applied(cluster).stream()
                .filter(site ->
                        site.getSpec().openstack() == null && !site.getSpec().inOwnCluster())
                .forEach(site ->
                        all.put(site.getMetadata().getName(), Facts.NONE.with(SiteSaid.CONDITION, condition(site))));
        return all;
    }

    private static Reading<Condition> condition(Site site) {
        return Optional.ofNullable(site.getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), Conditions.Type.PreflightPassed))
                .<Reading<Condition>>map(Reading.Known::new)
                .orElseGet(() -> new Reading.Unknown<>(Say.of("site.unsaid")));
    }

    private static List<Site> applied(Cluster cluster) {
        return Answers.of(() -> cluster.client()
                        .resources(Site.class)
                        .inNamespace(cluster.namespace())
                        .list()
                        .getItems())
                .known()
                .orElse(List.of());
    }

    /**
     * One of them.
     *
     * @throws Complaint if there is none of that name
     */
    public Site one(Cluster cluster, String name) {
        List<Site> all = all(cluster);
        return all.stream()
                .filter(site -> site.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> Complaint.noAnswer("no Site \"" + name + "\" with openstack in namespace "
                        + cluster.namespace() + ", and none in the files"
                        + (all.isEmpty()
                                ? ""
                                : "; there is: "
                                        + all.stream()
                                                .map(site -> site.getMetadata().getName())
                                                .collect(Collectors.joining(", ")))));
    }
}
