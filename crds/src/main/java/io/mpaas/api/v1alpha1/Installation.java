package io.mpaas.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** One customer's mPaaS: a Release, a tier, what the customer brings and settings. One per namespace. */
@Group(Mpaas.GROUP)
@Version(Mpaas.VERSION)
@Kind("Installation")
@Plural("installations")
@Singular("installation")
@ShortNames("minst")
@AdditionalPrinterColumn(name = "Release", jsonPath = ".spec.release", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Tier", jsonPath = ".spec.tier", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Progress", jsonPath = ".status.progress", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Available",
        jsonPath = ".status.conditions[?(@.type=='Available')].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type=='Ready')].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@ValidationRule(
        value = "!has(oldSelf.status) || !has(oldSelf.status.release)"
                + " || (has(self.spec.sites) ? self.spec.sites.map(site, site.name) : [])"
                + " == (has(oldSelf.spec.sites) ? oldSelf.spec.sites.map(site, site.name) : [])"
                + " || (has(self.spec.sites) && self.spec.sites.size() > 1)",
        message =
                "spec.sites: an installation does not move to another cluster by an edit, nor back from several to one: make a"
                        + " new Installation there, and move the data")
public class Installation extends CustomResource<InstallationSpec, InstallationStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    @Required
    public InstallationSpec getSpec() {
        return super.getSpec();
    }
}
