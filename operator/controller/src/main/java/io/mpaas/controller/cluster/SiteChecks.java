package io.mpaas.controller.cluster;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.preflight.Load;
import io.mpaas.planning.preflight.Seen;
import io.mpaas.planning.preflight.SiteLook;
import io.mpaas.planning.site.Fitness;
import io.mpaas.planning.site.Reach;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Say;
import io.mpaas.planning.value.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Whether clusters elsewhere are fit, as far as the operator sees with its own credentials there. Most of it is in caches; the rest is
 * asked for off the threads that reconcile, and whoever looks at the Site is woken by the answer.
 */
public final class SiteChecks {
    private static final String TEXTS = "/io/mpaas/inspect/messages/en.json";

    /** For a first write an answer may be so old. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Clusters clusters;
    private final Consumer<ResourceID> news;
    private final Map<String, String> texts = texts();
    private final Map<ResourceID, Map<String, Wanted>> wanted = new ConcurrentHashMap<>();
    private final Map<ResourceID, Asked> answers = new ConcurrentHashMap<>();
    private final Set<ResourceID> asking = ConcurrentHashMap.newKeySet();

    /** @param news is told of a Site of which something new is known */
    SiteChecks(Clusters clusters, Consumer<ResourceID> news) {
        this.clusters = clusters;
        this.news = news;
    }

    /** What is to run in a Site. */
    public record Wanted(String installation, String release, Blueprint blueprint) {
        /** What of it is to run in one site. */
        public Wanted in(String site) {
            return new Wanted(installation, release, blueprint.at(site));
        }
    }

    /** What a cluster answered, and when. */
    private record Asked(TargetCluster there, SiteLook.Limits limits, Instant at) {
        boolean isFresh() {
            return at.plus(FRESH).isAfter(Instant.now());
        }
    }

    /** Says what is to run in a Site from now on. */
    public void wants(ResourceID site, Wanted now) {
        Map<String, Wanted> all = wanted.computeIfAbsent(site, _ -> new ConcurrentSkipListMap<>());
        if (!now.equals(all.put(now.installation(), now))) {
            news.accept(site);
        }
    }

    /** What an Installation wanted counts no more. */
    public void wantsNoMore(ResourceID site, String installation) {
        Optional.ofNullable(wanted.get(site)).ifPresent(all -> all.remove(installation));
    }

    /**
     * What the checks came to when they were made last; empty while they were not, or cannot be made.
     *
     * @param accepted by id: why a check need not pass
     */
    public Optional<Fitness> fitness(ResourceID site, Map<String, String> accepted) {
        return clusters.at(site)
                .flatMap(there -> asked(site, there))
                .flatMap(asked -> clusters.reach(site).map(reach -> judge(site, reach, asked, accepted)));
    }

    /** The same for a first write: Unknown unless the checks were made just now, or failed. */
    public Fitness fitnessNow(ResourceID site, Map<String, String> accepted) {
        Fitness unknown = new Fitness(Verdict.Unknown, Reason.NotChecked, "it is being checked");
        Fitness last = fitness(site, accepted).orElse(unknown);
        Asked asked = answers.get(site);
        boolean holds = last.verdict() == Verdict.False || (asked != null && asked.isFresh());
        return holds ? last : unknown;
    }

    /** All that is to run in a Site, whichever Installations want it; unknown while none does. */
    public Reading<Load> load(ResourceID site) {
        String namespace = site.getNamespace().orElseThrow();
        List<Load> all = loads(site);
        return all.isEmpty()
                ? new Reading.Unknown<>(Say.of("spec.none").with("namespace", namespace))
                : new Reading.Known<>(new Load(
                        namespace,
                        "",
                        "",
                        List.of(),
                        all.stream().flatMap(one -> one.workloads().stream()).toList()));
    }

    private List<Load> loads(ResourceID site) {
        return wanted.getOrDefault(site, Map.of()).values().stream()
                .map(it -> Load.of(site.getNamespace().orElseThrow(), it.installation(), it.release(), it.blueprint()))
                .toList();
    }

    /** The sentences of checks, in the language of a status. */
    public Map<String, String> sentences() {
        return texts;
    }

    private Fitness judge(ResourceID site, Reach reach, Asked asked, Map<String, String> accepted) {
        SiteLook look = asked.there().look(site.getName(), reach);
        String namespace = site.getNamespace().orElseThrow();
        List<Fitness> all = loads(site).stream()
                .<Reading<Load>>map(Reading.Known::new)
                .map(load -> look.fitness(look.report(asked.limits(), load, accepted), texts))
                .toList();
        return all.stream()
                .filter(one -> one.verdict() == Verdict.False)
                .findFirst()
                .or(() -> all.stream().findFirst())
                .orElseGet(() -> look.fitness(
                        look.report(
                                asked.limits(),
                                new Reading.Unknown<>(Say.of("spec.none").with("namespace", namespace)),
                                accepted),
                        texts));
    }

    private Optional<Asked> asked(ResourceID site, TargetCluster there) {
        Optional<Asked> last = Optional.ofNullable(answers.get(site)).filter(known -> known.there() == there);
        if (last.filter(Asked::isFresh).isEmpty() && asking.add(site)) {
            Thread.ofVirtual().name("checks-of-site-" + site.getName()).start(() -> ask(site, there));
        }
        return last;
    }

    /** Without an answer the Site becomes Unknown, and is asked again once it is Reachable. */
    private void ask(ResourceID site, TargetCluster there) {
        try {
            answers.put(site, new Asked(there, limits(site.getNamespace().orElseThrow(), there), Instant.now()));
        } catch (KubernetesClientException e) {
            clusters.doubt(site);
            return;
        } finally {
            asking.remove(site);
        }
        news.accept(site);
    }

    private static SiteLook.Limits limits(String namespace, TargetCluster there) {
        return new SiteLook.Limits(
                read(() -> new Seen.Place(namespace, there.itself(namespace))),
                read(() -> there.list(ResourceQuota.class, namespace)),
                read(() -> there.list(LimitRange.class, namespace)));
    }

    /** What the account there may not read, or the API server there cannot say, is not checked. */
    private static <T> Reading<T> read(Supplier<T> question) {
        try {
            return new Reading.Known<>(question.get());
        } catch (KubernetesClientException e) {
            if (e.getCode() <= 0) { // it did not answer at all
                throw e;
            }
            return new Reading.Unknown<>(Say.of("inspect.refused").with("words", Obstacle.words(e)));
        }
    }

    void forget(ResourceID site) {
        wanted.remove(site);
        answers.remove(site);
    }

    private static Map<String, String> texts() {
        try (InputStream file = Objects.requireNonNull(SiteChecks.class.getResourceAsStream(TEXTS), TEXTS)) {
            return new ObjectMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
