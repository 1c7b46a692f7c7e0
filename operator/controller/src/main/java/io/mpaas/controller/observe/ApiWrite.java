package io.mpaas.controller.observe;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that changes something in the API server, as its audit log would name it.
 *
 * <pre>
 *   PATCH /apis/mpaas.io/v1alpha1/namespaces/bank/components/mysql/status
 *       kind components/status   verb patch
 * </pre>
 *
 * @param kind plural, with the subresource
 * @param verb create, update, patch or delete
 */
record ApiWrite(String kind, String verb) {
    private static final Map<String, String> VERBS =
            Map.of("POST", "create", "PUT", "update", "PATCH", "patch", "DELETE", "delete");

    /** Empty for a read, and for a path that is no object's. */
    static Optional<ApiWrite> of(String method, String path) {
        String verb = VERBS.get(method);
        List<String> parts = List.of(path.replaceFirst("^/", "").split("/"));
        int skipped = parts.getFirst().equals("api") ? 2 : 3;
        if (verb == null || parts.size() <= skipped) {
            return Optional.empty();
        }
        List<String> object = parts.subList(skipped, parts.size());
        boolean namespaced = object.getFirst().equals("namespaces") && object.size() > 2;
        return Optional.of(new ApiWrite(kind(namespaced ? object.subList(2, object.size()) : object), verb));
    }

    private static String kind(List<String> object) {
        return object.size() > 2 ? object.getFirst() + "/" + object.get(2) : object.getFirst();
    }
}
