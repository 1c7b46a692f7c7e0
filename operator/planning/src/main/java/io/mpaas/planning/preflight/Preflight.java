package io.mpaas.planning.preflight;

import static io.mpaas.planning.inspect.Check.advised;
import static io.mpaas.planning.inspect.Check.required;

import io.mpaas.planning.inspect.Inspection;
import java.util.List;

/** Every check of preflight, in the order in which a person would ask. */
public final class Preflight {
    /** The table. Ids are part of the interface: scripts accept them. */
    public static final Inspection CHECKS = new Inspection(List.of(
            required("reach", Contacts::reach),
            required("identity", Contacts::identity).after("reach"),
            required("version", Contacts::version).after("identity"),
            required("permissions", Rights::answer).after("identity"),
            required("operator", Operators::one).after("identity"),
            advised("crds", Operators::definitions).after("identity"),
            required("spec", Specs::answer),
            required("nodes", Nodes::usable).after("identity"),
            advised("nodes-ready", Nodes::ready).after("identity"),
            advised("architectures", Nodes::architectures).after("nodes"),
            advised("zone-labels", Zones::labels).after("nodes", "spec"),
            advised("zones", Zones::enough).after("nodes", "spec"),
            required("fits", Room::fits).after("nodes", "spec"),
            required("capacity", Room::capacity).after("nodes", "spec"),
            required("namespace", Namespaces::exists).after("identity"),
            required("pod-security", Namespaces::podSecurity).after("namespace", "spec"),
            required("quota", Quotas::answer).after("namespace", "spec"),
            required("storage-class", Storage::classes).after("identity"),
            required("storage", Storage::provisions).after("namespace"),
            required("images", Images::answer).after("identity", "spec"),
            advised("clocks", ClockSkew::answer).after("identity"),
            required("network", Networks::answer).after("identity"),
            advised("leftovers", Namespaces::leftovers).after("namespace")));

    private Preflight() {}
}
