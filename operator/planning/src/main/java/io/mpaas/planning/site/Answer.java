package io.mpaas.planning.site;

/** What came of asking a cluster who it is. */
public sealed interface Answer {
    /**
     * It said it.
     *
     * @param identity UID of its namespace kube-system
     * @param version such as {@code v1.36.3}
     * @param namespace whether it has the namespace of the Site
     */
    record Told(String identity, String version, boolean namespace) implements Answer {}

    /** It refused, in its own words: the credentials, or a permission. */
    record Denied(int code, String words) implements Answer {}

    /** Nothing came in time, or nothing that makes sense. */
    record Silence(String words) implements Answer {}
}
