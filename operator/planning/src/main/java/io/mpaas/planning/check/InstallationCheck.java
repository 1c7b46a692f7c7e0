package io.mpaas.planning.check;

import static io.mpaas.planning.value.Problems.Reason.ExternalNotSupported;
import static io.mpaas.planning.value.Problems.Reason.InvalidValue;
import static io.mpaas.planning.value.Problems.Reason.NotForThisType;
import static io.mpaas.planning.value.Problems.Reason.UnknownComponent;
import static io.mpaas.planning.value.Problems.Reason.UnknownProduct;
import static io.mpaas.planning.value.Problems.Reason.UnknownStorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.mpaas.api.v1alpha1.ComponentSettings;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Problems;
import java.util.Optional;
import java.util.Set;

/** What an Installation says wrong beside its choice of components: settings that do not fit the Release. */
public final class InstallationCheck {
    private static final Set<WorkloadType> NOT_REPLICATED =
            Set.of(WorkloadType.Job, WorkloadType.DaemonSet, WorkloadType.Manifests);

    private final ReleaseSpec release;
    private final Problems problems;

    private InstallationCheck(ReleaseSpec release, Problems problems) {
        this.release = release;
        this.problems = problems;
    }

    public static void check(InstallationSpec spec, ReleaseSpec release, Problems problems) {
        InstallationCheck check = new InstallationCheck(release, problems);
        for (int i = 0; i < spec.products().size(); i++) {
            check.product(spec.products().get(i), "spec.products[" + i + "]");
        }
        spec.components().forEach(check::settings);
    }

    private void product(String product, String path) {
        if (!release.products().containsKey(product)) {
            problems.error(
                    UnknownProduct,
                    path,
                    "Release " + release.version() + " has no product " + product + "; it has "
                            + String.join(", ", release.products().keySet()));
        }
    }

    private void settings(String name, ComponentSettings settings) {
        String path = path(name);
        ReleaseComponent component = release.components().get(name);
        if (component == null) {
            boolean chosen = settings.external() != null
                    || settings.skip() != null
                    || !settings.use().isEmpty();
            if (!chosen) { // else the choice of components says it
                problems.error(UnknownComponent, path, "the release has no component " + name);
            }
            return;
        }
        if (settings.external() != null && component.external() == null) {
            problems.error(
                    ExternalNotSupported,
                    path + ".external",
                    "the Release does not allow " + name + " to be brought by the customer");
        }
        if (settings.replicas() != null) {
            replicas(component, settings.replicas(), path + ".replicas");
        }
        unknownStorage(component, settings, path);
        if (component.pod() == null) {
            withoutPod(settings, path);
            return;
        }
        ConfigCheck.check(settings.config(), path, "podTemplate", problems);
        for (int i = 0; i < settings.podTemplateRemove().size(); i++) {
            removal(component, settings.podTemplateRemove().get(i), path + ".podTemplateRemove[" + i + "]");
        }
        template(component.pod(), settings.podTemplate(), path + ".podTemplate");
    }

    private void removal(ReleaseComponent component, String removed, String path) {
        ObjectNode template = Json.object();
        template.set(
                "spec",
                component.pod() == null ? Json.object() : component.pod().deepCopy());
        Optional<PodField> field = PodField.parse(removed);
        if (field.isEmpty()) {
            problems.error(
                    InvalidValue,
                    path,
                    "\"" + removed + "\" is not a path of a field, such as spec.containers[main].livenessProbe");
        } else if (!field.get().removeFrom(template)) {
            problems.warning(
                    InvalidValue,
                    path,
                    "the Release's pod has nothing at " + removed + ": correct the path or remove it");
        }
    }

    private void withoutPod(ComponentSettings settings, String path) {
        if (!settings.config().isEmpty()) {
            problems.error(NotForThisType, path + ".config", "Manifests have no settings: remove it");
        }
        if (settings.podTemplate() != null || !settings.podTemplateRemove().isEmpty()) {
            problems.error(NotForThisType, path + ".podTemplate", "Manifests have no pods of their own: remove it");
        }
    }

    private void replicas(ReleaseComponent component, int replicas, String path) {
        if (NOT_REPLICATED.contains(component.type())) {
            problems.error(NotForThisType, path, "a " + component.type() + " has no number of replicas: remove it");
        }
        if (component.quorum() != null) {
            ReleaseCheck.voters(replicas, path, problems);
        }
    }

    private void unknownStorage(ReleaseComponent component, ComponentSettings settings, String path) {
        Set<String> known = component.storage().keySet();
        settings.storage().keySet().stream()
                .filter(storage -> !known.contains(storage))
                .forEach(storage -> problems.error(
                        UnknownStorage,
                        path + ".storage." + storage,
                        "the component has no storage of this name; it has " + known));
    }

    private void template(JsonNode pod, @org.jspecify.annotations.Nullable JsonNode template, String path) {
        if (template == null) {
            return;
        }
        KnownFields.check(template, PodTemplateSpec.class, path, problems);
        ReservedNames.check(template.at("/metadata/labels"), path + ".metadata.labels", problems);
        if (template.path("spec").isNull()) {
            problems.error(InvalidValue, path + ".spec", "is null: a component cannot do without its pod; remove it");
        }
        for (JsonNode container : template.path("spec").path("containers")) {
            String name = container.path("name").asText("");
            boolean inRelease = false;
            for (JsonNode candidate : pod.path("containers")) {
                inRelease |= candidate.path("name").asText("").equals(name);
            }
            if (!inRelease && !container.has("image")) {
                problems.error(
                        InvalidValue,
                        path + ".spec.containers",
                        "container \"" + name + "\" is not one of the Release's, and has no image");
            }
        }
    }

    public static String path(String component) {
        return "spec.components." + component;
    }
}
