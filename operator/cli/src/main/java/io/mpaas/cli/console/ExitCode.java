package io.mpaas.cli.console;

/** What scripts read; {@code --help} of each command says what its codes mean. */
public final class ExitCode {
    /** The answer is good: Ready, no errors. */
    public static final int GOOD = 0;
    /** The answer is bad: not Ready, errors found. */
    public static final int BAD = 1;
    /** There is no answer: wrong usage, a file or object that cannot be read. */
    public static final int NO_ANSWER = 2;
    /** There is no answer because the cluster cannot be reached. */
    public static final int UNREACHABLE = 3;

    /** A cluster was checked, and something failed: nothing is to be installed there as it is. */
    public static final int FAILED = 3;
    /** A cluster was checked, nothing failed, and something warns or could not be checked. */
    public static final int WARNED = 4;

    private ExitCode() {}
}
