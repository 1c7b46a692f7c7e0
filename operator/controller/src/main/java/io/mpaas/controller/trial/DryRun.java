package io.mpaas.controller.trial;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.controller.cluster.Access;
import io.mpaas.controller.cluster.Account;
import io.mpaas.controller.cluster.ServedKind;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.trial.Answer;
import io.mpaas.planning.trial.Trial;
import io.mpaas.planning.trial.Trials;
import io.mpaas.planning.trial.Verdicts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tries objects by creating them with {@code dryRun=All}: the API server checks all that it checks of a create, and keeps nothing.
 * A name that is taken is checked like any other.
 *
 * <p>Several at once, each once, and never longer than {@link #TIME} in all: what was not answered by then was not tried.
 */
@Singleton
public class DryRun {
    /** Shorter than the time that the API server waits for a review. */
    private static final Duration TIME = Duration.ofSeconds(4);

    private static final Logger LOG = Logger.getLogger(DryRun.class);
    private static final int AT_ONCE = 16;
    /** The webhook tries what the reconcile carries out right after. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Lately> accepted = new ConcurrentHashMap<>();

    private record Lately(Instant at, Map<String, String> hashes) {}

    @Inject
    public DryRun(KubernetesClient client) {
        this.client = client;
    }

    /** Content hashes of the components of a namespace that were accepted by the last trial, if it was a moment ago. */
    public Map<String, String> accepted(String namespace) {
        accepted.values()
                .removeIf(lately -> lately.at().isBefore(clock.instant().minus(LATELY)));
        Lately lately = accepted.get(namespace);
        return lately == null ? Map.of() : lately.hashes();
    }

    /** What the API server would refuse, all of it, and what could not be tried. */
    public List<ReportedProblem> problems(Trials trials) {
        if (trials.all().isEmpty()) {
            return List.of();
        }
        Verdicts verdicts = ask(trials);
        accepted.put(trials.namespace(), new Lately(clock.instant(), verdicts.accepted(trials)));
        return verdicts.problems(trials, TIME.toSeconds());
    }

    private Verdicts ask(Trials trials) {
        KubernetesClient once = withoutRetries();
        List<Callable<Answer>> questions = trials.all().stream()
                .<Callable<Answer>>map(trial -> () -> ask(once, trials.namespace(), trial))
                .toList();
        Verdicts verdicts = new Verdicts();
        ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
        try {
            List<Future<Answer>> answers = threads.invokeAll(questions, TIME.toMillis(), TimeUnit.MILLISECONDS);
            for (int i = 0; i < answers.size(); i++) {
                Trial trial = trials.all().get(i);
                switch (answers.get(i).state()) {
                    case SUCCESS -> verdicts.add(trial, answers.get(i).resultNow());
                    case FAILED -> verdicts.add(trial, unforeseen(answers.get(i).exceptionNow()));
                    case CANCELLED, RUNNING -> {}
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
        return verdicts;
    }

    /** There is no time for them. */
    private KubernetesClient withoutRetries() {
        RequestConfig once = new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0)
                .build();
        return client.newClient(once).adapt(KubernetesClient.class);
    }

    private static Answer unforeseen(Throwable failure) {
        LOG.warnf(failure, "an object could not be tried");
        return new Answer.Open("internal error, see the operator's log");
    }

    private static Answer ask(KubernetesClient client, String namespace, Trial trial) {
        try {
            return trial.as() == Trial.As.MANIFEST
                    ? manifest(new Access(client), namespace, trial)
                    : own(client, namespace, trial);
        } catch (KubernetesClientException e) {
            return trial.as() == Trial.As.PODS
                    ? Answer.ofStandIn(e.getCode(), Obstacle.words(e), Optional.ofNullable(e.getStatus()))
                    : Answer.of(e.getCode(), Obstacle.words(e), Optional.ofNullable(e.getStatus()));
        }
    }

    private static Answer own(KubernetesClient client, String namespace, Trial trial) {
        var _ = client.resource(trial.object()).inNamespace(namespace).dryRun().create();
        return new Answer.Accepted();
    }

    private static Answer manifest(Access operators, String namespace, Trial trial) {
        GenericKubernetesResource object = (GenericKubernetesResource) trial.object();
        Optional<ServedKind> kind = operators.find(object.getApiVersion(), object.getKind());
        if (kind.isEmpty()) {
            return new Answer.Open("no API of this cluster serves its kind yet");
        }
        Access account = operators.as(new Account(namespace, trial.account()));
        var _ = account.objects(kind.get(), namespace).resource(object).dryRun().create();
        return new Answer.Accepted();
    }
}
