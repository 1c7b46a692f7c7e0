package io.mpaas.controller.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.PodEvidence;
import io.mpaas.controller.cluster.Place;
import io.mpaas.planning.decide.StatusReport;
import io.mpaas.planning.observe.EventReader;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.pods.FailedPods;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why pods fail in a cluster elsewhere, put into the status of their component: whoever looks at that may have no access there.
 * Passwords that are known here are left out.
 */
public final class RemoteEvidence {
    private static final int LONGEST = 512;
    private static final Set<String> TROUBLE =
            Set.of(Reason.PodsCannotRun.name(), Reason.ImageUnusable.name(), Reason.JobFailed.name());

    private final ComponentView view;

    public RemoteEvidence(ComponentView view) {
        this.view = view;
    }

    /** The same report, with the evidence, if something fails. */
    public StatusReport.Report in(StatusReport.Report report) {
        if (view.place().isAtHome()) {
            return report;
        }
        String site = view.component().getSpec().placement().keySet().iterator().next();
        List<PodEvidence> evidence = evidence(report.status(), site);
        if (evidence.isEmpty()) {
            return report;
        }
        ComponentStatus said = report.status().withSites(Map.of(site, new ComponentSite(null, null, evidence)));
        return new StatusReport.Report(said, report.lookAgain());
    }

    /** The evidence of one site; empty while nothing fails. */
    public List<PodEvidence> evidence(ComponentStatus status, String site) {
        if (!fails(status)) {
            return List.of();
        }
        List<FailedPods.Failed> failed =
                FailedPods.of(view.pods(), view.place().there().nodes());
        Set<String> secrets = failed.isEmpty() ? Set.of() : secrets();
        return failed.stream().map(one -> of(one, secrets, site)).toList();
    }

    private static boolean fails(ComponentStatus status) {
        return status.phase() == ComponentPhase.Failed
                || status.phase() == ComponentPhase.Degraded
                || Conditions.find(status.conditions(), Conditions.Type.Ready)
                        .filter(ready -> TROUBLE.contains(ready.getReason()))
                        .isPresent();
    }

    private PodEvidence of(FailedPods.Failed failed, Set<String> secrets, String site) {
        String reason = Redaction.end(Redaction.of(failed.reason(), secrets), LONGEST);
        return new PodEvidence(
                failed.pod(),
                reason,
                event(failed.pod(), reason, secrets, site),
                failed.message()
                        .map(text -> Redaction.end(Redaction.of(text, secrets), LONGEST))
                        .orElse(null));
    }

    /** Asked for once while the pod says the same. */
    private @Nullable String event(String pod, String reason, Set<String> secrets, String site) {
        Optional<PodEvidence> known = Stream.ofNullable(
                        Neighbour.status(view.component()).sites().get(site))
                .flatMap(said -> said.evidence().stream())
                .filter(one -> one.pod().equals(pod) && one.reason().equals(reason))
                .findFirst();
        if (known.isPresent()) {
            return known.get().lastEvent();
        }
        try {
            return EventReader.newest(view.place().applier().warnings("Pod", pod), Optional.empty())
                    .map(words -> Redaction.end(Redaction.of(words, secrets), LONGEST))
                    .orElse(null);
        } catch (KubernetesClientException e) {
            return null; // what it would have said is missed, and asked for again
        }
    }

    /** Passwords of the component and of what it needs, and what is in the Secrets that it reads. */
    private Set<String> secrets() {
        Place place = view.place();
        Owner owner = place.owner();
        Component component = view.component();
        Stream<Secret> passwords = Stream.concat(
                        Stream.of(owner.component()), component.getSpec().dependencies().keySet().stream())
                .map(name -> new Owner(owner.namespace(), owner.installation(), owner.installationId(), name))
                .flatMap(one -> place.home().owned(Secret.class, one));
        Stream<HasMetadata> copies = place.home().copies(owner);
        Set<String> values = new TreeSet<>();
        Stream.concat(passwords, copies.filter(Secret.class::isInstance).map(Secret.class::cast))
                .map(Secret::getData)
                .filter(Objects::nonNull)
                .flatMap(data -> data.values().stream())
                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8))
                .forEach(values::add);
        return values;
    }
}
