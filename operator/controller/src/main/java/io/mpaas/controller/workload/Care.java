package io.mpaas.controller.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.controller.cluster.Applier;
import io.mpaas.controller.cluster.DriftRepair;
import io.mpaas.controller.cluster.InPlace;
import io.mpaas.controller.cluster.Place;
import io.mpaas.controller.cluster.Revisions;
import io.mpaas.controller.cluster.Upkeep;
import io.mpaas.planning.observe.JobFinalizer;
import io.mpaas.planning.observe.WorkloadReader;
import io.mpaas.planning.pods.Members;
import io.mpaas.planning.render.Rendering;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.Quorum;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps all objects of a component as they were rendered, of the content that lives; looks again only when one has changed. */
final class Care {
    private final ComponentView view;
    private final Place place;
    private final Owner owner;
    private final ComponentSpec spec;
    private final Applier applier;
    private final Supports supports;
    private final Revisions revisions;
    private final Copies copies;
    private final Deliveries deliveries;
    private final InPlace inPlace;
    private final DriftRepair.Pass drift;
    private final Completion completion;
    private final Credentials credentials;
    private final Claims claims;

    Care(ComponentView view, Applier applier, Upkeep upkeep) {
        this.view = view;
        this.place = view.place();
        this.owner = view.owner();
        this.spec = view.component().getSpec();
        this.applier = applier;
        this.inPlace = upkeep.inPlace();
        this.drift = upkeep.drift().pass(view.component(), applier);
        this.supports = new Supports(place.there(), applier, owner, drift);
        this.revisions = place.revisions();
        this.credentials = new Credentials(place);
        this.claims = new Claims(applier, owner);
        this.completion = new Completion(view);
        this.copies = new Copies(place);
        this.deliveries = new Deliveries(place);
    }

    /** Puts back what differs, and takes away what only earlier contents had. When to look again without an event, if ever. */
    Optional<Duration> keep() {
        InPlace.State seen = view.state();
        if (!inPlace.isKnown(view.component(), seen)) {
            putInPlace();
            if (drift.again().isEmpty() && place.versions().equals(view.versions())) {
                inPlace.remember(view.component(), seen);
            }
        }
        return drift.again();
    }

    /** Makes everything that the pods of the present content need, and tells what is to be made besides. */
    Rendering prepare() {
        copies.ensure(spec);
        // Before the rendering that mentions them: one that is kept tells that they were made.
        credentials.ensure(spec, view.situation().workload().isPresent(), view.isOfPresentContent());
        deliveries.ensure(spec);
        Rendering rendering = revisions.ofPresent(spec);
        supports.ensure(rendering, spec.contentHash());
        if (view.workload().isEmpty() && view.size().isEmpty()) {
            claims.ensureOwn(spec, 0, spec.replicas() == null ? 0 : spec.replicas());
        }
        return rendering;
    }

    /** The disruption budget; no pod needs it, so it comes after them. */
    void ensureBudget() {
        supports.ensureBudget(spec);
    }

    /** A voting set begins with the members that have data: empty ones must not outvote them. Then it grows. */
    int firstSize() {
        int wanted = spec.replicas() == null ? 1 : spec.replicas();
        int withData = Quorum.votes(spec) ? claims.membersWithClaims(spec, wanted) : 0;
        return withData == 0 ? wanted : withData;
    }

    /** A voting set that lost its object has the size that it had, as far as its pods, as they are now, let it be known. */
    int sizeAround(List<Pod> pods) {
        int wanted = spec.replicas() == null ? 1 : spec.replicas();
        int left = Members.left(owner.component(), spec.firstOrdinal(), pods, claims.membersWithClaims(spec, wanted));
        return left == 0 ? firstSize() : left;
    }

    /** What is kept of a content or, where nothing is, everything of the present one. */
    Rendering renderingOf(String contentHash) {
        return contentHash.equals(spec.contentHash())
                ? prepare()
                : revisions.kept(contentHash).orElseGet(this::prepare);
    }

    /** Whether the workload may be brought back to this number of replicas now, or else when. */
    boolean mayRescale(HasMetadata live, int now, int wanted) {
        return drift.mayRescale(live, now, wanted);
    }

    /** When a repair that has to wait is due. */
    Optional<Duration> again() {
        return drift.again();
    }

    /** What was rendered of the present content, for another number of replicas. */
    Rendering resized(int replicas) {
        claims.ensureOwn(spec, view.size().orElse(replicas), replicas);
        supports.ensureBudget(spec);
        return revisions.ofPresent(spec);
    }

    /** Jobs of contents that are past. */
    void retireEarlierJobs() {
        earlierJobs().forEach(applier::delete);
    }

    private Stream<Job> earlierJobs() {
        return place.there()
                .owned(Job.class, owner)
                .filter(job -> !WorkloadReader.contentHash(job).equals(spec.contentHash()));
    }

    /** Contents whose Jobs have completed, the present one first. */
    List<String> completedJobs() {
        return Stream.concat(Stream.of(spec.contentHash()), completedEarlierJobs().stream())
                .toList();
    }

    /** Earlier contents whose Jobs have completed. */
    List<String> completedEarlierJobs() {
        return earlierJobs()
                .filter(job -> WorkloadReader.read(job, List.of()).complete())
                .map(WorkloadReader::contentHash)
                .toList();
    }

    /** Whether a Job of an earlier content has completed and was deleted since: its end is to be recorded first. */
    boolean hasUnrecordedEarlierJob() {
        return earlierJobs()
                .filter(job -> job.isMarkedForDeletion() && JobFinalizer.isOn(job))
                .filter(job -> WorkloadReader.read(job, List.of()).complete())
                .map(WorkloadReader::contentHash)
                .anyMatch(hash -> !view.situation().jobs().hasCompleted(hash));
    }

    /** Jobs of earlier contents that somebody deleted wait for us only. */
    void releaseDeletedEarlierJobs() {
        earlierJobs()
                .filter(job -> job.isMarkedForDeletion() && JobFinalizer.isOn(job))
                .forEach(applier::release);
    }

    /** A Job whose end is recorded may go. */
    void releaseJob() {
        view.workload()
                .filter(Job.class::isInstance)
                .map(Job.class::cast)
                .filter(JobFinalizer::isOn)
                .ifPresent(applier::release);
    }

    private void putInPlace() {
        if (view.workload().isEmpty() || view.isOfPresentContent()) {
            Rendering rendering = prepare();
            judge(rendering);
            tidy(rendering);
            claims.ensure(view.component(), view.workload());
            ensureBudget();
        } else if (spec.external() != null) {
            prepare(); // and leaves what surrounds its own pods to those that have not moved on
            ensureBudget();
        } else {
            String contentHash = WorkloadReader.contentHash(view.workload().get());
            revisions.kept(contentHash).ifPresent(rendering -> {
                supports.ensure(rendering, contentHash);
                judge(rendering);
                copies.keep(rendering, spec);
                deliveries.keep(rendering);
            });
        }
    }

    /** A Job has run or runs: nobody can change its pods. */
    private void judge(Rendering rendering) {
        view.workload()
                .filter(live -> !(live instanceof Job))
                .ifPresent(live -> rendering
                        .workload()
                        .ifPresent(workload -> drift.judge(completion.likeLive(workload, live), live)));
    }

    /** In a pass of its own, so that a crash after an update leaves nothing behind. */
    private void tidy(Rendering rendering) {
        supports.prune(rendering);
        deliveries.tidy(spec);
        boolean done = view.situation().jobs().hasCompleted(spec.contentHash());
        if (done || spec.type() != WorkloadType.Job) {
            retireEarlierJobs();
        }
    }
}
