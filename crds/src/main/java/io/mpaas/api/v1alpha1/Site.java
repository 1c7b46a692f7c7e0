package io.mpaas.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * One place with one Kubernetes cluster: the operator's own, or one elsewhere that a kubeconfig leads to. An Installation that names
 * none runs in the cluster of the operator; an object of this kind then is needed by nobody, but tells in its status what that
 * cluster offers.
 */
@Group(Mpaas.GROUP)
@Version(Mpaas.VERSION)
@Kind("Site")
@Plural("sites")
@Singular("site")
@ShortNames("msite")
@AdditionalPrinterColumn(name = "City", jsonPath = ".spec.city", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Room", jsonPath = ".spec.room", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type=='Ready')].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Stage", jsonPath = ".status.stage", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Nodes", jsonPath = ".status.nodes", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Zones", jsonPath = ".status.zones", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Version", jsonPath = ".status.version", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Since", jsonPath = ".status.since", type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class Site extends CustomResource<SiteSpec, SiteStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    @Required
    public SiteSpec getSpec() {
        return super.getSpec();
    }
}
