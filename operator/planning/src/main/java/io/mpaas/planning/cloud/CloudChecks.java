package io.mpaas.planning.cloud;

import static io.mpaas.planning.inspect.Check.advised;
import static io.mpaas.planning.inspect.Check.required;

import io.mpaas.planning.inspect.Inspection;
import java.util.List;

/** Every check of a cloud that a cluster is to be made in, in the order in which a person would ask. */
public final class CloudChecks {
    /** The table. Ids are part of the interface: people accept them. */
    public static final Inspection CHECKS = new Inspection(List.of(
            required("cluster-api", Providers::core),
            required("cloud-provider", Providers::cloud),
            required("cloud-ranges", CloudNetworks::ranges),
            required("cloud-credentials", Entrance::credentials),
            advised("cloud-encryption", Entrance::encryption).after("cloud-credentials"),
            required("cloud-reach", Entrance::reach).after("cloud-credentials"),
            required("cloud-certificate", Entrance::certificate).after("cloud-reach"),
            required("cloud-login", Entrance::login).after("cloud-certificate"),
            advised("cloud-member", Entrance::member).after("cloud-login"),
            required("cloud-region", Entrance::region).after("cloud-login"),
            required("cloud-services", Entrance::services).after("cloud-region"),
            required("cloud-zones", Places::zones).after("cloud-services"),
            required("cloud-compute", Places::computes).after("cloud-services"),
            required("cloud-flavors", Sizes::flavors).after("cloud-services"),
            required("cloud-flavor-size", Sizes::large).after("cloud-services"),
            required("cloud-image", Sizes::image).after("cloud-services"),
            required("cloud-image-active", Sizes::active).after("cloud-image"),
            required("cloud-image-fits", Sizes::fits).after("cloud-image"),
            required("cloud-key", Sizes::key).after("cloud-services"),
            required("cloud-network", CloudNetworks::external).after("cloud-services"),
            required("cloud-load-balancer", Extras::balancer).after("cloud-region"),
            required("cloud-load-balancer-role", Extras::balancerRole).after("cloud-load-balancer"),
            advised("cloud-block-storage", Extras::blockStorage).after("cloud-region"),
            required("cloud-quota-servers", CloudQuotas::servers).after("cloud-services"),
            required("cloud-quota-networks", CloudQuotas::networks).after("cloud-services"),
            required("cloud-quota-volumes", CloudQuotas::volumes).after("cloud-region"),
            required("cloud-servers", Remains::failed).after("cloud-services"),
            advised("cloud-ports", Remains::unused).after("cloud-services"),
            required("cloud-leftovers", Remains::earlier).after("cloud-services")));

    private CloudChecks() {}
}
