package io.mpaas.faults;

import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What a person does, and what must have come of it in the end. Played on a product that is Ready, or none yet. */
enum Scenario {
    INSTALL(target -> true, (site, target) -> {
        site.install(site.release("1", text -> text));
        site.awaitReady();
    }),
    UPDATE(target -> true, (site, target) -> {
        site.install(site.release("2", text -> Site.updated(text, target.component, "core", "api", "worker")));
        site.awaitReady();
    }),
    RENAME(target -> true, (site, target) -> {
        site.install(site.release("renamed", text -> Site.renamed(text, target.component)));
        site.awaitReady();
        site.awaitGone(target.component);
    }),
    RESIZE(target -> target.replicas > 0, (site, target) -> {
        site.resize(target.component, target.replicas);
        site.awaitReady();
    }),
    STOP_START(target -> true, (site, target) -> {
        site.stop();
        site.awaitStopped();
        site.start();
        site.awaitReady();
    }),
    DELETE(target -> true, (site, target) -> {
        site.delete();
        site.awaitGone();
    }),
    REINSTALL(target -> true, (site, target) -> {
        site.delete();
        site.awaitInstallationGone();
        site.install(site.release("1", text -> text));
        site.awaitReady();
    }),
    LOSS_RECOVERY(target -> target.replicas > 0, (site, target) -> {
        site.lose(target.component);
        site.awaitDegraded();
        site.recover(target.component);
        site.awaitReady();
    });

    private final Predicate<Target> fits;
    private final BiConsumer<Site, Target> play;

    Scenario(Predicate<Target> fits, BiConsumer<Site, Target> play) {
        this.fits = fits;
        this.play = play;
    }

    /** Whether it can be done to a component of this type. */
    boolean fits(Target target) {
        return fits.test(target);
    }

    /** Whether the product is to be Ready before. */
    boolean beginsReady() {
        return this != INSTALL;
    }

    /** Whether nothing but data is to be there afterwards. */
    boolean endsGone() {
        return this == DELETE;
    }

    /** Whether a voting set is to keep its majority all the while. */
    boolean keepsVoting(Target target) {
        return switch (this) {
            case UPDATE, RESIZE -> true;
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
