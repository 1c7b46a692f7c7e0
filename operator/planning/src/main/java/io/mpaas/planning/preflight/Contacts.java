package io.mpaas.planning.preflight;

import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.value.Say;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether there is a cluster, which one, whether it lets us in, and how old it is. */
final class Contacts {
    /** The oldest minor version of Kubernetes 1 that the operator runs in. */
    private static final int OLDEST_MINOR = 30;

    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+).*");
    private static final int UNAUTHORIZED = 401;

    private Contacts() {}

    static Finding reach(Facts facts) {
        return facts.of(Seen.CONTACT)
                .judge(contact -> contact.status() > 0
                        ? Finding.fine(Say.of("reach.answers").with("server", contact.address()))
                        : Finding.wrong(
                                Say.of("reach.remedy").with("server", contact.address()),
                                Say.of("reach.silent")
                                        .with("server", contact.address())
                                        .with("words", contact.words())));
    }

    static Finding identity(Facts facts) {
        return facts.of(Seen.CONTACT).judge(contact -> {
            if (contact.status() == UNAUTHORIZED) {
                return Finding.wrong(
                        Say.of("identity.remedy"), Say.of("identity.refused").with("server", contact.address()));
            }
            return facts.of(Seen.IDENTITY)
                    .judge(identity -> Finding.fine(identity.cluster()
                            .map(cluster -> Say.of("identity.known").with("cluster", cluster))
                            .orElse(Say.of("identity.hidden"))
                            .with("user", identity.user())));
        });
    }

    static Finding version(Facts facts) {
        return facts.of(Seen.CONTACT).judge(contact -> {
            Matcher version = VERSION.matcher(contact.version());
            if (!version.matches()) {
                return new Finding.NotChecked(Say.of("version.unknown").with("words", contact.words()));
            }
            int oldest = facts.of(Seen.OLDEST_MINOR).known().orElse(OLDEST_MINOR);
            boolean old = Integer.parseInt(version.group(1)) < 1
                    || (version.group(1).equals("1") && Integer.parseInt(version.group(2)) < oldest);
            Say runs = Say.of(old ? "version.old" : "version.runs")
                    .with("version", contact.version())
                    .with("oldest", "1." + oldest);
            return old
                    ? Finding.wrong(Say.of("version.remedy").with("oldest", "1." + oldest), runs)
                    : Finding.fine(runs);
        });
    }
}
