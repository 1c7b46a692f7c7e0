package io.mpaas.faults;

import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What a person does, and what must have come of it in the end. Played on a product that is Ready, or none yet. */
@SuppressWarnings("ImmutableEnumChecker") // its functions keep nothing
enum Scenario {
    INSTALL(100, target -> true, (site, target) -> {
        site.install(site.release("1", text -> text));
        site.awaitReady();
    }),
    UPDATE(50, target -> true, (site, target) -> {
        site.install(site.release("2", text -> Site.updated(text, target.component, "core", "api", "worker")));
        site.awaitReady();
    }),
    RENAME(45, target -> true, (site, target) -> {
        site.install(site.release("renamed", text -> Site.renamed(text, target.component)));
        site.awaitReady();
        site.awaitGone(target.component);
    }),
    RESIZE(7, target -> target.replicas > 0, (site, target) -> {
        site.resize(target.component, target.replicas);
        site.awaitReady();
    }),
    SHRINK(7, target -> target.replicas > 0, (site, target) -> {
        site.resize(target.component, 1);
        site.awaitReady();
    }),
    STOP_START(100, target -> true, (site, target) -> {
        site.stop();
        site.awaitStopped();
        site.start();
        site.awaitReady();
    }),
    DELETE(100, target -> true, (site, target) -> {
        site.delete();
        site.awaitGone();
    }),
    REINSTALL(180, target -> true, (site, target) -> {
        site.delete();
        site.awaitInstallationGone();
        site.install(site.release("1", text -> text));
        site.awaitReady();
    }),
    LOSS_RECOVERY(6, target -> target.replicas > 0, (site, target) -> {
        site.lose(target.component);
        site.awaitDegraded();
        site.recover(target.component);
        site.awaitReady();
    }),
    /** One pod is away when the update comes, and comes back later. */
    UPDATE_WHILE_ONE_IS_AWAY(40, target -> target.replicas > 0, (site, target) -> {
        site.loseOne(target.component);
        site.install(site.release("2", text -> Site.updated(text, target.component)));
        site.awaitCompiled();
        site.recover(target.component);
        site.awaitReady();
    }),
    /** An update whose last step fails for ever, and is taken back. */
    TAKEN_BACK(60, target -> target.replicas > 0, (site, target) -> {
        site.installFailing(
                site.release("2", text -> Site.updated(text, "db", target.component, "api")), target.component);
        site.awaitTakenBack();
    });

    private final int writes;
    private final Predicate<Target> fits;
    private final BiConsumer<Site, Target> play;

    /** @param writes about as many does the operator make, at least */
    Scenario(int writes, Predicate<Target> fits, BiConsumer<Site, Target> play) {
        this.writes = writes;
        this.fits = fits;
        this.play = play;
    }

    /** A write with a number up to this one comes. */
    int writes() {
        return writes;
    }

    /** Whether it can be done to a component of this type. */
    boolean fits(Target target) {
        return fits.test(target);
    }

    /** Whether the product is to be Ready before. */
    boolean beginsReady() {
        return this != INSTALL;
    }

    /** Whether the installation says that it has come to what it is to come to. */
    boolean isAtItsEnd(Site site) {
        return switch (this) {
            case DELETE -> true;
            case TAKEN_BACK -> site.isTakenBack();
            default -> site.isReady();
        };
    }

    /** Whether a voting set is to keep its majority all the while. */
    boolean keepsVoting(Target target) {
        return switch (this) {
            case UPDATE, UPDATE_WHILE_ONE_IS_AWAY, TAKEN_BACK, RESIZE, SHRINK -> true;
            case RENAME -> target != Target.VOTING_SET;
            case LOSS_RECOVERY -> target != Target.VOTING_SET;
            case INSTALL, STOP_START, DELETE, REINSTALL -> false;
        };
    }

    /** Returns when it has come to its end. */
    void play(Site site, Target target) {
        play.accept(site, target);
    }
}
