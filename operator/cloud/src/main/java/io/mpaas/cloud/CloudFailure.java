package io.mpaas.cloud;

/** A question that was not answered as it should be. The message is for people, and repeats nothing secret. */
public final class CloudFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** In which way. */
    public enum Kind {
        /** Nobody answered in time, or not in a way that makes sense. */
        SILENT,
        /** Whoever answered could not prove who it is. */
        UNTRUSTED,
        /** It was understood, and refused. */
        REFUSED
    }

    private final Kind kind;

    CloudFailure(Kind kind, String words) {
        super(words);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
