package io.mpaas.controller.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.mpaas.controller.manifests.Kinds.Type;
import io.mpaas.planning.decide.WorkloadFacts;
import io.mpaas.planning.kstatus.ObjectStatus;
import io.mpaas.planning.observe.WorkloadReader;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.ObjectKey;
import io.mpaas.planning.value.ReadyWhen;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the objects of a component of the type Manifests say of themselves. */
public final class ManifestReader {
    private final ManifestView view;
    private final String presentHash;

    public ManifestReader(ManifestView view) {
        this.view = view;
        this.presentHash = view.spec().contentHash();
    }

    /** Empty before the first object was made; a definition alone may have been left by an earlier life of the component. */
    public Optional<WorkloadFacts> facts() {
        boolean onlyDefinitions =
                view.present().stream().allMatch(object -> ObjectKey.of(object).isDefinition());
        boolean started =
                onlyDefinitions ? !view.live().isEmpty() : !view.deletable().isEmpty();
        return started ? Optional.of(read()) : Optional.empty();
    }

    private WorkloadFacts read() {
        List<JsonNode> judged = inForce();
        List<Trouble> troubles =
                judged.stream().flatMap(object -> trouble(object).stream()).toList();
        int existing = Math.toIntExact(judged.stream()
                .filter(object -> view.live(ObjectKey.of(object)).isPresent())
                .count());
        return new WorkloadFacts(
                contentHash(),
                true,
                judged.size(),
                existing,
                Math.toIntExact(view.present().stream().filter(this::isUpdated).count()),
                judged.size() - troubles.size(),
                false,
                troubles.stream().filter(Trouble::failed).map(Trouble::sentence).findFirst(),
                false,
                Optional.empty(),
                troubles.stream().map(Trouble::sentence).findFirst().or(() -> notYet(judged)));
    }

    private Optional<String> notYet(List<JsonNode> judged) {
        List<String> readyWhen = view.spec().readyWhen();
        if (readyWhen.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode objects = Json.object();
        judged.reversed().forEach(object -> {
            ObjectKey key = ObjectKey.of(object);
            there(key).ifPresent(live -> objects.set(key.kind() + "/" + key.name(), live));
        });
        return ReadyWhen.notYet(ReadyWhen.Subject.OBJECTS, readyWhen, objects)
                .map(expression -> "readyWhen does not hold yet: " + expression);
    }

    private Optional<JsonNode> there(ObjectKey key) {
        return view.foreign(key).or(() -> view.live(key).map(Json::tree));
    }

    /**
     * Why an object is not Current.
     *
     * @param failed whether it will not become so without somebody's help
     */
    private record Trouble(boolean failed, String sentence) {}

    /** The content that lives: the present one once any of its objects was brought to it. */
    String contentHash() {
        List<String> hashes = view.present().stream()
                .flatMap(object -> view.live(ObjectKey.of(object)).stream())
                .map(WorkloadReader::contentHash)
                .toList();
        Optional<String> older = Stream.concat(
                        hashes.stream(),
                        hashes.isEmpty() ? view.leftovers().stream().map(WorkloadReader::contentHash) : Stream.empty())
                .filter(hash -> !hash.equals(presentHash))
                .findFirst();
        return older.orElse(presentHash);
    }

    /** The objects that are to be there now: of the earlier content as long as an update of it has not begun. */
    List<JsonNode> inForce() {
        String older = contentHash();
        boolean begun = view.live().stream()
                .anyMatch(object -> WorkloadReader.contentHash(object).equals(presentHash));
        return older.equals(presentHash) || begun
                ? view.present()
                : view.earlier(older).orElseGet(this::asTheyAre);
    }

    private List<JsonNode> asTheyAre() {
        return view.live().stream().map(Json::tree).toList();
    }

    private boolean isUpdated(JsonNode object) {
        ObjectKey key = ObjectKey.of(object);
        return view.foreign(key).isPresent()
                || view.live(key)
                        .map(WorkloadReader::contentHash)
                        .filter(presentHash::equals)
                        .isPresent();
    }

    private Optional<Trouble> trouble(JsonNode object) {
        ObjectKey key = ObjectKey.of(object);
        Optional<JsonNode> there = there(key);
        if (there.isEmpty()) {
            return Optional.of(new Trouble(
                    false, view.isServed(object) ? key + " does not exist yet" : view.whyNotServed(Type.of(object))));
        }
        ObjectStatus status = ObjectStatus.of(there.get());
        return status.current()
                ? Optional.empty()
                : Optional.of(new Trouble(
                        status.word() == ObjectStatus.Word.Failed,
                        key + " is " + status.word() + ": " + status.message()));
    }

    /** Whether all definitions are established, so that objects of their kinds can be made. */
    boolean definitionsStand(List<JsonNode> objects) {
        return objects.stream()
                .filter(object -> ObjectKey.of(object).isDefinition())
                .allMatch(object -> trouble(object).isEmpty());
    }

    static String name(GenericKubernetesResource object) {
        List<String> finalizers = object.getMetadata().getFinalizers();
        boolean held = object.isMarkedForDeletion() && finalizers != null && !finalizers.isEmpty();
        return ManifestView.key(object) + (held ? " has finalizer " + String.join(", ", finalizers) : "");
    }
}
