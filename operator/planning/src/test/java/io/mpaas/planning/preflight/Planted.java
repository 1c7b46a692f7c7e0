package io.mpaas.planning.preflight;

import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Result.State;
import io.mpaas.planning.value.Say;
import java.util.function.UnaryOperator;

/**
 * One thing in which a cluster, or what is to run there, differs from a good one.
 *
 * @param says the sentence with its places, one of the evidence
 */
record Planted(String what, String id, State state, Say says, UnaryOperator<Facts> fault) {
    @Override
    public String toString() {
        return id + ": " + what;
    }

    static UnaryOperator<Facts> load(String release, String installation) {
        return facts -> facts.with(Seen.LOAD, Site.load(release, installation));
    }

    static Planted fail(String what, String id, Say says, UnaryOperator<Facts> fault) {
        return new Planted(what, id, State.Fail, says, fault);
    }

    static Planted warn(String what, String id, Say says, UnaryOperator<Facts> fault) {
        return new Planted(what, id, State.Warn, says, fault);
    }

    static Planted pass(String what, String id, Say says, UnaryOperator<Facts> fault) {
        return new Planted(what, id, State.Pass, says, fault);
    }

    static Planted notChecked(String what, String id, Say says, UnaryOperator<Facts> fault) {
        return new Planted(what, id, State.NotChecked, says, fault);
    }

    /** Places and what is in them, in turn. */
    static Say say(String id, String... with) {
        Say say = Say.of(id);
        for (int i = 0; i < with.length; i += 2) {
            say = say.with(with[i], with[i + 1]);
        }
        return say;
    }
}
