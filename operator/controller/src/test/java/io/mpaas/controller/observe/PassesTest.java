package io.mpaas.controller.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mpaas.api.v1alpha1.Component;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PassesTest {
    private static final ResourceID MYSQL = new ResourceID("mysql", "bank");
    private static final Map<String, Object> CONTROLLER = Map.of(Constants.CONTROLLER_NAME, "component");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Passes passes = new Passes(registry, new StartMeter(registry));

    @Test
    void aWriteInAPassThatOnlyTheResyncWokeIsARepair() {
        passes.eventReceived(new Resync.Due(MYSQL), CONTROLLER);
        pass(true);

        assertThat(repairs()).isEqualTo(1);
    }

    @Test
    void aPassWithoutAWriteIsNone() {
        passes.eventReceived(new Resync.Due(MYSQL), CONTROLLER);
        pass(false);

        assertThat(repairs()).isZero();
    }

    @Test
    void anyOtherEventBeforeThePassExplainsIt() {
        passes.eventReceived(new Resync.Due(MYSQL), CONTROLLER);
        passes.eventReceived(new Event(MYSQL), CONTROLLER);
        pass(true);
        passes.eventReceived(new Event(MYSQL), CONTROLLER);
        passes.eventReceived(new Resync.Due(MYSQL), CONTROLLER);
        pass(true);

        assertThat(repairs()).isZero();
    }

    @Test
    void anEventExplainsThePassOfItsOwnObjectOnly() {
        passes.eventReceived(new Resync.Due(MYSQL), CONTROLLER);
        passes.eventReceived(new Event(new ResourceID("redis", "bank")), CONTROLLER);
        pass(true);

        assertThat(repairs()).isEqualTo(1);
    }

    @Test
    void whatAnotherThreadWritesIsNotThePass() throws Exception {
        passes.eventReceived(new Resync.Due(MYSQL), CONTROLLER);
        passes.reconciliationStarted(mysql(), CONTROLLER);
        try (var other = Executors.newSingleThreadExecutor()) {
            other.submit(Pass::writes).get();
        }
        passes.reconciliationFinished(mysql(), null, CONTROLLER);

        assertThat(repairs()).isZero();
    }

    private void pass(boolean writes) {
        passes.reconciliationStarted(mysql(), CONTROLLER);
        if (writes) {
            Pass.writes();
        }
        passes.reconciliationFinished(mysql(), null, CONTROLLER);
    }

    private double repairs() {
        return registry.get("mpaas.resync.repairs").counter().count();
    }

    private static Component mysql() {
        Component component = new Component();
        component.setMetadata(new ObjectMetaBuilder()
                .withName(MYSQL.getName())
                .withNamespace("bank")
                .build());
        return component;
    }
}
