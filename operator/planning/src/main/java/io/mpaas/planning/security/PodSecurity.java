package io.mpaas.planning.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The Pod Security Standards as a Kubernetes of version 1.36 enforces them in a namespace with a label
 * {@code pod-security.kubernetes.io/enforce}, for pods of Linux.
 *
 * <p>Source: <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards</a>. A story compares
 * it with a real API server.
 */
public final class PodSecurity {
    private static final Set<String> CAPABILITIES = Set.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");
    private static final Set<String> SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.ping_group_range",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.tcp_wmem");
    private static final Set<String> SELINUX =
            Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");
    private static final Set<String> VOLUMES = Set.of(
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "image",
            "persistentVolumeClaim",
            "projected",
            "secret");
    private static final List<String> PROBES =
            List.of("/livenessProbe", "/readinessProbe", "/startupProbe", "/lifecycle/postStart", "/lifecycle/preStop");

    private final JsonNode spec;
    private final List<Refusal> refusals = new ArrayList<>();

    private PodSecurity(JsonNode spec) {
        this.spec = spec;
    }

    /** What a namespace may enforce; {@code privileged} refuses nothing. Each level refuses what the one before it does, and more. */
    public enum Level {
        baseline,
        restricted
    }

    /**
     * One reason.
     *
     * @param field in the spec of the pod, such as {@code containers[0].securityContext.privileged}
     */
    public record Refusal(String field, String message) {}

    /**
     * Why a namespace of that level would refuse such a pod; empty if it would not.
     *
     * @param spec a PodSpec
     */
    public static List<Refusal> refusals(Level level, JsonNode spec) {
        PodSecurity check = new PodSecurity(spec);
        check.baseline();
        if (level == Level.restricted) {
            check.restricted();
        }
        return List.copyOf(check.refusals);
    }

    private void baseline() {
        for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
            refuse(spec.path(field).asBoolean(), field, "must not be true");
        }
        each(
                "volumes",
                (volume, path) -> refuse(volume.hasNonNull("hostPath"), path + ".hostPath", "must not be there"));
        for (JsonNode sysctl : spec.at("/securityContext/sysctls")) {
            String name = sysctl.path("name").asText();
            refuse(!SYSCTLS.contains(name), "securityContext.sysctls", "must not set " + name);
        }
        context(spec.path("securityContext"), "securityContext");
        containers(this::baseline);
    }

    private void baseline(JsonNode container, String path) {
        JsonNode context = container.path("securityContext");
        String inContext = path + ".securityContext";
        refuse(context.path("privileged").asBoolean(), inContext + ".privileged", "must not be true");
        refuse(
                !context.path("procMount").asText("Default").equals("Default") && !hasUsersOfItsOwn(),
                inContext + ".procMount",
                "must be Default");
        for (JsonNode added : context.at("/capabilities/add")) {
            refuse(
                    !CAPABILITIES.contains(added.asText()),
                    inContext + ".capabilities.add",
                    "must not have " + added.asText());
        }
        for (JsonNode port : container.path("ports")) {
            refuse(port.path("hostPort").asInt() != 0, path + ".ports", "must have no hostPort");
        }
        for (String probe : PROBES) {
            boolean host = !container.at(probe + "/httpGet/host").asText("").isEmpty()
                    || !container.at(probe + "/tcpSocket/host").asText("").isEmpty();
            refuse(host, path + probe.replace('/', '.'), "must name no host");
        }
        context(context, inContext);
    }

    /** What is refused of a container as of the whole pod. */
    private void context(JsonNode context, String path) {
        refuse(
                context.at("/seccompProfile/type").asText().equals("Unconfined"),
                path + ".seccompProfile",
                "must not be Unconfined");
        refuse(
                context.at("/appArmorProfile/type").asText().equals("Unconfined"),
                path + ".appArmorProfile",
                "must not be Unconfined");
        refuse(
                context.at("/windowsOptions/hostProcess").asBoolean(),
                path + ".windowsOptions.hostProcess",
                "must not be true");
        JsonNode labels = context.path("seLinuxOptions");
        refuse(
                !SELINUX.contains(labels.path("type").asText("")),
                path + ".seLinuxOptions.type",
                "must be one of a container");
        for (String field : List.of("user", "role")) {
            refuse(!labels.path(field).asText("").isEmpty(), path + ".seLinuxOptions." + field, "must not be set");
        }
    }

    private void restricted() {
        JsonNode context = spec.path("securityContext");
        each(
                "volumes",
                (volume, path) -> volume.fieldNames()
                        .forEachRemaining(source -> refuse(
                                !source.equals("name") && !VOLUMES.contains(source),
                                path + "." + source,
                                "is of a type that must not be mounted")));
        if (!hasUsersOfItsOwn()) {
            refuse(isFalse(context, "runAsNonRoot"), "securityContext.runAsNonRoot", "must be true");
            refuse(isRoot(context), "securityContext.runAsUser", "must not be 0");
        }
        containers(this::restricted);
    }

    private void restricted(JsonNode container, String path) {
        JsonNode ofPod = spec.path("securityContext");
        JsonNode context = container.path("securityContext");
        String inContext = path + ".securityContext";
        refuse(!isFalse(context, "allowPrivilegeEscalation"), inContext + ".allowPrivilegeEscalation", "must be false");
        if (!hasUsersOfItsOwn()) {
            boolean asked = (context.hasNonNull("runAsNonRoot") ? context : ofPod)
                    .path("runAsNonRoot")
                    .asBoolean();
            refuse(!asked, inContext + ".runAsNonRoot", "must be true, here or for the whole pod");
            refuse(isRoot(context), inContext + ".runAsUser", "must not be 0");
        }
        refuse(
                !context.path("procMount").asText("Default").equals("Default"),
                inContext + ".procMount",
                "must be Default");
        JsonNode profile = (context.hasNonNull("seccompProfile") ? context : ofPod).at("/seccompProfile/type");
        refuse(
                !List.of("RuntimeDefault", "Localhost").contains(profile.asText()),
                inContext + ".seccompProfile",
                "must be RuntimeDefault or Localhost, here or for the whole pod");
        capabilities(context.path("capabilities"), inContext + ".capabilities");
    }

    private void capabilities(JsonNode capabilities, String path) {
        boolean all = false;
        for (JsonNode dropped : capabilities.path("drop")) {
            all |= dropped.asText().equals("ALL");
        }
        refuse(!all, path + ".drop", "must be [ALL]");
        for (JsonNode added : capabilities.path("add")) {
            refuse(!added.asText().equals("NET_BIND_SERVICE"), path + ".add", "must have nothing but NET_BIND_SERVICE");
        }
    }

    /** A root of such a pod is nobody on the node. */
    private boolean hasUsersOfItsOwn() {
        return isFalse(spec, "hostUsers");
    }

    private static boolean isFalse(JsonNode node, String field) {
        return node.hasNonNull(field) && !node.path(field).asBoolean(true);
    }

    private static boolean isRoot(JsonNode context) {
        return context.hasNonNull("runAsUser") && context.path("runAsUser").asLong() == 0;
    }

    private void containers(BiConsumer<JsonNode, String> check) {
        each("initContainers", check);
        each("containers", check);
    }

    private void each(String list, BiConsumer<JsonNode, String> check) {
        for (int i = 0; i < spec.path(list).size(); i++) {
            check.accept(spec.path(list).get(i), list + "[" + i + "]");
        }
    }

    private void refuse(boolean refused, String field, String message) {
        Refusal refusal = new Refusal(field, message);
        if (refused && !refusals.contains(refusal)) {
            refusals.add(refusal);
        }
    }
}
