package io.mpaas.faults;

import io.mpaas.observer.proxy.ApiRequest;
import io.mpaas.observer.proxy.CommittedWrite.Phase;
import io.mpaas.observer.proxy.Fault;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What goes wrong between the operator and its API server. Each ends by itself: afterwards all must become as if it had not been. */
@SuppressWarnings("ImmutableEnumChecker") // its functions keep nothing
enum Disturbance {
    /** One cache of the operator is behind the others, for the whole of the scenario. */
    LATE_WATCH(
            plan -> "watch %d of %s is %d ms late".formatted(plan.number(), plan.resource(), plan.milliseconds()),
            (plan, operator) -> operator.inject(Fault.lag(of(plan), plan.number(), time(plan)))),
    /** One cache learns nothing for a while, and then everything. */
    HELD_WATCH(
            plan -> "watch %d of %s is held back for %d ms"
                    .formatted(plan.number(), plan.resource(), plan.milliseconds()),
            (plan, operator) -> operator.inject(Fault.holdBack(of(plan), plan.number(), time(plan)))),
    /** All watches of a kind end in the midst of it. */
    CUT_WATCHES(
            plan -> "watches of %s are cut at write %d".formatted(plan.resource(), plan.number()),
            (plan, operator) ->
                    operator.atWrite(plan.number(), () -> operator.proxy().cut(of(plan)))),
    /** What it missed is gone: it has to list anew. */
    EXPIRED_WATCHES(
            plan -> "watches of %s are cut at write %d and answered 410 once".formatted(plan.resource(), plan.number()),
            (plan, operator) -> operator.atWrite(plan.number(), () -> {
                operator.proxy().inject(Fault.refuse(operator.nth(of(plan).and(ApiRequest::watch), 1), 410));
                operator.proxy().cut(of(plan));
            })),
    REFUSED_WRITE(
            plan -> "write %d on %s is answered %d".formatted(nth(plan), plan.resource(), plan.status()),
            (plan, operator) -> operator.proxy()
                    .inject(Fault.refuse(operator.nth(of(plan).and(ApiRequest::writes), nth(plan)), plan.status()))),
    REFUSED_ANY(
            plan -> "write %d of all is answered %d".formatted(plan.number(), plan.status()),
            (plan, operator) -> operator.proxy()
                    .inject(Fault.refuse(operator.nth(Disturbance::matters, plan.number()), plan.status()))),
    /** It cannot know whether the write was done; it was not. */
    SILENT_WRITE(
            plan -> "write %d on %s is never answered".formatted(nth(plan), plan.resource()),
            (plan, operator) ->
                    operator.proxy().inject(Fault.silence(operator.nth(of(plan).and(ApiRequest::writes), nth(plan))))),
    SLOW_WRITES(
            plan -> "writes on %s take %d ms".formatted(plan.resource(), plan.milliseconds() / 10),
            (plan, operator) -> operator.inject(
                    Fault.delay(of(plan).and(ApiRequest::writes), time(plan).dividedBy(10)))),
    /** It stands still, and wakes up to a changed world. */
    PAUSE(
            plan -> "stands still for %d ms at write %d".formatted(plan.milliseconds(), plan.number()),
            (plan, operator) -> operator.atWrite(plan.number(), () -> operator.pause(time(plan)))),
    KILL(
            plan -> "killed at write %d, %s its answer".formatted(plan.number(), plan.first() ? "before" : "after"),
            (plan, operator) -> operator.diesAt(plan.number(), phase(plan))),
    /** The next operator begins with lists of the moment when the scenario began, and learns late what came after. */
    KILL_OLD_LISTS(
            plan -> "killed at write %d, the next one is shown %s of before and the rest %d ms late"
                    .formatted(plan.number(), plan.resource(), plan.milliseconds()),
            (plan, operator) -> {
                operator.proxy().inject(Fault.past(operator.nth(of(plan).and(ApiRequest::lists), 1), operator.now()));
                operator.proxy().inject(Fault.lag(of(plan), 0, time(plan)));
                operator.diesAt(plan.number(), phase(plan));
            }),
    NONE(plan -> "nothing", (plan, operator) -> {});

    static final List<Disturbance> ALL =
            Stream.of(values()).filter(disturbance -> disturbance != NONE).toList();

    private final Function<Plan, String> details;
    private final BiConsumer<Plan, Operator> begin;

    Disturbance(Function<Plan, String> details, BiConsumer<Plan, Operator> begin) {
        this.details = details;
        this.begin = begin;
    }

    String details(Plan plan) {
        return details.apply(plan);
    }

    /** From now on; it ends by itself, or with {@link Operator#heal()}. */
    void begin(Plan plan, Operator operator) {
        begin.accept(plan, operator);
    }

    boolean ofAWatch() {
        return this == LATE_WATCH || this == HELD_WATCH;
    }

    /** Whether it is about writes of one kind. */
    boolean ofWrites() {
        return this == REFUSED_WRITE || this == SILENT_WRITE || this == SLOW_WRITES;
    }

    private static Predicate<ApiRequest> of(Plan plan) {
        return request -> request.resource().equals(plan.resource());
    }

    /** Of a single kind there are fewer writes than of all. */
    private static int nth(Plan plan) {
        return 1 + plan.number() / 8;
    }

    private static boolean matters(ApiRequest request) {
        return request.writes() && request.matters();
    }

    private static Duration time(Plan plan) {
        return Duration.ofMillis(plan.milliseconds());
    }

    private static Phase phase(Plan plan) {
        return plan.first() ? Phase.BEFORE_ANSWER : Phase.AFTER_ANSWER;
    }
}
