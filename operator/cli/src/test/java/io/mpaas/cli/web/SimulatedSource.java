package io.mpaas.cli.web;

import io.mpaas.planning.value.Say;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A source that a test plays. */
final class SimulatedSource implements Source {
    final List<Wish> wishes = Collections.synchronizedList(new ArrayList<>());
    volatile Optional<Say> missing = Optional.empty();
    private final BlockingQueue<Seen> states = new LinkedBlockingQueue<>();
    private volatile Seen last;

    SimulatedSource(Seen first) {
        last = first;
        states.add(first);
    }

    void show(Seen seen) {
        last = seen;
        states.add(seen);
    }

    @Override
    public Optional<Seen> next(Duration patience) throws InterruptedException {
        Optional<Seen> newest = Optional.ofNullable(states.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        while (!states.isEmpty()) {
            newest = Optional.of(states.take());
        }
        return newest;
    }

    @Override
    public Optional<Detail> detail(String component) {
        return Optional.ofNullable(last.components().get(component))
                .map(found -> new Detail(
                        component,
                        found.getStatus() == null
                                ? List.of()
                                : found.getStatus().conditions().stream()
                                        .map(Detail.ConditionView::of)
                                        .toList(),
                        List.of(),
                        List.of(),
                        Elsewhere.of(found).stream()
                                .map(there -> SiteView.of(found, SilentSite.named(there.site())))
                                .toList(),
                        List.of(),
                        List.of(new Detail.PodView(
                                component + "-0", "Running", false, 3, "node-1", "CrashLoopBackOff")),
                        List.of(new Detail.LogTail(
                                component + "-0",
                                "main",
                                List.of(
                                        "\u001b[31mfatal\u001b[0m <img src=x onerror=alert(1)>",
                                        "<script>alert(2)</script>"))),
                        List.of(),
                        Arrays.stream(Wish.Kind.values())
                                .filter(kind -> kind != Wish.Kind.RESUME)
                                .map(kind -> new Detail.Action(kind, missing.orElse(null)))
                                .toList(),
                        List.of(component),
                        null));
    }

    @Override
    public Outcome ask(Wish wish) {
        if (missing.isPresent()) {
            return new Outcome(false, missing.get());
        }
        wishes.add(wish);
        return new Outcome(true, Say.of("act.done." + wish.kind().word()).with("name", wish.component()));
    }
}
