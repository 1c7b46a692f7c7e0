package io.mpaas.cli.web;

import io.mpaas.planning.value.Say;
import java.time.Duration;
import java.util.Optional;

/** Where a console gets what it shows from, and whom it tells what a person wishes: a cluster, a file, a game. */
public interface Source {
    /**
     * What is there now, if that is news; waits for news so long.
     *
     * <p>The first call answers with what is there. States that were overtaken are left out.
     */
    Optional<Seen> next(Duration patience) throws InterruptedException;

    /** All about one component; empty if there is none of this name. Failures of the cluster are in the answer. */
    Optional<Detail> detail(String component);

    /** Carries out a wish, and says what was asked for or why not. */
    Outcome ask(Wish wish);

    /** What came of a wish. */
    record Outcome(boolean done, Say say) {}
}
