package io.mpaas.planning.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.Claim;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentContent.Spread;
import io.mpaas.api.v1alpha1.ComponentSettings;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Defaults;
import io.mpaas.api.v1alpha1.ExternalEndpoint;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.StorageSettings;
import io.mpaas.api.v1alpha1.Strategy;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.planning.check.InstallationCheck;
import io.mpaas.planning.check.ManifestsCheck;
import io.mpaas.planning.check.PodCheck;
import io.mpaas.planning.hash.ContentHash;
import io.mpaas.planning.value.PodVolumes;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.value.UsualStart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Resolves each component of a checked installation: content, replicas, gates and hashes. */
final class ComponentCompiler {
    private final CompileInput input;
    private final ReleaseSpec release;
    private final DependencyGraph graph;
    private final Map<String, Map<String, String>> choices;
    private final Problems problems;
    private final Bindings bindings;
    private final Elsewhere elsewhere;
    private final RolloutPace pace;

    ComponentCompiler(
            CompileInput input,
            ReleaseSpec release,
            DependencyGraph graph,
            Map<String, Map<String, String>> choices,
            Problems problems) {
        this.input = input;
        this.release = release;
        this.graph = graph;
        this.choices = choices;
        this.problems = problems;
        this.bindings = new Bindings(input, release, graph);
        this.elsewhere = new Elsewhere(input, release, graph, problems);
        this.pace = new RolloutPace(Optional.ofNullable(input.spec().rollout()));
    }

    Blueprint blueprint(String version) {
        return new Blueprint(version, compile(), graph, elsewhere.plan());
    }

    private SortedMap<String, ComponentSpec> compile() {
        SortedMap<String, ComponentContent> contents = new TreeMap<>();
        SortedMap<String, String> contentHashes = new TreeMap<>();
        for (String name : graph.nodes()) {
            ComponentContent content = asRecorded(name, content(name));
            ContentHash version = version(name, content);
            contents.put(name, withData(content, version));
            contentHashes.put(name, hash(name, contents.get(name), version));
        }
        Gates gates = Gates.of(graph, contentHashes);
        Map<String, Long> remaining = graph.remaining(this::startSeconds);
        SortedMap<String, ComponentSpec> specs = new TreeMap<>();
        contents.forEach((name, content) ->
                specs.put(name, spec(name, content, contentHashes.get(name), gates, remaining.getOrDefault(name, 0L))));
        return specs;
    }

    /** Objects of Manifests that are as an earlier operator made them of the same spec stay so until something changes. */
    private ComponentContent asRecorded(String name, ComponentContent content) {
        List<String> recorded = input.facts().recorded().getOrDefault(name, List.of());
        if (content.manifests().isEmpty() || recorded.isEmpty()) {
            return content;
        }
        ComponentContent former =
                manifests(component(name), object -> ManifestObjects.formerly(object, input.namespace(), input.spec()));
        boolean asBefore = !former.equals(content)
                && recorded.stream()
                        .limit(1)
                        .flatMap(hash -> ContentHash.named(hash).stream()
                                .filter(version -> hash.equals(hash(name, former, version))))
                        .findAny()
                        .isPresent();
        return asBefore ? former : content;
    }

    /** That of a recorded hash that this content has, else the newest: what does not change keeps its hash. */
    private ContentHash version(String name, ComponentContent content) {
        for (String recorded : input.facts().recorded().getOrDefault(name, List.of())) {
            Optional<ContentHash> version = ContentHash.named(recorded);
            if (version.isEmpty()) {
                problems.error(
                        Problems.Reason.NewerHashVersion,
                        InstallationCheck.path(name),
                        "its content hash " + recorded + " was made by a newer operator: upgrade this operator;"
                                + " until then nothing is changed");
            } else if (recorded.equals(hash(name, withData(content, version.get()), version.get()))) {
                return version.get();
            }
        }
        return ContentHash.NEWEST;
    }

    private String hash(String name, ComponentContent content, ContentHash version) {
        return version.of(type(name), content, external(name));
    }

    private ComponentContent withData(ComponentContent content, ContentHash version) {
        return content.podTemplate() == null
                ? content
                : content.withData(References.digests(
                        content.podTemplate(),
                        content.bindings(),
                        bindings.generatedSecrets(),
                        input.facts(),
                        version));
    }

    private ComponentSpec spec(
            String name, ComponentContent content, @Nullable String contentHash, Gates gates, long priority) {
        ReleaseComponent component = component(name);
        ExternalEndpoint external = input.settings(name).external();
        Integer replicas = external == null ? replicas(name, component, input.settings(name)) : null;
        return new ComponentSpec(
                external == null ? component.type() : null,
                external,
                replicas,
                replicas,
                gates.dependencies(name),
                gates.updateAfter(name),
                choices.getOrDefault(name, Map.of()),
                content,
                String.valueOf(contentHash),
                gates.rolloutHash(name),
                external == null ? component.readyWhen() : List.of(),
                Missing.find(name, replicas, external == null ? content : null, input.facts(), problems),
                component.type() == WorkloadType.Manifests ? account() : null,
                pace.timeoutSeconds(),
                pace.dataRestartSeconds(),
                priority,
                external == null ? UsualStart.ofOnePod(component) : 0,
                pace.mostStarts(),
                null,
                List.of(),
                null,
                elsewhere.placement(name));
    }

    /** All but the digests of its data. */
    private ComponentContent content(String name) {
        ReleaseComponent component = component(name);
        ComponentSettings settings = input.settings(name);
        if (settings.external() != null) {
            return ComponentContent.ofExternal(component.provides());
        }
        if (component.pod() == null) {
            checkManifests(name, component);
            return manifests(component, object -> ManifestObjects.resolve(object, input.namespace(), input.spec()));
        }
        ObjectNode template = PodTemplates.resolve(
                component.pod(), input.spec().defaults(), input.spec().images(), settings);
        if (settings.podTemplate() != null || !settings.podTemplateRemove().isEmpty()) {
            PodCheck.check(
                    template.path("spec"),
                    InstallationCheck.path(name) + ".podTemplate.spec",
                    PodVolumes.of(component),
                    component.type(),
                    problems);
        }
        return new ComponentContent(
                template,
                component.quorum() == null ? null : Boolean.TRUE,
                Boolean.TRUE.equals(component.parallel()) ? Boolean.TRUE : null,
                component.quorum() == null ? null : asked(name, component, settings),
                elsewhere.members(name),
                component.strategy() == Strategy.Recreate ? Strategy.Recreate : null,
                PodTemplates.config(component, settings),
                claims(component, settings),
                component.provides(),
                component.expose(),
                spread(component.type()),
                bindings.of(name),
                Map.of(),
                List.of());
    }

    private void checkManifests(String name, ReleaseComponent component) {
        elsewhere.refuseManifests(name);
        if (account() == null) {
            ManifestsCheck.checkRights(name, component.manifests(), problems);
        }
    }

    private static ComponentContent manifests(ReleaseComponent component, UnaryOperator<JsonNode> resolve) {
        return ComponentContent.ofManifests(
                component.manifests().stream().map(resolve).toList());
    }

    /** An empty name is no name. */
    private @Nullable String account() {
        String name = input.spec().serviceAccountName();
        return name == null || name.isEmpty() ? null : name;
    }

    /** Whether it has replicas, that are to be apart from each other. */
    private static boolean spreads(WorkloadType type) {
        return type == WorkloadType.Deployment || type == WorkloadType.StatefulSet;
    }

    private @Nullable Spread spread(WorkloadType type) {
        return elsewhere.spread().orElseGet(() -> spreads(type) ? byTier() : null);
    }

    private @Nullable Spread byTier() {
        return switch (input.tier()) {
            case SingleNode -> null;
            case SingleRoom -> Spread.Node;
            case SameCityActiveActive, TwoCitiesThreeCenters, ThreeCitiesFiveCenters -> Spread.Zone;
        };
    }

    private Map<String, Claim> claims(ReleaseComponent component, ComponentSettings settings) {
        Defaults defaults = input.spec().defaults();
        String defaultClass = defaults == null ? null : defaults.storageClass();
        SortedMap<String, Claim> claims = new TreeMap<>();
        component.storage().forEach((name, storage) -> {
            StorageSettings own = settings.storage().getOrDefault(name, new StorageSettings(null, null));
            claims.put(
                    name,
                    new Claim(
                            own.size() == null ? storage.size() : own.size(),
                            storage.mountPath(),
                            own.storageClass() == null ? defaultClass : own.storageClass()));
        });
        return claims;
    }

    private @Nullable Integer replicas(String name, ReleaseComponent component, ComponentSettings settings) {
        if (!spreads(component.type())) {
            return null;
        }
        Integer replicas = asked(name, component, settings);
        if (replicas == null) {
            problems.error(
                    Problems.Reason.NoReplicasForTier,
                    InstallationCheck.path(name) + ".replicas",
                    "the Release has no number of replicas of " + name + " for tier " + input.tier()
                            + ": set one here, or choose another tier");
        }
        return replicas;
    }

    /** By the Installation or, else, by the Release for this tier; a person's {@code kubectl scale} decides no content. */
    private @Nullable Integer asked(String name, ReleaseComponent component, ComponentSettings settings) {
        Optional<Integer> placed = elsewhere.total(name);
        if (placed.isPresent()) {
            return placed.get();
        }
        return settings.replicas() != null
                ? settings.replicas()
                : component.replicas().get(input.tier().name());
    }

    private long startSeconds(String name) {
        ComponentSettings settings = input.settings(name);
        ReleaseComponent component = component(name);
        return settings.external() != null ? 0 : UsualStart.seconds(component, asked(name, component, settings));
    }

    private ReleaseComponent component(String name) {
        ReleaseComponent component = release.components().get(name);
        if (component == null) {
            throw new IllegalStateException("the graph has a component that the Release has not: " + name);
        }
        return component;
    }

    private String type(String name) {
        return component(name).type().name();
    }

    private Object external(String name) {
        var external = input.settings(name).external();
        return external == null ? Map.of() : external;
    }
}
