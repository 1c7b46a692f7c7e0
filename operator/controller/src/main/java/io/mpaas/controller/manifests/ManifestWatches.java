package io.mpaas.controller.manifests;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.controller.cluster.Access;
import io.mpaas.controller.cluster.Account;
import io.mpaas.controller.cluster.ServedKind;
import io.mpaas.planning.value.Owner;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Watches of the kinds that Manifests are made of: one per installation, account and kind, opened when a component first needs
 * it and closed when none does any more.
 */
public final class ManifestWatches extends AbstractEventSource<Void, Component> {
    private final Access access;
    private final Kinds kinds;
    private final Map<Key, ManifestWatch> watches = new HashMap<>();

    private record Key(String installationId, Account account, ServedKind kind) {}

    public ManifestWatches(Access access) {
        super(Void.class, "manifests");
        this.access = access;
        this.kinds = new Kinds(access, this::wake);
    }

    private void wake(ResourceID component) {
        if (isRunning()) {
            getEventHandler().handleEvent(new Event(component));
        }
    }

    Kinds kinds() {
        return kinds;
    }

    Access access(Account account) {
        return access.as(account);
    }

    /** The watch of a kind for a component; a new one fills in the background and then wakes it. */
    synchronized ManifestWatch open(Owner owner, Account account, ServedKind kind) {
        Key key = new Key(owner.installationId(), account, kind);
        ManifestWatch watch = watches.get(key);
        if (watch == null) {
            watch = new ManifestWatch(owner, kind, access(account), this::wake);
            watches.put(key, watch);
            watch.usedBy(id(owner));
            watch.start();
        }
        watch.usedBy(id(owner));
        return watch;
    }

    /** Gives up a watch that was refused: the next pass opens another, instead of waiting for the next try of this one. */
    synchronized void renew(ManifestWatch refused) {
        watches.values().remove(refused);
        refused.close();
    }

    /** A component is gone. */
    public void forget(Owner owner) {
        keep(owner, Set.of(), false);
        kinds.await(id(owner), Set.of());
    }

    /** A component needs only these any more, and reads them word by word or not. */
    synchronized void keep(Owner owner, Collection<ManifestWatch> needed, boolean wordByWord) {
        needed.forEach(watch -> watch.readBy(id(owner), wordByWord));
        watches.entrySet().removeIf(entry -> {
            boolean unused = entry.getKey().installationId().equals(owner.installationId())
                    && !needed.contains(entry.getValue())
                    && entry.getValue().leftBy(id(owner));
            if (unused) {
                entry.getValue().close();
            }
            return unused;
        });
    }

    static ResourceID id(Owner owner) {
        return new ResourceID(owner.component(), owner.namespace());
    }

    @Override
    public synchronized void stop() {
        super.stop();
        watches.values().forEach(ManifestWatch::close);
        watches.clear();
        kinds.stop();
    }

    @Override
    public Set<Void> getSecondaryResources(Component primary) {
        return Set.of();
    }
}
