package io.mpaas.controller.site;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cloud.CloudFailure;
import io.mpaas.cloud.CloudSearch;
import io.mpaas.cloud.CloudSurvey;
import io.mpaas.cloud.Hosts;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.report.Unavailable;
import io.mpaas.planning.cloud.CloudAccess;
import io.mpaas.planning.cloud.CloudAccessReading;
import io.mpaas.planning.cloud.CloudChecks;
import io.mpaas.planning.cloud.CloudContact;
import io.mpaas.planning.cloud.CloudFitness;
import io.mpaas.planning.cloud.CloudKinds;
import io.mpaas.planning.cloud.CloudPlan;
import io.mpaas.planning.cloud.CloudSeen;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.preflight.Seen;
import io.mpaas.planning.site.Acceptances;
import io.mpaas.planning.site.Fitness;
import io.mpaas.planning.value.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What clouds answered: whether they are fit for the clusters that are to be made in them, and what they still have of those that are gone.
 * They are asked off the threads that reconcile; whoever waits for an answer is woken by it.
 */
final class CloudLooks extends AbstractEventSource<Void, Site> implements ResourceEventAware<Site> {
    private static final Logger LOG = Logger.getLogger(CloudLooks.class);
    /** An answer may be so old; then the cloud is asked again, while somebody wants to know. */
    private static final Duration FRESH = Duration.ofSeconds(30);
    /** The same of what is left. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Clusters clusters;
    private final Hosts hosts;
    private final Map<ResourceID, Answer<Facts>> facts = new ConcurrentHashMap<>();
    private final Map<ResourceID, Answer<Left>> left = new ConcurrentHashMap<>();
    private final Set<ResourceID> asking = ConcurrentHashMap.newKeySet();
    /** Those that want to know. */
    private final Set<ResourceID> waiting = ConcurrentHashMap.newKeySet();

    CloudLooks(Clusters clusters, Hosts hosts) {
        super(Void.class, "clouds");
        this.clusters = clusters;
        this.hosts = hosts;
    }

    /** An answer to a question, and when it came. */
    private record Answer<T>(Object question, T value, Instant at) {
        boolean isFresh(Duration time) {
            return at.plus(time).isAfter(Instant.now());
        }
    }

    /**
     * What a cloud still has.
     *
     * @param trouble why that is not known, a sentence; empty if it was found
     */
    record Left(Optional<CloudSearch.Found> found, Optional<String> trouble) {}

    /**
     * Whether a cloud is fit for what is to be made; empty while it is being asked. Once the answer is no longer fresh it is asked again, and
     * the last answer holds until then; an answer to another question never does.
     */
    Optional<Fitness> fitness(Site site, CloudPlan plan, CloudAccessReading.Result access) {
        ResourceID id = ResourceID.fromResource(site);
        Optional<Answer<Facts>> known =
                Optional.ofNullable(facts.get(id)).filter(one -> one.question().equals(List.of(plan, access)));
        if (known.filter(one -> one.isFresh(FRESH)).isEmpty()) {
            ask(id, () -> facts.put(id, new Answer<>(List.of(plan, access), facts(site, plan, access), Instant.now())));
        }
        return known.flatMap(_ -> fitness(site));
    }

    /** The same as it was last known, for whatever was to be made. */
    Optional<Fitness> fitness(Site site) {
        return Optional.ofNullable(facts.get(ResourceID.fromResource(site)))
                .map(answer -> CloudFitness.of(
                        site.getMetadata().getName(),
                        CloudChecks.CHECKS.of(answer.value(), Acceptances.of(site)),
                        clusters.checks().sentences()));
    }

    /** Why a cloud cannot be entered, as it was last known, a sentence; empty if it can be, or nobody knows. */
    Optional<String> away(ResourceID id) {
        return Optional.ofNullable(facts.get(id))
                .flatMap(answer -> answer.value().of(CloudSeen.CONTACT).known())
                .flatMap(contact -> switch (contact) {
                    case CloudContact.Entered _ -> Optional.empty();
                    case CloudContact.Silent(String words) -> Optional.of("the cloud does not answer: " + words);
                    case CloudContact.Untrusted(String words) ->
                        Optional.of("the certificate of the cloud is not trusted: " + words);
                    case CloudContact.Denied(String words) ->
                        Optional.of("the cloud does not accept the credentials: " + words);
                });
    }

    private Facts facts(Site site, CloudPlan plan, CloudAccessReading.Result access) {
        Facts known = Facts.NONE
                .with(CloudSeen.PLAN, plan)
                .with(CloudSeen.ACCESS, access)
                .with(Seen.LOAD, clusters.checks().load(ResourceID.fromResource(site)));
        try {
            known = known.with(CloudSeen.PROVIDERS, clusters.own().access().served(CloudKinds.of(site)));
        } catch (KubernetesClientException e) {
            known = known.with(
                    CloudSeen.PROVIDERS,
                    new Reading.Unknown<>(Say.of("inspect.failed").with("words", Unavailable.sentence(e))));
        }
        return access.access().isEmpty()
                ? known
                : CloudSurvey.of(access.access().get(), plan, hosts, known);
    }

    /** What a cloud still has of a cluster that is gone; empty while it is being asked. */
    Optional<Left> left(ResourceID id, CloudPlan plan, CloudAccess access) {
        Object question = List.of(plan, access);
        Optional<Answer<Left>> known =
                Optional.ofNullable(left.get(id)).filter(one -> one.question().equals(question));
        if (known.filter(one -> one.isFresh(SOON)).isEmpty()) {
            ask(id, () -> left.put(id, new Answer<>(question, search(plan, access), Instant.now())));
        }
        return known.map(Answer::value);
    }

    /** The same as it was last known. */
    Optional<Left> known(ResourceID id) {
        return Optional.ofNullable(left.get(id)).map(Answer::value);
    }

    private Left search(CloudPlan plan, CloudAccess access) {
        try {
            return new Left(Optional.of(CloudSearch.in(access, plan.names(), hosts)), Optional.empty());
        } catch (CloudFailure e) {
            return new Left(Optional.empty(), Optional.of(e.words()));
        }
    }

    private void ask(ResourceID id, Runnable question) {
        waiting.add(id);
        if (asking.add(id)) {
            Thread.ofVirtual().name("cloud-of-site-" + id.getName()).start(() -> {
                try {
                    question.run();
                } catch (RuntimeException e) {
                    LOG.error("a cloud could not be judged", e);
                } finally {
                    asking.remove(id);
                }
                wake(id);
                // Nobody tells of what changes in a cloud.
                CompletableFuture.delayedExecutor(FRESH.toSeconds() + 1, TimeUnit.SECONDS)
                        .execute(() -> wake(id));
            });
        }
    }

    private void wake(ResourceID id) {
        if (isRunning() && waiting.contains(id)) {
            getEventHandler().handleEvent(new Event(id));
        }
    }

    /** The cluster is there, or its Site is not: nothing is asked any more. */
    void forget(ResourceID id) {
        waiting.remove(id);
        facts.remove(id);
        left.remove(id);
    }

    @Override
    public void onResourceDeleted(Site site) {
        forget(ResourceID.fromResource(site));
    }

    @Override
    public Set<Void> getSecondaryResources(Site primary) {
        return Set.of();
    }
}
