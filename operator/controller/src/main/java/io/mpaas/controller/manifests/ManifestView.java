package io.mpaas.controller.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.cluster.Access;
import io.mpaas.controller.cluster.Account;
import io.mpaas.controller.cluster.ComponentSources;
import io.mpaas.controller.cluster.InPlace;
import io.mpaas.controller.cluster.Revisions;
import io.mpaas.controller.cluster.ServedKind;
import io.mpaas.controller.manifests.Kinds.Type;
import io.mpaas.controller.report.Unavailable;
import io.mpaas.planning.render.Renderer;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.ObjectKey;
import io.mpaas.planning.value.Owner;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is to be, and what there is, of one component of the type Manifests, seen with the rights of its account.
 *
 * <p>A cache that is not filled yet makes the view incomplete, and nothing is decided on it; the filling wakes the component.
 */
public final class ManifestView {
    private final Owner owner;
    private final ComponentSpec spec;
    private final ComponentSources sources;
    private final ManifestWatches watches;
    private final Account account;
    private final Access access;
    private final List<JsonNode> present;
    private final Map<String, List<JsonNode>> earlier = new HashMap<>();

    private final Map<Type, ServedKind> kinds = new HashMap<>();
    private final Map<Type, ManifestWatch> open = new HashMap<>();
    private final Map<ObjectKey, GenericKubernetesResource> live = new LinkedHashMap<>();
    /** Types of which it cannot be told at present whether they are served, or what there is of them, and why. */
    private final Map<Type, String> unavailable = new TreeMap<>(Comparator.comparing(Type::toString));

    private final Map<ObjectKey, JsonNode> foreignDefinitions = new HashMap<>();
    private Optional<String> refusal = Optional.empty();
    private boolean filled = true;

    private ManifestView(Component component, Owner owner, ComponentSources sources, ManifestWatches watches) {
        this.owner = owner;
        this.spec = component.getSpec();
        this.sources = sources;
        this.watches = watches;
        this.account = Account.of(owner, spec);
        this.access = watches.access(account);
        Revisions.all(sources.home(owner)).forEach((hash, rendering) -> earlier.put(hash, rendering.manifests()));
        List<JsonNode> kept = earlier.remove(spec.contentHash());
        this.present = kept != null ? kept : Renderer.render(owner, spec).manifests();
    }

    public static ManifestView read(
            Component component, Owner owner, ComponentSources sources, ManifestWatches watches) {
        ManifestView view = new ManifestView(component, owner, sources, watches);
        view.look();
        watches.kinds().await(ManifestWatches.id(owner), view.awaited());
        watches.keep(owner, view.open.values(), !view.spec.readyWhen().isEmpty());
        return view;
    }

    /** Definitions first: they tell of kinds that discovery does not know yet. */
    private void look() {
        List<JsonNode> all = new ArrayList<>(present);
        earlier.values().forEach(all::addAll);
        Kinds.types(definitions(all)).forEach(this::look);
        live.values().stream().map(Json::tree).forEach(watches.kinds()::define);
        if (filled && refusal.isEmpty()) {
            definitions(present).forEach(this::lookForForeign);
        }
        Kinds.types(all).stream().filter(type -> !open.containsKey(type)).forEach(this::look);
    }

    private void look(Type type) {
        Optional<ServedKind> served;
        try {
            served = watches.kinds().find(type);
        } catch (KubernetesClientException e) {
            unavailable.put(type, type + " is not available: " + Unavailable.sentence(e));
            return;
        }
        if (served.isEmpty()) {
            return;
        }
        kinds.put(type, served.get());
        ManifestWatch watch = watches.open(owner, account, served.get());
        open.put(type, watch);
        watch.refusal().ifPresent(code -> refused(type, watch, code));
        filled &= watch.isFilled();
        if (!watch.isFilled()) {
            watch.refusal()
                    .ifPresent(
                            code -> unavailable.put(type, type + " cannot be listed: the API server answers " + code));
        }
        watch.objects(owner).forEach(object -> live.putIfAbsent(key(object), object));
    }

    /** Whatever the cause, it is asked for again: a right may have been given, a kind may have come back. */
    private void refused(Type type, ManifestWatch watch, int code) {
        if (code == HttpURLConnection.HTTP_FORBIDDEN) {
            Optional<String> right = rights().missing(kind(type), "list", "watch");
            refusal = refusal.or(() -> right);
            if (right.isEmpty()) {
                watches.renew(watch);
            }
        } else if (code == HttpURLConnection.HTTP_NOT_FOUND && watch.isFilled()) {
            watches.kinds().doubt(type);
            if (watches.kinds().find(type).isEmpty()) {
                kinds.remove(type);
                open.remove(type);
            }
        }
    }

    /** A definition that is there and not ours is used as it is. */
    private void lookForForeign(JsonNode definition) {
        ObjectKey key = ObjectKey.of(definition);
        if (live.containsKey(key)) {
            return;
        }
        ServedKind kind = kind(Type.of(definition));
        try {
            GenericKubernetesResource there =
                    access.objects(kind, owner.namespace()).withName(key.name()).get();
            if (there != null && !owner.owns(there) && !isLeftBehind(there)) {
                foreignDefinitions.put(key, Json.tree(there));
                watches.kinds().define(Json.tree(there));
            }
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            refusal = rights().missing(kind, "get");
        }
    }

    /** A definition of an installation that is gone. */
    boolean isLeftBehind(HasMetadata definition) {
        Map<String, String> labels = definition.getMetadata().getLabels();
        String uid = labels == null ? null : labels.get(Mpaas.INSTALLATION_ID_LABEL);
        return uid != null && !sources.hasInstallation(uid);
    }

    private static List<JsonNode> definitions(Collection<JsonNode> objects) {
        return objects.stream()
                .filter(object -> ObjectKey.of(object).isDefinition())
                .toList();
    }

    /** Kinds that nobody serves, and that no definition of its own will bring. */
    public List<String> missingKinds() {
        Set<Type> own = Kinds.defined(definitions(present));
        return unknown()
                .filter(type -> !own.contains(type))
                .map(this::whyNotServed)
                .sorted()
                .toList();
    }

    String whyNotServed(Type type) {
        return unavailable.getOrDefault(type, "no API of this cluster serves " + type);
    }

    /** What cannot be told at present, a sentence: absent does not mean that there is nothing. */
    public Optional<String> unavailable() {
        return unavailable.values().stream().findFirst();
    }

    /** What its own watches will not tell of. */
    private Set<Type> awaited() {
        Set<Type> ours = Kinds.defined(definitions(present).stream()
                .filter(definition -> !foreignDefinitions.containsKey(ObjectKey.of(definition)))
                .toList());
        return unknown().filter(type -> !ours.contains(type)).collect(Collectors.toSet());
    }

    private Stream<Type> unknown() {
        return Kinds.types(present).stream().filter(type -> !kinds.containsKey(type));
    }

    public Owner owner() {
        return owner;
    }

    ComponentSpec spec() {
        return spec;
    }

    Access access() {
        return access;
    }

    /** Whether the operator applies the objects by its own permissions. */
    boolean byOperator() {
        return account.name().isEmpty();
    }

    Rights rights() {
        return new Rights(account, access);
    }

    /** Whether every cache is filled, so that absent means absent; or why one cannot be. */
    public boolean isComplete() {
        return filled || refusal.isPresent();
    }

    /** A right that the account lacks to see its objects, a sentence. */
    Optional<String> refusal() {
        return refusal;
    }

    /** The objects of the present content, in the order in which they were written. */
    List<JsonNode> present() {
        return present;
    }

    Optional<List<JsonNode>> earlier(String contentHash) {
        return Optional.ofNullable(earlier.get(contentHash));
    }

    Optional<GenericKubernetesResource> live(ObjectKey key) {
        return Optional.ofNullable(live.get(key));
    }

    Collection<GenericKubernetesResource> live() {
        return live.values();
    }

    /** A CustomResourceDefinition that somebody else made and that is used as it is. */
    Optional<JsonNode> foreign(ObjectKey key) {
        return Optional.ofNullable(foreignDefinitions.get(key));
    }

    boolean isServed(JsonNode object) {
        return kinds.containsKey(Type.of(object));
    }

    /** Objects that an earlier content had and the present one has not; definitions stay. */
    List<GenericKubernetesResource> leftovers() {
        Set<ObjectKey> wanted = present.stream().map(ObjectKey::of).collect(Collectors.toSet());
        return live.entrySet().stream()
                .filter(entry ->
                        !wanted.contains(entry.getKey()) && !entry.getKey().isDefinition())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** All that deletion takes away: definitions stay, for with them every object of their kinds would go. */
    List<GenericKubernetesResource> deletable() {
        return live.entrySet().stream()
                .filter(entry -> !entry.getKey().isDefinition())
                .map(Map.Entry::getValue)
                .toList();
    }

    ServedKind kind(GenericKubernetesResource object) {
        return kind(new Type(object.getApiVersion(), object.getKind()));
    }

    private ServedKind kind(Type type) {
        return Objects.requireNonNull(kinds.get(type), type::toString);
    }

    ManifestWatch watch(GenericKubernetesResource object) {
        Type type = new Type(object.getApiVersion(), object.getKind());
        return Objects.requireNonNull(open.get(type), type::toString);
    }

    Set<InPlace.Version> versions() {
        return live.values().stream().map(InPlace.Version::of).collect(Collectors.toCollection(HashSet::new));
    }

    static ObjectKey key(GenericKubernetesResource object) {
        return new ObjectKey(
                ObjectKey.group(object.getApiVersion()),
                object.getKind(),
                object.getMetadata().getName());
    }

    static Set<String> names(Collection<GenericKubernetesResource> objects) {
        return objects.stream().map(object -> key(object).toString()).collect(Collectors.toCollection(TreeSet::new));
    }
}
