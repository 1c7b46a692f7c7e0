package io.mpaas.cli.why;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.PodEvidence;
import java.util.ArrayList;
import java.util.List;

/** What the operator says of pods in clusters that are not its own: for those who cannot look there. */
public final class SiteSigns {
    private SiteSigns() {}

    static List<Sign> of(Component component) {
        return component.getStatus() == null
                ? List.of()
                : component.getStatus().sites().keySet().stream()
                        .flatMap(site -> of(component, site).stream())
                        .toList();
    }

    /** Of its pods in one Site. */
    public static List<Sign> of(Component component, String site) {
        ComponentSite said = component.getStatus() == null
                ? null
                : component.getStatus().sites().get(site);
        return said == null
                ? List.of()
                : said.evidence().stream()
                        .flatMap(evidence -> of(evidence, site).stream())
                        .toList();
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
