package io.mpaas.cli.why;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.PodEvidence;
import java.util.ArrayList;
import java.util.List;

/** What the operator says of pods in clusters that are not its own: for those who cannot look there. */
final class SiteSigns {
    private SiteSigns() {}

    static List<Sign> of(Component component) {
        List<Sign> signs = new ArrayList<>();
        if (component.getStatus() != null) {
            component
                    .getStatus()
                    .sites()
                    .forEach((site, said) -> said.evidence().forEach(evidence -> signs.addAll(of(evidence, site))));
        }
        return signs;
    }

    private static List<Sign> of(PodEvidence evidence, String site) {
        String pod = "pod " + evidence.pod() + " in Site " + site;
        List<Sign> signs = new ArrayList<>(List.of(new Sign(Sign.Kind.pod, pod, null, evidence.reason())));
        if (evidence.lastEvent() != null) {
            signs.add(new Sign(Sign.Kind.event, pod, null, evidence.lastEvent()));
        }
        if (evidence.terminationMessage() != null) {
            evidence.terminationMessage()
                    .lines()
                    .forEach(line -> signs.add(new Sign(Sign.Kind.log, evidence.pod(), null, line)));
        }
        return signs;
    }
}
