package io.mpaas.cli.console;

/** Ends a command with one sentence for people, which says what to do next, and an exit code. */
public final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Complaint(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What was asked about has errors. */
    public static Complaint bad(String message) {
        return new Complaint(ExitCode.BAD, message);
    }

    /** The command cannot answer as asked. */
    public static Complaint noAnswer(String message) {
        return new Complaint(ExitCode.NO_ANSWER, message);
    }

    /** The cluster does not answer. */
    public static Complaint unreachable(String message) {
        return new Complaint(ExitCode.UNREACHABLE, message);
    }

    public int exitCode() {
        return exitCode;
    }

    public String text() {
        return Terminal.harmless(String.valueOf(getMessage()));
    }
}
