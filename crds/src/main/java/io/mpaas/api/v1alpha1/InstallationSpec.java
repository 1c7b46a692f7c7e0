package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one customer wants. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.sites) || self.sites.all(one, self.sites.exists_one(other, other.name == one.name))",
        fieldPath = ".sites",
        message = "every site is named once")
public record InstallationSpec(
        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the Release to run.")
        String release,

        @Pattern("^[0-9a-f]{64}$")
        @JsonPropertyDescription(
                "SHA-256 of the Release, 64 hexadecimal digits. Takes a Release that was replaced by another"
                        + " of the same name; a Release with another digest is refused. Omitted = what was accepted under the name"
                        + " stays.")
        @Nullable
        String releaseDigest,

        @Default("\"SameCityActiveActive\"")
        @JsonPropertyDescription("High-availability level: decides replicas and how they spread over nodes and zones.")
        @Nullable
        Tier tier,

        @Default("\"Running\"")
        @JsonPropertyDescription("Running, or Stopped: everything is stopped in reverse order, data is kept;"
                + " back to Running, everything starts in order.")
        @Nullable
        RunState state,

        @JsonPropertyDescription(
                "True = components whose update has not begun stay as they are, and nothing is removed. They can be"
                        + " scaled, restarted, stopped and started as they are; new components start.")
        @Nullable
        Boolean paused,

        @JsonPropertyDescription(
                "Products to run; what they need comes along. Omitted = every component of the Release.")
        List<String> products,

        @Size(max = 253)
        @JsonPropertyDescription("ServiceAccount of this namespace by whose rights components of the type Manifests are"
                + " applied. Without one they may only have a few harmless kinds.")
        @Nullable
        String serviceAccountName,

        @JsonPropertyDescription("Where images come from at this site.") @Nullable
        Images images,

        @JsonPropertyDescription("Settings for every component.") @Nullable
        Defaults defaults,

        @JsonPropertyDescription("Settings for single components, by name.")
        Map<String, ComponentSettings> components,

        @JsonPropertyDescription("How starts and updates are carried out.") @Nullable
        Rollout rollout,

        @JsonPropertyDescription("What happens when components are removed.") @Nullable
        Deletion deletion,

        @Size(max = 8)
        @JsonPropertyDescription(
                "The Sites that it runs in, the first one first; updates go from site to site in this order. Omitted = the cluster"
                        + " that the operator runs in. What runs does not move when this changes.")
        List<SiteReference> sites) {

    public InstallationSpec {
        products = Values.list(products);
        components = Values.map(components);
        sites = Values.list(sites);
    }

    /** Whether updates that have not begun are to wait. */
    public boolean updatesWait() {
        return Boolean.TRUE.equals(paused);
    }

    /** Whether a change that fails is taken back. */
    public boolean takesBack() {
        return rollout != null && rollout.takesBack();
    }

    /** The same with other settings of single components. */
    public InstallationSpec withComponents(Map<String, ComponentSettings> settings) {
        return new InstallationSpec(
                release,
                releaseDigest,
                tier,
                state,
                paused,
                products,
                serviceAccountName,
                images,
                defaults,
                settings,
                rollout,
                deletion,
                sites);
    }

    /** The same of another Release, whatever its digest. */
    public InstallationSpec withRelease(String name) {
        return new InstallationSpec(
                name,
                null,
                tier,
                state,
                paused,
                products,
                serviceAccountName,
                images,
                defaults,
                components,
                rollout,
                deletion,
                sites);
    }

    /** The same, to run or to be stopped. */
    public InstallationSpec withState(RunState wanted) {
        return new InstallationSpec(
                release,
                releaseDigest,
                tier,
                wanted,
                paused,
                products,
                serviceAccountName,
                images,
                defaults,
                components,
                rollout,
                deletion,
                sites);
    }
}
