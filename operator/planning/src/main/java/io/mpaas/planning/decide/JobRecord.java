package io.mpaas.planning.decide;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is recorded on a Component of its Jobs, outside status, because a Job must never run twice.
 *
 * @param completed content hashes for which a Job has completed, the newest first, at most {@value #MAX}: going back to an
 *     earlier Release runs no migration again
 * @param deleted the Job that somebody deleted before it completed; it runs again on request only
 */
public record JobRecord(List<String> completed, Optional<Deleted> deleted) {
    static final int MAX = 20;
    public static final JobRecord NONE = new JobRecord(List.of(), Optional.empty());

    public JobRecord {
        completed = List.copyOf(completed);
    }

    /**
     * A Job that was deleted.
     *
     * @param contentHash it was to run for
     * @param restart the request for a restart that it was made for, or empty text
     */
    public record Deleted(String contentHash, String restart) {
        private static Deleted parse(String text) {
            int slash = text.indexOf('/');
            return slash < 0 ? new Deleted(text, "") : new Deleted(text.substring(0, slash), text.substring(slash + 1));
        }

        /** As it is recorded. */
        @Override
        public String toString() {
            return contentHash + "/" + restart;
        }
    }

    /** What a Component says; one hash, as older operators recorded it, is a list of one. */
    public static JobRecord of(HasMetadata component) {
        return new JobRecord(
                annotation(component, Mpaas.COMPLETED_ANNOTATION)
                        .map(JobRecord::parse)
                        .orElse(List.of()),
                annotation(component, Mpaas.JOB_DELETED_ANNOTATION).map(Deleted::parse));
    }

    private static Optional<String> annotation(HasMetadata component, String name) {
        return Optional.ofNullable(component.getMetadata().getAnnotations()).map(annotations -> annotations.get(name));
    }

    private static List<String> parse(String text) {
        return bounded(Stream.of(text.split(",")).map(String::strip).filter(hash -> !hash.isEmpty()));
    }

    private static List<String> bounded(Stream<String> hashes) {
        return hashes.distinct().limit(MAX).toList();
    }

    public boolean hasCompleted(String contentHash) {
        return completed.contains(contentHash);
    }

    /** The same with Jobs that completed since, the newest first. */
    public JobRecord with(Collection<String> contentHashes) {
        Stream<String> all = Stream.concat(contentHashes.stream(), completed.stream());
        return new JobRecord(bounded(all), deleted.filter(one -> !contentHashes.contains(one.contentHash())));
    }

    /** Whether the Job of a content is not to be made, because one was deleted and no other restart was asked for since. */
    boolean waitsForRequest(String contentHash, Optional<String> restart) {
        return deleted.filter(one -> one.contentHash().equals(contentHash))
                .filter(one -> Objects.equals(one.restart(), restart.orElse("")))
                .isPresent();
    }

    /** The completed ones as they are recorded. */
    public String completedText() {
        return String.join(",", completed);
    }
}
