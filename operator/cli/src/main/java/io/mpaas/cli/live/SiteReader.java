package io.mpaas.cli.live;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.web.Elsewhere;
import io.mpaas.cli.web.SiteView;
import io.mpaas.planning.value.Say;
import java.util.List;

/** Reads the Sites in which a component runs. One that may not be read is said to be so; what the component says of it is shown all the same. */
final class SiteReader {
    private final Cluster cluster;
    private final Discretion discretion;

    SiteReader(Cluster cluster, Discretion discretion) {
        this.cluster = cluster;
        this.discretion = discretion;
    }

    List<SiteView> read(Component component) {
        return Elsewhere.of(component).stream()
                .map(one -> read(component, one.site()))
                .toList();
    }

    private SiteView read(Component component, String name) {
        try {
            Site site = cluster.client()
                    .resources(Site.class)
                    .inNamespace(cluster.namespace())
                    .withName(name)
                    .get();
            return site == null
                    ? SiteView.unread(component, name, Say.of("site.absent").with("name", name))
                    : SiteView.of(component, site);
        } catch (KubernetesClientException e) {
            String words = discretion.about(Cluster.reason(e));
            return SiteView.unread(component, name, Say.of("site.unread").with("words", words));
        }
    }
}
