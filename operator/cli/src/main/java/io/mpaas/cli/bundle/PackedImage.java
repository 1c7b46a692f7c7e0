package io.mpaas.cli.bundle;

/**
 * An image that travels in a bundle.
 *
 * @param name as its archive called it, such as {@code registry.example/mysql:8.4}
 * @param digest of its manifest, the one that a Release pins
 */
public record PackedImage(String name, String digest, String architecture) {

    /** Where it is in another registry: host replaced, path kept, as an Installation's {@code images.registry} asks for it. */
    String repository() {
        String path = path();
        int tag = path.lastIndexOf(':');
        return tag > path.lastIndexOf('/') ? path.substring(0, tag) : path;
    }

    String tag() {
        String path = path();
        int tag = path.lastIndexOf(':');
        return tag > path.lastIndexOf('/') ? path.substring(tag + 1) : "latest";
    }

    private String path() {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return host ? name.substring(slash + 1) : name;
    }
}
