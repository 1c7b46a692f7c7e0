package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.mpaas.api.v1alpha1.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The rule over all stories with a running operator: a Component that the operator made has a phase within ten seconds. JUnit finds
 * this extension by itself; {@link Stage} tells it which namespaces to watch.
 */
public final class NoSilence implements AfterEachCallback {
    private static final ThreadLocal<List<Watched>> MINE = ThreadLocal.withInitial(ArrayList::new);
    private static final Set<Watched> ALL = ConcurrentHashMap.newKeySet();

    /** From now on until the end of the story that runs in this thread. */
    static void watch(KubernetesClient client, String namespace) {
        if (MINE.get().stream().noneMatch(watched -> watched.namespace.equals(namespace))) {
            Watched watched = new Watched(client, namespace);
            MINE.get().add(watched);
            ALL.add(watched);
        }
    }

    /** The operator stops: silence is no fault until a story watches again. */
    static void excuse() {
        ALL.forEach(Watched::close);
        ALL.clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<Watched> mine = List.copyOf(MINE.get());
        MINE.remove();
        ALL.removeAll(mine);
        mine.forEach(Watched::close);
        assertThat(mine.stream().flatMap(watched -> watched.silence.broken(System.nanoTime()).stream()))
                .as("Components without a phase for more than %s s", Silence.LONGEST.toSeconds())
                .isEmpty();
    }

    private static final class Watched implements ResourceEventHandler<GenericKubernetesResource> {
        private final String namespace;
        private final Silence silence = new Silence();
        private final SharedIndexInformer<GenericKubernetesResource> informer;

        Watched(KubernetesClient client, String namespace) {
            this.namespace = namespace;
            this.informer = client.genericKubernetesResources(
                            ResourceDefinitionContext.fromResourceType(Component.class))
                    .inNamespace(namespace)
                    .inform(this);
        }

        void close() {
            informer.stop();
            silence.end(System.nanoTime());
        }

        @Override
        public void onAdd(GenericKubernetesResource component) {
            silence.seen(component, System.nanoTime());
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
            silence.seen(now, System.nanoTime());
        }

        @Override
        public void onDelete(GenericKubernetesResource component, boolean unknown) {
            silence.gone(component, System.nanoTime());
        }
    }
}
