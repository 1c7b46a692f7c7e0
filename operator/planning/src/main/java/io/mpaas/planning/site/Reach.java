package io.mpaas.planning.site;

import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.planning.value.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of a cluster elsewhere, by what it answered to one question every {@link #BEAT}.
 *
 * <pre>
 *   Connecting ─▶ Reachable ─▶ two silences in a row ─▶ Unknown ─▶ answers for {@link #PROBATION} ─▶ Reachable
 *        └─▶ Refused, WrongCluster, Unsupported, NamespaceMissing ─▶ as soon as it answers otherwise
 * </pre>
 *
 * <p>Silence is Unknown and never down. A cluster that was silent stays Unknown for a while after it answers again: what it says of
 * its pods right after a pause may be older than the pause.
 *
 * @param words what is the matter, for people; empty while it is Reachable
 * @param since when it came to this stage
 * @param seen when it answered last
 * @param identity the cluster that it is to be: as recorded, or as it said first
 * @param other the cluster that answers instead, while it is WrongCluster
 * @param version of its Kubernetes
 * @param silences in a row
 * @param answering since when it answers again after a silence
 */
public record Reach(
        SiteStage stage,
        String words,
        Instant since,
        Optional<Instant> seen,
        Optional<String> identity,
        Optional<String> other,
        Optional<String> version,
        int silences,
        Optional<Instant> answering) {
    /** How often it is asked. */
    public static final Duration BEAT = Duration.ofSeconds(10);
    /** How soon it is asked again after one silence: the Site becomes Unknown within 30 s. */
    public static final Duration DOUBT = Duration.ofSeconds(2);
    /** How long an answer is waited for. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The oldest minor version of Kubernetes 1 that is worked with elsewhere. */
    public static final int OLDEST_MINOR = 28;

    static final Duration PROBATION = Duration.ofSeconds(10);
    private static final int SILENCES = 2;
    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+).*");

    /** Of a cluster that was not asked yet. */
    public static Reach begin(Optional<String> recorded, Instant now) {
        return new Reach(
                SiteStage.Connecting,
                "it has not answered yet",
                now,
                Optional.empty(),
                recorded,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }

    /** Whether something may be written there. */
    public boolean reachable() {
        return stage == SiteStage.Reachable;
    }

    /** Whether it has been asked and has neither answered nor kept silent yet. */
    public boolean isFirstAsked() {
        return stage == SiteStage.Connecting && silences == 0;
    }

    /** When it is to be asked again. */
    public Duration next() {
        return silences > 0 && stage == SiteStage.Reachable ? DOUBT : BEAT;
    }

    /** After it was asked once more. */
    public Reach after(Answer answer, Instant now) {
        return switch (answer) {
            case Answer.Silence(String words) -> silent(words, now);
            case Answer.Denied(int code, String words) ->
                answered(SiteStage.Refused, "it answers " + code + ": " + words, now);
            case Answer.Told told -> told(told, now);
        };
    }

    private Reach silent(String why, Instant now) {
        boolean endured = reachable() && silences + 1 < SILENCES;
        boolean never = stage == SiteStage.Connecting && identity.isEmpty();
        SiteStage next = endured || never ? stage : SiteStage.Unknown;
        return new Reach(
                next,
                endured ? "" : silence(why),
                moved(next, now),
                seen,
                identity,
                Optional.empty(),
                version,
                silences + 1,
                Optional.empty());
    }

    /** Said once: how it does not answer may differ from time to time. */
    private String silence(String why) {
        boolean said = stage == SiteStage.Unknown && answering.isEmpty();
        return said
                ? words
                : "it does not answer"
                        + seen.map(at -> ", last seen " + Conditions.time(at)).orElse("") + ": " + why;
    }

    private Reach told(Answer.Told told, Instant now) {
        Reach known = new Reach(
                stage,
                words,
                since,
                seen,
                identity.or(() -> Optional.of(told.identity())),
                Optional.of(told.identity()).filter(it -> !it.equals(identity.orElse(it))),
                Optional.of(told.version()),
                silences,
                answering);
        if (known.other().isPresent()) {
            return known.answered(SiteStage.WrongCluster, another(told.identity(), known), now);
        }
        if (!isSupported(told.version())) {
            return known.answered(
                    SiteStage.Unsupported,
                    "its Kubernetes is " + told.version() + "; it must be 1." + OLDEST_MINOR + " or newer",
                    now);
        }
        return told.namespace()
                ? known.fine(now)
                : known.answered(
                        SiteStage.NamespaceMissing,
                        "it has no namespace of the Site's name: its owner makes it, the operator never does",
                        now);
    }

    private static String another(String answers, Reach known) {
        return "another cluster answers (" + answers + ") than the one that was recorded ("
                + known.identity().orElseThrow()
                + "): nothing is written there";
    }

    /** At once, unless it was silent. */
    private Reach fine(Instant now) {
        Instant from = answering.orElse(now);
        boolean onProbation =
                stage == SiteStage.Unknown && Duration.between(from, now).compareTo(PROBATION) < 0;
        return onProbation
                ? new Reach(
                        stage,
                        "it answers again; it is believed after " + PROBATION.toSeconds() + " s",
                        since,
                        Optional.of(now),
                        identity,
                        Optional.empty(),
                        version,
                        0,
                        Optional.of(from))
                : answered(SiteStage.Reachable, "", now);
    }

    private Reach answered(SiteStage next, String said, Instant now) {
        Optional<String> instead = next == SiteStage.WrongCluster ? other : Optional.empty();
        return new Reach(
                next, said, moved(next, now), Optional.of(now), identity, instead, version, 0, Optional.empty());
    }

    private Instant moved(SiteStage next, Instant now) {
        return next == stage ? since : now;
    }

    private static boolean isSupported(String version) {
        Matcher parts = VERSION.matcher(version);
        return parts.matches()
                && (Integer.parseInt(parts.group(1)) > 1 || Integer.parseInt(parts.group(2)) >= OLDEST_MINOR);
    }
}
