package io.mpaas.planning.cloud;

import io.mpaas.planning.cloud.CloudCatalogue.Service;
import io.mpaas.planning.cloud.CloudContact.Denied;
import io.mpaas.planning.cloud.CloudContact.Entered;
import io.mpaas.planning.cloud.CloudContact.Silent;
import io.mpaas.planning.cloud.CloudContact.Untrusted;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whether the cloud answers, proves who it is, lets us in, and where its services are. */
final class Entrance {
    private Entrance() {}

    static Finding credentials(Facts facts) {
        return facts.of(CloudSeen.ACCESS)
                .judge(read -> read.problem()
                        .map(problem -> Finding.wrong(secret(facts, "cloud-credentials.remedy"), problem))
                        .orElseGet(() -> Finding.fine(secret(facts, "cloud-credentials.there"))));
    }

    /** A sentence about the Secret. */
    private static Say secret(Facts facts, String id) {
        Optional<CloudPlan> plan = facts.of(CloudSeen.PLAN).known();
        return Say.of(id)
                .with(
                        "secret",
                        plan.map(one -> one.spec().credentials().secret()).orElse("?"))
                .with("cloud", plan.map(one -> one.spec().credentials().cloud()).orElse("?"))
                .with("hub", plan.map(CloudPlan::hub).orElse("?"));
    }

    private static Finding known(Facts facts, BiFunction<CloudAccess, CloudContact, Finding> judgement) {
        return facts.of(CloudSeen.ACCESS)
                .judge(read -> facts.of(CloudSeen.CONTACT)
                        .judge(contact -> judgement.apply(read.access().orElseThrow(), contact)));
    }

    static Finding encryption(Facts facts) {
        return facts.of(CloudSeen.ACCESS).judge(read -> {
            CloudAccess access = read.access().orElseThrow();
            Say url = Say.of(access.isPlain() ? "cloud-encryption.plain" : "cloud-encryption.fine")
                    .with("url", access);
            return access.isPlain() ? Finding.wrong(Say.of("cloud-encryption.remedy"), url) : Finding.fine(url);
        });
    }

    static Finding reach(Facts facts) {
        return known(
                facts,
                (access, contact) -> contact instanceof Silent(String words)
                        ? Finding.wrong(
                                Say.of("cloud-reach.remedy").with("url", access),
                                Say.of("cloud-reach.silent").with("url", access).with("words", words))
                        : Finding.fine(Say.of("cloud-reach.answers").with("url", access)));
    }

    static Finding certificate(Facts facts) {
        return known(facts, (access, contact) -> {
            if (access.isPlain()) {
                return new Finding.NotApplicable(Say.of("cloud-certificate.plain"));
            }
            return contact instanceof Untrusted(String words)
                    ? Finding.wrong(
                            secret(facts, "cloud-certificate.remedy"),
                            Say.of("cloud-certificate.untrusted")
                                    .with("url", access)
                                    .with("words", words))
                    : Finding.fine(Say.of("cloud-certificate.trusted").with("url", access));
        });
    }

    static Finding login(Facts facts) {
        return known(
                facts,
                (access, contact) -> contact instanceof Denied(String words)
                        ? Finding.wrong(
                                secret(facts, "cloud-login.remedy"),
                                secret(facts, "cloud-login.denied").with("words", words))
                        : entered(
                                contact,
                                in -> Finding.fine(Say.of("cloud-login.entered")
                                        .with("user", in.user())
                                        .with("project", in.project()))));
    }

    private static Finding entered(CloudContact contact, Function<Entered, Finding> judgement) {
        return contact instanceof Entered in
                ? judgement.apply(in)
                : new Finding.NotChecked(Say.of("inspect.after").with("check", "cloud-login"));
    }

    /** What an administrator sees is not what a member gets, and he could break more. */
    static Finding member(Facts facts) {
        return known(
                facts,
                (_, contact) -> entered(
                        contact,
                        in -> in.roles().contains("admin")
                                ? Finding.wrong(
                                        Say.of("cloud-member.remedy"),
                                        Say.of("cloud-member.admin").with("user", in.user()))
                                : Finding.fine(
                                        Say.of("cloud-member.roles").with("roles", String.join(", ", in.roles())))));
    }

    static Finding region(Facts facts) {
        return known(
                facts,
                (access, contact) -> entered(contact, in -> {
                    String regions = String.join(", ", in.catalogue().regions());
                    Optional<String> region = in.catalogue().region(access.region());
                    return region.map(name ->
                                    Finding.fine(Say.of("cloud-region.there").with("region", name)))
                            .orElseGet(() -> Finding.wrong(
                                    secret(facts, "cloud-region.remedy"),
                                    Say.of(access.region().isEmpty() ? "cloud-region.several" : "cloud-region.absent")
                                            .with("region", access.region().orElse(""))
                                            .with("regions", regions)));
                }));
    }

    static Finding services(Facts facts) {
        return known(
                facts,
                (access, contact) -> entered(contact, in -> {
                    List<Say> missing = Stream.of(Service.Nova, Service.Neutron, Service.Glance)
                            .filter(service -> !offers(in, access, service))
                            .map(service -> Say.of("cloud-services.absent")
                                    .with("service", service)
                                    .with("type", service.type())
                                    .with("face", access.face()))
                            .toList();
                    return Finding.wrongIfAny(missing, Say.of("cloud-services.remedy"), Say.of("cloud-services.there"));
                }));
    }

    /** Whether a service is in the catalogue; empty while nobody may ask. */
    static Optional<Boolean> offers(Facts facts, Service service) {
        Optional<CloudAccess> access = facts.of(CloudSeen.ACCESS).known().flatMap(CloudAccessReading.Result::access);
        return facts.of(CloudSeen.CONTACT)
                .known()
                .filter(Entered.class::isInstance)
                .map(Entered.class::cast)
                .flatMap(in -> access.map(known -> offers(in, known, service)));
    }

    private static boolean offers(Entered in, CloudAccess access, Service service) {
        return in.catalogue()
                .region(access.region())
                .flatMap(region -> in.catalogue().url(service, region, access.face()))
                .isPresent();
    }
}
