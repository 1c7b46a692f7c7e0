package io.mpaas.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** An immutable, digest-pinned catalogue of components and their dependencies; made once, by the vendor. */
@Group(Mpaas.GROUP)
@Version(Mpaas.VERSION)
@Kind("Release")
@Plural("releases")
@Singular("release")
@ShortNames("mrel")
@AdditionalPrinterColumn(name = "Version", jsonPath = ".spec.version", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@ValidationRule(
        value = "self.spec == oldSelf.spec",
        message = "a Release never changes: create a new one under another name and point the Installation at it")
public class Release extends CustomResource<ReleaseSpec, Void> {
    private static final long serialVersionUID = 1L;

    @Override
    @Required
    public ReleaseSpec getSpec() {
        return super.getSpec();
    }
}
