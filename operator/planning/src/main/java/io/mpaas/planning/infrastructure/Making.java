package io.mpaas.planning.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.SiteStage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far Cluster API is with a cluster. The order is that of the gates; another order waits for ever, for nodes are not Ready without a
 * network plugin, and Cluster API does not call a cluster Available without nodes.
 *
 * <pre>
 *   infrastructure ─▶ control plane and kubeconfig ─▶ add-ons ─▶ nodes
 * </pre>
 *
 * @param stage where it is; {@link SiteStage#Nodes} when nothing but nodes can be missing
 * @param doing what is being done
 * @param waits what that waits for, in the words of Cluster API and its provider; may be empty
 */
public record Making(SiteStage stage, String doing, String waits) {
    private static final String APPLIED = "ResourcesApplied";
    private static final String JOINING = "servers become nodes";

    /** The same, with how many of them are Ready by now. */
    public Making counting(int ready, int all) {
        return stage == SiteStage.Nodes
                ? new Making(stage, ready + " of " + all + " servers are Ready nodes", waits)
                : this;
    }

    /**
     * Of a cluster of which nothing is made before the cloud is known to be fit.
     *
     * @param unfit what is wrong with it; empty while it is being asked
     */
    public static Making before(Optional<String> unfit) {
        return unfit.map(words -> new Making(SiteStage.Infrastructure, "nothing is made in the cloud yet", words))
                .orElseGet(() -> new Making(
                        SiteStage.Infrastructure, "the cloud is asked whether the cluster can be made in it", ""));
    }

    /** The same, with one more thing that is wrong. */
    public Making because(String words) {
        return new Making(stage, doing, waits.isEmpty() ? words : waits + "; " + words);
    }

    /** Of a cluster of which it is only known that servers are missing. */
    public static Making joining() {
        return new Making(SiteStage.Nodes, JOINING, "");
    }

    /** Both, for people. */
    public String words() {
        return doing + (waits.isEmpty() ? "" : " (" + waits + ")");
    }

    /** Whether a kubeconfig leads there by now. */
    public boolean leads() {
        return stage == SiteStage.AddOns || stage == SiteStage.Nodes;
    }

    /** Of a cluster that somebody else has made: add-ons are theirs. */
    public static Making adopted(Seen seen) {
        return of(seen, Optional.empty());
    }

    /** Of a cluster that the operator makes. */
    public static Making of(Seen seen, Infrastructure infrastructure) {
        return of(seen, Optional.of(infrastructure));
    }

    private static Making of(Seen seen, Optional<Infrastructure> infrastructure) {
        JsonNode cluster = seen.cluster().orElse(null);
        Optional<String> trouble = infrastructure.flatMap(one -> one.trouble(seen));
        if (cluster == null) {
            return new Making(SiteStage.Infrastructure, "its objects are being written", "");
        }
        if (!isInitialized(cluster, "infrastructureProvisioned")) {
            return new Making(
                    SiteStage.Infrastructure,
                    "the cloud makes networks and the endpoint",
                    waits(cluster, List.of("InfrastructureReady"), trouble));
        }
        if (!isInitialized(cluster, "controlPlaneInitialized") || !seen.kubeconfig()) {
            return new Making(
                    SiteStage.ControlPlane,
                    "the first server becomes the control plane",
                    waits(cluster, List.of("ControlPlaneInitialized", "ControlPlaneMachinesReady"), trouble));
        }
        return infrastructure
                .flatMap(_ -> addOns(seen))
                .orElseGet(() -> new Making(
                        SiteStage.Nodes,
                        JOINING,
                        waits(cluster, List.of("ControlPlaneAvailable", "WorkersAvailable"), trouble)));
    }

    /** They are waited for until they have been applied once; what becomes of them later is their own matter. */
    private static Optional<Making> addOns(Seen seen) {
        Optional<JsonNode> applied =
                seen.of(ApiKind.RESOURCE_SET.kind()).stream().findFirst().flatMap(set -> Seen.condition(set, APPLIED));
        return applied.filter(Seen::isTrue).isPresent()
                ? Optional.empty()
                : Optional.of(new Making(
                        SiteStage.AddOns,
                        "add-ons are applied",
                        applied.map(Seen::text).orElse("")));
    }

    private static boolean isInitialized(JsonNode cluster, String gate) {
        return cluster.at("/status/initialization/" + gate).asBoolean();
    }

    /** What Cluster API waits for: the first of these conditions that is not True; and what its provider says. */
    private static String waits(JsonNode cluster, List<String> types, Optional<String> trouble) {
        Optional<String> first = types.stream()
                .flatMap(type -> Seen.condition(cluster, type).stream())
                .filter(condition -> !Seen.isTrue(condition))
                .findFirst()
                .map(Seen::text);
        return String.join(
                "; ", Stream.of(first, trouble).flatMap(Optional::stream).toList());
    }
}
