package io.mpaas.observer.proxy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request is about, from its method and path alone.
 *
 * <pre>
 *   PUT /apis/mpaas.io/v1alpha1/namespaces/bank/components/mysql/status?fieldManager=x
 *       group mpaas.io            namespace bank   resource components   name mysql   subresource status
 * </pre>
 *
 * @param method in capitals; {@value #DRY_RUN} for what only looks like a write
 * @param group empty for the core group
 * @param namespace empty for a cluster-scoped object
 * @param resource plural; empty for requests that are about no object
 * @param name empty for a create or a whole collection
 * @param subresource empty for the object itself
 * @param watch whether it asks for changes as they come
 */
public record ApiRequest(
        String method,
        String group,
        String namespace,
        String resource,
        String name,
        String subresource,
        boolean watch) {
    static final String DRY_RUN = "DRY-RUN";
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Pattern WATCH = Pattern.compile(".*[?&]watch=(true|1)(&.*)?");
    private static final Set<String> OF_A_NAMESPACE = Set.of("status", "finalize");

    /** From a path with or without a query. */
    public static ApiRequest of(String method, String uri) {
        List<String> path =
                List.of(uri.replaceFirst("\\?.*", "").replaceFirst("^/", "").split("/"));
        String upper = uri.contains("dryRun=") ? DRY_RUN : method.toUpperCase(Locale.ROOT);
        boolean watch = WATCH.matcher(uri).matches();
        if (part(path, 0).equals("api") && path.size() > 2) {
            return of(upper, "", path.subList(2, path.size()), watch);
        }
        if (part(path, 0).equals("apis") && path.size() > 3) {
            return of(upper, path.get(1), path.subList(3, path.size()), watch);
        }
        return new ApiRequest(upper, "", "", "", "", "", false);
    }

    private static ApiRequest of(String method, String group, List<String> path, boolean watch) {
        boolean inNamespace =
                part(path, 0).equals("namespaces") && path.size() > 2 && !OF_A_NAMESPACE.contains(part(path, 2));
        List<String> object = inNamespace ? path.subList(2, path.size()) : path;
        return new ApiRequest(
                method,
                group,
                inNamespace ? path.get(1) : "",
                part(object, 0),
                part(object, 1),
                part(object, 2),
                watch);
    }

    private static String part(List<String> path, int index) {
        return index < path.size() ? path.get(index) : "";
    }

    /** Whether it changes something when it succeeds. */
    public boolean writes() {
        return WRITES.contains(method);
    }

    /** Whether it asks for a whole collection as it is. */
    public boolean lists() {
        return method.equals("GET") && !watch && !resource.isEmpty() && name.isEmpty();
    }

    /** Neither a Lease nor an Event, which operators write all the time, nor a question that is asked with POST. */
    public boolean matters() {
        return switch (resource) {
            case "leases",
                    "events",
                    "tokenreviews",
                    "subjectaccessreviews",
                    "selfsubjectaccessreviews",
                    "selfsubjectrulesreviews" -> false;
            default -> true;
        };
    }

    /** Such as {@code PUT components/status bank/mysql}. */
    @Override
    public String toString() {
        return "%s %s%s %s%s"
                .formatted(
                        method,
                        resource,
                        subresource.isEmpty() ? "" : "/" + subresource,
                        namespace.isEmpty() ? "" : namespace + "/",
                        name);
    }
}
