package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.value.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Who an installation is. Its objects carry its ID in a label; the Installation carries it in an annotation, so that one that
 * was restored, moved or made again takes over what an earlier one left.
 *
 * <pre>
 *   annotation there                      ─▶ Known
 *   own UID on objects, or no objects     ─▶ Claim the own UID
 *   one ID that nobody carries, of this name ─▶ Claim that ID: it adopts the objects
 *   several, or of another name           ─▶ Refused, with the ways out
 * </pre>
 */
public sealed interface InstallationId {
    Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    String FIELD = "metadata.annotations[" + Mpaas.INSTALLATION_ID_ANNOTATION + "]";

    /** It has one. */
    record Known(String id) implements InstallationId {}

    /** It is to get one. */
    record Claim(String id, boolean adopts) implements InstallationId {}

    /** Which one cannot be told. */
    record Refused(ReportedProblem problem) implements InstallationId {}

    /** The ID that an Installation has, or will get if it leaves nothing to adopt. */
    static String of(Installation installation) {
        return annotated(installation)
                .orElseGet(() -> installation.getMetadata().getUid());
    }

    static Optional<String> annotated(Installation installation) {
        return Optional.ofNullable(installation.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Mpaas.INSTALLATION_ID_ANNOTATION));
    }

    /**
     * Decides.
     *
     * @param objects what lives in the namespace: ID → names of the Installations that its objects name
     * @param others IDs that other Installations of the namespace carry
     */
    static InstallationId decide(
            Installation installation, Map<String, SortedSet<String>> objects, Set<String> others) {
        SortedMap<String, SortedSet<String>> free = new TreeMap<>(objects);
        free.keySet().removeAll(others);
        Optional<String> annotated = annotated(installation);
        return annotated.isPresent()
                ? keep(installation, annotated.get(), free)
                : claim(installation, installation.getMetadata().getUid(), free);
    }

    private static InstallationId keep(
            Installation installation, String id, SortedMap<String, SortedSet<String>> free) {
        String name = installation.getMetadata().getName();
        if (!LABEL_VALUE.matcher(id).matches()) {
            return refused("\"" + id + "\" is not a valid installation ID: it is the value of a label. Remove the"
                    + " annotation, and the operator finds the right one");
        }
        Optional<String> other = free.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(id) && entry.getValue().contains(name))
                .map(Map.Entry::getKey)
                .findFirst();
        boolean besides = id.equals(installation.getMetadata().getUid());
        SortedSet<String> named = free.get(id);
        if (named != null && !named.contains(name)) {
            return refused("the objects with the ID " + id + " name Installation " + String.join(", ", named)
                    + ", not " + name + ": give the Installation that name, or remove what is left of it with"
                    + " `kubectl mpaas leftovers --delete`, or begin beside them: `kubectl annotate minst " + name + " "
                    + Mpaas.INSTALLATION_ID_ANNOTATION + "="
                    + installation.getMetadata().getUid() + " --overwrite`");
        }
        return named != null || other.isEmpty() || besides
                ? new Known(id)
                : refused("the objects of this Installation carry the ID " + other.get() + ", not " + id
                        + ": put it back with `kubectl annotate minst " + name + " "
                        + Mpaas.INSTALLATION_ID_ANNOTATION + "=" + other.get() + " --overwrite`, or remove what is"
                        + " left of " + other.get() + " with `kubectl mpaas leftovers --delete`. Nothing was changed");
    }

    private static InstallationId claim(
            Installation installation, String uid, SortedMap<String, SortedSet<String>> free) {
        String name = installation.getMetadata().getName();
        if (free.isEmpty() || free.containsKey(uid)) {
            return new Claim(uid, false);
        }
        boolean one = free.size() == 1;
        if (one && free.firstEntry().getValue().equals(Set.of(name))) {
            return new Claim(free.firstKey(), true);
        }
        StringBuilder text = new StringBuilder("the namespace has objects of ")
                .append(one ? "an earlier installation: " : "earlier installations: ");
        free.forEach((id, names) ->
                text.append(String.join(", ", names)).append(" (ID ").append(id).append("); "));
        Optional<String> mine = free.entrySet().stream()
                .filter(entry -> entry.getValue().contains(name))
                .map(Map.Entry::getKey)
                .findFirst();
        text.append("see `kubectl mpaas leftovers`. ")
                .append(
                        mine.isPresent()
                                ? "To take over those of this name: `kubectl annotate minst " + name + " "
                                        + Mpaas.INSTALLATION_ID_ANNOTATION + "=" + mine.get() + "`. "
                                : "To take them over, give the Installation their name. ")
                .append("To remove them: `kubectl mpaas leftovers --delete`. To begin beside them: `kubectl annotate"
                        + " minst ")
                .append(name + " " + Mpaas.INSTALLATION_ID_ANNOTATION + "=" + uid + "`");
        return refused(text.toString());
    }

    private static InstallationId refused(String message) {
        return new Refused(
                new ReportedProblem(Problems.ERROR, Problems.Reason.AmbiguousLeftovers.name(), FIELD, message));
    }
}
