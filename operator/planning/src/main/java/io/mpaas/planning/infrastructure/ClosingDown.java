package io.mpaas.planning.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.SiteStage;
import java.util.List;
import java.util.Optional;

/**
 * What a made cluster that is to be deleted waits for.
 *
 * @param stage {@link SiteStage#DataKept} while a person is to decide, {@link SiteStage#Deleting} else
 * @param words what is waited for, and what to do
 */
public record ClosingDown(SiteStage stage, String words) {
    private static final int SHOWN = 5;

    /** What is there is still being listed. */
    public static ClosingDown begin() {
        return new ClosingDown(SiteStage.Deleting, "what is there is being listed");
    }

    /** Something is in the way, here. */
    public static ClosingDown obstructed(String sentence) {
        return new ClosingDown(
                SiteStage.Deleting, sentence + "; deletionPolicy: Orphan lets the Site go and leaves what is there");
    }

    /** There are volumes, and nobody said that they may go. */
    public static ClosingDown dataKept(String site, List<String> claims) {
        return new ClosingDown(SiteStage.DataKept, "it has volumes: " + some(claims) + "; " + withData(site));
    }

    /**
     * The cluster does not answer. Whether it has volumes is unknown, and only it could delete them.
     *
     * @param why in what way it does not; may be empty
     */
    public static ClosingDown silent(String why) {
        return new ClosingDown(
                SiteStage.DataKept,
                "its cluster must first be asked for volumes, and cannot be reached"
                        + (why.isEmpty() ? "" : " (" + why + ")")
                        + "; deletion resumes automatically. If the cluster is lost for good, set deletionPolicy: Orphan, and delete its"
                        + " Cluster object yourself");
    }

    private static String withData(String site) {
        return "`kubectl mpaas site delete " + site
                + " --with-data` deletes them too, and deletionPolicy: Orphan leaves the whole cluster as it is";
    }

    /** Volumes and load balancers go, which only the cluster itself can delete. */
    public static ClosingDown emptying(List<String> left) {
        return new ClosingDown(SiteStage.Deleting, "these go before their cluster does: " + some(left));
    }

    /** The Cluster is deleted, by Cluster API. */
    public static ClosingDown of(JsonNode cluster, Optional<String> trouble) {
        String waits = Seen.condition(cluster, "Deleting")
                .filter(Seen::isTrue)
                .map(Seen::text)
                .orElse("");
        return new ClosingDown(
                SiteStage.Deleting,
                "Cluster API deletes servers and networks"
                        + (waits.isEmpty() ? "" : " (" + waits + ")")
                        + trouble.map(words -> "; " + words).orElse(""));
    }

    /** The same, with what else is in the way. */
    public ClosingDown because(Optional<String> trouble) {
        return new ClosingDown(stage, words + trouble.map(said -> "; " + said).orElse(""));
    }

    /** The Cluster is gone, and other objects are not yet. */
    public static ClosingDown leftovers(List<String> objects) {
        return new ClosingDown(SiteStage.Deleting, "the cluster is gone; these objects go: " + some(objects));
    }

    /** All of it is gone, as far as this side knows. */
    public static ClosingDown askingCloud() {
        return new ClosingDown(
                SiteStage.Deleting, "the cluster is gone; the cloud is asked whether it still has something of it");
    }

    /** Cluster API is done, and the cloud still has something. */
    public static ClosingDown cloudLeft(List<String> things, String site) {
        return new ClosingDown(
                SiteStage.Deleting,
                "the cluster is gone, and the cloud still has of it: " + some(things)
                        + "; `kubectl mpaas site leftovers " + site + "` shows what deletes that" + askedAgain());
    }

    /** Nobody knows whether the cloud still has something. */
    public static ClosingDown cloudSilent(String why, String site) {
        return new ClosingDown(
                SiteStage.Deleting,
                "the cluster is gone, and the cloud does not tell whether it still has something of it: " + why
                        + "; `kubectl mpaas preflight --site " + site + "` shows why" + askedAgain());
    }

    private static String askedAgain() {
        return "; it is asked again every 15 s; deletionPolicy: Orphan lets the Site go without an answer";
    }

    private static String some(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }
}
