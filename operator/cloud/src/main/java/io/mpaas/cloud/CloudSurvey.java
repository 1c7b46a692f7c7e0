package io.mpaas.cloud;

import io.mpaas.planning.cloud.CloudAccess;
import io.mpaas.planning.cloud.CloudAnswers;
import io.mpaas.planning.cloud.CloudCatalogue.Service;
import io.mpaas.planning.cloud.CloudContact;
import io.mpaas.planning.cloud.CloudPlan;
import io.mpaas.planning.cloud.CloudSeen;
import io.mpaas.planning.inspect.Fact;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.value.Say;

/** Everything that checks ask about, read of one cloud once. What cannot be read is unknown, with the reason. */
public final class CloudSurvey {
    private final Session session;
    private final CloudPlan plan;
    private Facts facts;

    private CloudSurvey(Session session, CloudPlan plan, Facts facts) {
        this.session = session;
        this.plan = plan;
        this.facts = facts;
    }

    /**
     * Reads it all; blocks for as long as the cloud takes, two minutes at most.
     *
     * @param known what is known already
     */
    public static Facts of(CloudAccess access, CloudPlan plan, Hosts hosts, Facts known) {
        try (Wire wire = new Wire(access.authority(), hosts, access.secrets())) {
            Session session = Session.enter(wire, access);
            CloudSurvey survey =
                    new CloudSurvey(session, plan, known.with(CloudSeen.CONTACT, (CloudContact) session.entered()));
            survey.all();
            return survey.facts;
        } catch (CloudFailure e) {
            return known.with(CloudSeen.CONTACT, contact(e));
        }
    }

    static CloudContact contact(CloudFailure failure) {
        return switch (failure.kind()) {
            case SILENT -> new CloudContact.Silent(failure.words());
            case UNTRUSTED -> new CloudContact.Untrusted(failure.words());
            case REFUSED -> new CloudContact.Denied(failure.words());
        };
    }

    private void all() {
        compute();
        read(
                CloudSeen.IMAGES,
                Service.Glance,
                () -> CloudAnswers.images(session.list(
                        Service.Glance,
                        "/images?name=" + Session.encoded(plan.spec().image()),
                        "images")));
        read(
                CloudSeen.EXTERNAL_NETWORKS,
                Service.Neutron,
                () -> CloudAnswers.networks(
                        session.list(Service.Neutron, "/networks?router%3Aexternal=true", "networks")));
        read(
                CloudSeen.NETWORK_QUOTA,
                Service.Neutron,
                () -> CloudAnswers.networkQuota(
                        session.get(Service.Neutron, "/quotas/" + session.project() + "/details.json")));
        read(
                CloudSeen.VOLUME_QUOTA,
                Service.Cinder,
                () -> CloudAnswers.volumeQuota(session.get(Service.Cinder, "/limits")));
        read(CloudSeen.BALANCERS, Service.Octavia, this::balancers);
        read(CloudSeen.HOLDINGS, Service.Nova, () -> new CloudSearch(session).of(plan.names()));
    }

    private void compute() {
        read(
                CloudSeen.ZONES,
                Service.Nova,
                () -> CloudAnswers.zones(session.get(Service.Nova, "/os-availability-zone")));
        computes();
        read(
                CloudSeen.FLAVORS,
                Service.Nova,
                () -> CloudAnswers.flavors(session.list(Service.Nova, "/flavors/detail", "flavors")));
        read(
                CloudSeen.COMPUTE_QUOTA,
                Service.Nova,
                () -> CloudAnswers.computeQuota(session.get(Service.Nova, "/limits")));
        read(
                CloudSeen.KEY_PAIRS,
                Service.Nova,
                () -> CloudAnswers.keyPairs(session.list(Service.Nova, "/os-keypairs", "keypairs")));
    }

    /** A member may not see them. */
    private void computes() {
        try {
            facts = facts.with(
                    CloudSeen.COMPUTES,
                    CloudAnswers.computes(session.get(Service.Nova, "/os-services?binary=nova-compute")));
        } catch (CloudFailure e) {
            facts = facts.with(
                    CloudSeen.COMPUTES,
                    new Reading.Unknown<>(
                            e.kind() == CloudFailure.Kind.REFUSED
                                    ? Say.of("cloud-compute.hidden")
                                    : failed(Service.Nova, e)));
        }
    }

    private boolean balancers() throws CloudFailure {
        try {
            session.get(Service.Octavia, "/lbaas/loadbalancers?limit=1");
            return true;
        } catch (CloudFailure e) {
            if (e.kind() == CloudFailure.Kind.REFUSED) {
                return false;
            }
            throw e;
        }
    }

    /** A question to a service. */
    private interface Question<T> {
        T ask() throws CloudFailure;
    }

    private <T> void read(Fact<T> fact, Service service, Question<T> question) {
        try {
            facts = session.offers(service)
                    ? facts.with(fact, question.ask())
                    : facts.with(
                            fact,
                            new Reading.Unknown<>(Say.of("cloud.unoffered").with("service", service)));
        } catch (CloudFailure e) {
            facts = facts.with(fact, new Reading.Unknown<>(failed(service, e)));
        }
    }

    private static Say failed(Service service, CloudFailure failure) {
        return Say.of("cloud.failed").with("service", service).with("words", failure.words());
    }
}
