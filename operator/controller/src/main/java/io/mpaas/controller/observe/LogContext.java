package io.mpaas.controller.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.Map;
import org.jboss.logging.MDC;

/**
 * What each log line of a pass says it is about: fields {@code namespace}, {@code installation} and {@code component} for
 * machines, and all three in one, {@code subject}, for people.
 */
final class LogContext {
    private static final String NAMESPACE = "namespace";
    private static final String INSTALLATION = "installation";
    private static final String COMPONENT = "component";
    private static final String SUBJECT = "subject";

    private LogContext() {}

    static void enter(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        String name = object.getMetadata().getName();
        boolean component = object instanceof Component;
        String installation = component ? installation(object) : name;
        MDC.put(NAMESPACE, namespace);
        MDC.put(INSTALLATION, installation);
        if (component) {
            MDC.put(COMPONENT, name);
        }
        MDC.put(SUBJECT, namespace + "/" + installation + (component ? "/" + name : "") + " ");
    }

    static void leave() {
        MDC.remove(NAMESPACE);
        MDC.remove(INSTALLATION);
        MDC.remove(COMPONENT);
        MDC.remove(SUBJECT);
    }

    private static String installation(HasMetadata component) {
        Map<String, String> labels = component.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(Mpaas.INSTALLATION_LABEL, "");
    }
}
