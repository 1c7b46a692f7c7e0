package io.mpaas.planning.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.mpaas.api.v1alpha1.Binding;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentContent.Spread;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.ProvidedSecret;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.PodReferences;
import io.mpaas.planning.value.PodVolumes;
import io.mpaas.planning.value.Quorum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The pods: what the Release says, plus settings, bindings, own credentials, storage and spread.
 *
 * <pre>
 *   settings      envFrom COMPONENT-config
 *   bindings      MYSQL_HOST, MYSQL_PORT, MYSQL_USERNAME, MYSQL_PASSWORD
 *                 /bindings/mysql/{type,host,port,username,password}   (SERVICE_BINDING_ROOT=/bindings)
 *   own accounts  /credentials/USER, MPAAS_PASSWORD_USER
 *   voting set    MPAAS_MEMBERS, how many members it is to have; member i of them is COMPONENT-i.COMPONENT-peers
 *                 MPAAS_MEMBER_NAMES, in several sites: their names, with commas between, for they are not numbered from 0 on
 * </pre>
 */
final class PodTemplate {
    /** The end of the log of a container that crashed without a message goes into its status, where the operator reads it. */
    private static final String LAST_WORDS = "FallbackToLogsOnError";

    private final Owner owner;
    private final ComponentContent content;
    /** Of the copies that are referred to in place of what the customer made. */
    private final Map<String, String> copies;

    private final PodTemplateSpec template;

    private PodTemplate(Owner owner, ComponentContent content, String contentHash) {
        this.owner = owner;
        this.content = content;
        this.copies = DataCopies.names(owner, content, contentHash);
        JsonNode given = content.podTemplate() == null ? Json.object() : content.podTemplate();
        this.template = Json.as(withoutNulls(PodReferences.renamed(given, copies)), PodTemplateSpec.class);
    }

    /** Changes what it is given: a field that is null is as good as none. */
    private static JsonNode withoutNulls(JsonNode node) {
        node.forEach(PodTemplate::withoutNulls);
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        return node;
    }

    static PodTemplateSpec render(Owner owner, ComponentContent content, String contentHash, WorkloadType type) {
        PodTemplate pod = new PodTemplate(owner, content, contentHash);
        pod.metadata(contentHash);
        pod.defaults(type);
        pod.spread(type);
        pod.volumes();
        PodSpec spec = pod.template.getSpec();
        Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream())
                .forEach(pod::container);
        return pod.template;
    }

    private void metadata(String contentHash) {
        ObjectMeta metadata = template.getMetadata() == null ? new ObjectMeta() : template.getMetadata();
        Map<String, String> labels = new TreeMap<>(metadata.getLabels() == null ? Map.of() : metadata.getLabels());
        labels.putAll(owner.labels());
        labels.put(Mpaas.CONTENT_HASH_LABEL, contentHash);
        metadata.setLabels(labels);
        template.setMetadata(metadata);
    }

    private void defaults(WorkloadType type) {
        PodSpec spec = template.getSpec();
        if (spec.getEnableServiceLinks() == null) {
            spec.setEnableServiceLinks(false);
        }
        if (spec.getAutomountServiceAccountToken() == null) {
            spec.setAutomountServiceAccountToken(false);
        }
        // A secret that both Release and Installation name: server-side apply refuses an entry that is there twice.
        spec.setImagePullSecrets(spec.getImagePullSecrets().stream().distinct().toList());
        if (type == WorkloadType.Job && spec.getRestartPolicy() == null) {
            spec.setRestartPolicy("OnFailure");
        }
    }

    /** A voting set spreads strictly over zones, so that no zone holds a majority; everything else as far as possible. */
    private void spread(WorkloadType type) {
        Spread spread = content.spread();
        boolean replicated = type == WorkloadType.Deployment || type == WorkloadType.StatefulSet;
        if (spread == null || !replicated) {
            return;
        }
        boolean strict = spread == Spread.Zone && Boolean.TRUE.equals(content.quorum());
        String key = spread == Spread.Zone ? "topology.kubernetes.io/zone" : "kubernetes.io/hostname";
        String otherwise = strict ? "DoNotSchedule" : "ScheduleAnyway";
        List<TopologySpreadConstraint> constraints = template.getSpec().getTopologySpreadConstraints();
        boolean given = constraints.stream()
                .anyMatch(constraint ->
                        key.equals(constraint.getTopologyKey()) && otherwise.equals(constraint.getWhenUnsatisfiable()));
        if (given) {
            return; // Kubernetes refuses two of them
        }
        constraints.add(new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey(key)
                .withWhenUnsatisfiable(otherwise)
                .withNewLabelSelector()
                .withMatchLabels(owner.selector())
                .endLabelSelector()
                .build());
    }

    private void volumes() {
        PodSpec spec = template.getSpec();
        content.bindings()
                .forEach((name, binding) -> spec.getVolumes().add(BindingVolume.render(name, copied(binding))));
        if (!users().isEmpty()) {
            spec.getVolumes().add(BindingVolume.credentials(ObjectNames.credentials(owner.component())));
        }
    }

    private void container(Container container) {
        if (!content.config().isEmpty()) {
            container
                    .getEnvFrom()
                    .addFirst(new EnvFromSourceBuilder()
                            .withNewConfigMapRef(ObjectNames.config(owner.component()), null)
                            .build());
        }
        if (container.getTerminationMessagePolicy() == null) {
            container.setTerminationMessagePolicy(LAST_WORDS);
        }
        mounts(container);
        List<String> own = container.getEnv().stream().map(EnvVar::getName).toList();
        List<EnvVar> environment = injected();
        environment.removeIf(variable -> own.contains(variable.getName()));
        environment.addAll(container.getEnv());
        container.setEnv(environment);
    }

    private void mounts(Container container) {
        content.bindings()
                .keySet()
                .forEach(name -> mount(container, PodVolumes.binding(name), "/bindings/" + name, true));
        if (!users().isEmpty()) {
            mount(container, PodVolumes.CREDENTIALS, "/credentials", true);
        }
        content.storage().forEach((name, claim) -> mount(container, name, claim.mountPath(), false));
    }

    private List<EnvVar> injected() {
        List<EnvVar> variables = new ArrayList<>();
        content.bindings().forEach((name, binding) -> variables.addAll(variables(name, copied(binding))));
        if (!content.bindings().isEmpty()) {
            variables.add(new EnvVar("SERVICE_BINDING_ROOT", "/bindings", null));
        }
        for (String user : users()) {
            variables.add(secret(
                    "MPAAS_PASSWORD_" + ObjectNames.variable(user),
                    ObjectNames.credentials(owner.component()),
                    user,
                    null));
        }
        if (content.members() != null) {
            variables.add(new EnvVar(Quorum.MEMBERS, content.members().toString(), null));
        }
        if (!content.memberNames().isEmpty()) {
            variables.add(new EnvVar(Quorum.MEMBER_NAMES, String.join(",", content.memberNames()), null));
        }
        return variables;
    }

    private Binding copied(Binding binding) {
        String secret = binding.secret();
        return secret == null || binding.optional() != null
                ? binding
                : binding.withSecret(DataCopies.secret(copies, secret));
    }

    private List<EnvVar> variables(String name, Binding binding) {
        String prefix = ObjectNames.variable(name);
        List<EnvVar> variables = new ArrayList<>();
        variables.add(new EnvVar(prefix + "_HOST", binding.host(), null));
        variables.add(new EnvVar(prefix + "_PORT", Integer.toString(binding.port()), null));
        if (binding.username() != null) {
            variables.add(new EnvVar(prefix + "_USERNAME", binding.username(), null));
        }
        if (binding.secret() != null && binding.usernameKey() != null) {
            variables.add(secret(prefix + "_USERNAME", binding.secret(), binding.usernameKey(), binding.optional()));
        }
        if (binding.secret() != null && binding.passwordKey() != null) {
            variables.add(secret(prefix + "_PASSWORD", binding.secret(), binding.passwordKey(), binding.optional()));
        }
        return variables;
    }

    private static EnvVar secret(
            String name, String secret, String key, @org.jspecify.annotations.Nullable Boolean optional) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, secret, optional)
                .endValueFrom()
                .build();
    }

    private static void mount(Container container, String volume, String path, boolean readOnly) {
        boolean taken = container.getVolumeMounts().stream().anyMatch(mount -> path.equals(mount.getMountPath()));
        if (!taken) {
            container
                    .getVolumeMounts()
                    .add(new VolumeMountBuilder()
                            .withName(volume)
                            .withMountPath(path)
                            .withReadOnly(readOnly ? Boolean.TRUE : null)
                            .build());
        }
    }

    private List<String> users() {
        ProvidedSecret secret =
                content.provides() == null ? null : content.provides().secret();
        return secret == null ? List.of() : secret.generate();
    }
}
