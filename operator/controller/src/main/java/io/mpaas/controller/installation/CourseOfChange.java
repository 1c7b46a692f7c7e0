package io.mpaas.controller.installation;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.controller.cluster.Live;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.history.HistoryEntry;
import io.mpaas.planning.release.ReleaseChoice;
import io.mpaas.planning.rollback.Attempt;
import io.mpaas.planning.rollback.Course;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads what a {@link Course} is chosen by: the caches, and the API server itself before an installation turns back. */
final class CourseOfChange {
    private final Installation installation;
    private final InstallationSources sources;
    private final Acceptance acceptance;
    private final Context<Installation> context;

    CourseOfChange(
            Installation installation,
            InstallationSources sources,
            Acceptance acceptance,
            Context<Installation> context) {
        this.installation = installation;
        this.sources = sources;
        this.acceptance = acceptance;
        this.context = context;
    }

    /** @param blueprint what the spec comes to now */
    Course choose(Blueprint blueprint, ReleaseChoice choice) {
        Optional<AcceptedRelease> release = choice.identity();
        if (!Course.isOpen(installation) || release.isEmpty()) {
            return new Course.Forward();
        }
        HistoryEntry asked = acceptance.entry(installation, release.get(), blueprint);
        Attempt attempt = new Attempt(
                installation,
                asked,
                sources.history(installation),
                sources.components(installation),
                choice.release(),
                asked.at());
        Course course = Course.of(attempt);
        if (!(course instanceof Course.Refuse)) {
            return course;
        }
        return InstallationView.toStop(installation)
                ? new Course.Forward()
                : Course.of(attempt.with(live(attempt.components().keySet())));
    }

    /** To turn back rests on the objects themselves, not on what a cache showed last. */
    private Map<String, Component> live(Set<String> names) {
        Live live = new Live(context.getClient());
        Map<String, Component> components = new TreeMap<>();
        names.forEach(
                name -> live.read(Component.class, installation.getMetadata().getNamespace(), name)
                        .ifPresent(component -> components.put(name, component)));
        return components;
    }
}
