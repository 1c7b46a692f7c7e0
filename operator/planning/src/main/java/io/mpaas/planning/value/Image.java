package io.mpaas.planning.value;

/**
 * An image reference: {@code r.example/mysql:8@sha256:…} is host {@code r.example} and path {@code mysql:8@sha256:…}.
 *
 * <p>As in every container tool, the first segment is a host only if it has a dot or a colon or is {@code localhost}.
 */
public record Image(String host, String path) {

    public static Image parse(String reference) {
        int slash = reference.indexOf('/');
        String first = slash < 0 ? "" : reference.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return host ? new Image(first, reference.substring(slash + 1)) : new Image("", reference);
    }

    /** The same image, path and digest kept, at another registry (host, optionally with a path prefix). */
    public String at(String registry) {
        return registry + "/" + path;
    }
}
