package io.mpaas.planning.check;

import static io.mpaas.planning.value.Problems.Reason.EvenVoters;
import static io.mpaas.planning.value.Problems.Reason.InvalidExpression;
import static io.mpaas.planning.value.Problems.Reason.InvalidName;
import static io.mpaas.planning.value.Problems.Reason.InvalidValue;
import static io.mpaas.planning.value.Problems.Reason.JobDependency;
import static io.mpaas.planning.value.Problems.Reason.NameCollision;
import static io.mpaas.planning.value.Problems.Reason.ReleaseTooLarge;
import static io.mpaas.planning.value.Problems.Reason.UnknownComponent;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.mpaas.api.v1alpha1.DependencyType;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.Tier;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.graph.GraphCheck;
import io.mpaas.planning.release.ReleaseCopy;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.PodVolumes;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.value.ReadyWhen;
import io.mpaas.planning.value.ReleaseGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Everything wrong with a Release, whatever installation may use it. */
public final class ReleaseCheck {
    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,38}[a-z0-9])?");
    private static final Pattern KEY = Pattern.compile("(?!\\.$|\\.\\.)[a-zA-Z0-9._-]{1,63}");

    private final ReleaseSpec release;
    private final Problems problems = new Problems();

    private ReleaseCheck(ReleaseSpec release) {
        this.release = release;
    }

    /** Errors and warnings, errors first. */
    public static List<ReportedProblem> check(ReleaseSpec release) {
        return problems(release).list();
    }

    static Problems problems(ReleaseSpec release) {
        ReleaseCheck check = new ReleaseCheck(release);
        check.problems.add(GraphCheck.check(ReleaseGraph.of(release)));
        check.products();
        release.components().forEach(check::component);
        UndoCheck.check(release, check.problems);
        NameCheck.check(release, check.problems);
        check.size();
        return check.problems;
    }

    private void size() {
        int bytes = ReleaseCopy.pack(release).length;
        if (bytes > ReleaseCopy.MAX_BYTES) {
            problems.error(
                    ReleaseTooLarge,
                    "spec",
                    "has " + bytes + " bytes when it is compressed, more than the " + ReleaseCopy.MAX_BYTES
                            + " that the copy kept of an accepted Release may have: move large files out of config,"
                            + " manifests and pod");
        }
    }

    private void products() {
        release.products().forEach((product, components) -> {
            for (String name : components) {
                if (!release.components().containsKey(name)) {
                    problems.error(
                            UnknownComponent,
                            "spec.products." + product,
                            "product " + product + " names component " + name + ", which this Release does not have");
                }
            }
        });
    }

    /** Of two claims in one place only one would be mounted. */
    private void mounts(ReleaseComponent component, String path) {
        Map<String, String> taken = new TreeMap<>();
        component.storage().forEach((claim, storage) -> {
            String where = path + ".storage." + claim + ".mountPath";
            String other = taken.putIfAbsent(storage.mountPath(), claim);
            if (other != null) {
                problems.error(NameCollision, where, "storage " + other + " is mounted there: name another path");
            }
            if (storage.mountPath().contains(":")) { // Kubernetes forbids it, and no API server looks
                problems.error(InvalidValue, where, "must not have a ':'");
            }
        });
    }

    private void component(String name, ReleaseComponent component) {
        String path = ReleaseGraph.COMPONENTS + name;
        names(name, component, path);
        content(component, path);
        TypeCheck.check(component, path, problems);
        mounts(component, path);
        replicas(component, path);
        component.dependsOn().forEach((target, kinds) -> job(target, kinds, path + ".dependsOn." + target));
        component
                .dependsOnOneOf()
                .forEach((need, oneOf) -> oneOf.of()
                        .forEach(candidate -> job(candidate, oneOf.kinds(), path + ".dependsOnOneOf." + need)));
        expressions(component, path);
    }

    private void names(String name, ReleaseComponent component, String path) {
        if (!NAME.matcher(name).matches()) {
            problems.error(
                    InvalidName,
                    path,
                    "\"" + name
                            + "\" must be lower case letters, digits and '-', begin with a letter and have at most 40"
                            + " characters");
        }
        for (String suffix : ObjectNames.SUFFIXES) {
            if (release.components().containsKey(name + suffix)) {
                problems.error(
                        NameCollision,
                        ReleaseGraph.COMPONENTS + name + suffix,
                        "objects of " + name + " have this name: rename the component " + name + suffix);
            }
        }
        ConfigCheck.check(component.config(), path, "pod", problems);
        if (component.provides() != null && component.provides().secret() != null) {
            credentials(component.provides().secret().generate(), path + ".provides.secret.generate");
        }
        component.storage().keySet().stream()
                .filter(claim -> !PodCheck.LABEL.matcher(claim).matches())
                .forEach(claim -> label(claim, path + ".storage." + claim));
        exposed(component, path + ".expose");
    }

    private void exposed(ReleaseComponent component, String path) {
        Map<Integer, String> taken = new TreeMap<>();
        component.expose().forEach((port, expose) -> {
            if (!PodCheck.LABEL.matcher(port).matches()) {
                label(port, path + "." + port);
            }
            String other = taken.putIfAbsent(expose.port(), port);
            if (other != null) {
                problems.error(
                        NameCollision,
                        path + "." + port,
                        "has the port " + expose.port() + " of " + other + ": remove one");
            }
        });
    }

    private void label(String name, String path) {
        problems.error(InvalidName, path, PodCheck.notALabel(name));
    }

    private void credentials(List<String> users, String path) {
        if (users.isEmpty() || users.size() != Set.copyOf(users).size()) {
            problems.error(InvalidValue, path, "must name at least one user, each once");
        }
        Map<String, String> variables = new TreeMap<>();
        for (String user : users) {
            if (!KEY.matcher(user).matches()) {
                problems.error(
                        InvalidName,
                        path,
                        "\"" + user
                                + "\" must be letters, digits, '.', '_' and '-', and neither '.' nor begin with '..'");
            }
            String other = variables.putIfAbsent(ObjectNames.variable(user), user);
            if (other != null && !other.equals(user)) {
                problems.error(
                        NameCollision,
                        path,
                        "the passwords of " + other + " and " + user + " would be in the same variable, MPAAS_PASSWORD_"
                                + ObjectNames.variable(user) + ": rename one");
            }
        }
    }

    private void content(ReleaseComponent component, String path) {
        boolean manifests = component.type() == WorkloadType.Manifests;
        JsonNode pod = component.pod();
        if (manifests) {
            ManifestsCheck.check(component.manifests(), path + ".manifests", problems);
        } else if (pod == null) {
            problems.error(InvalidValue, path + ".pod", "is missing");
        } else {
            pod(pod, path + ".pod");
            PodCheck.check(pod, path + ".pod", PodVolumes.of(component), component.type(), problems);
        }
    }

    private void pod(JsonNode pod, String path) {
        KnownFields.check(pod, PodSpec.class, path, problems);
        JsonNode containers = pod.path("containers");
        if (!containers.isArray() || containers.isEmpty()) {
            problems.error(InvalidValue, path + ".containers", "must have at least one container");
            return;
        }
        for (int i = 0; i < containers.size(); i++) {
            String where = path + ".containers[" + i + "]";
            if (containers.get(i).path("image").asText("").isEmpty()) {
                problems.error(InvalidValue, where + ".image", "is missing");
            }
        }
    }

    private void replicas(ReleaseComponent component, String path) {
        for (Map.Entry<String, Integer> entry : component.replicas().entrySet()) {
            String where = path + ".replicas." + entry.getKey();
            if (Arrays.stream(Tier.values()).noneMatch(tier -> tier.name().equals(entry.getKey()))) {
                problems.error(InvalidValue, where, "unknown tier; expected one of " + Arrays.toString(Tier.values()));
            }
            if (entry.getValue() < 1 || entry.getValue() > 1000) {
                problems.error(InvalidValue, where, "must be from 1 to 1000, not " + entry.getValue());
            }
            if (component.quorum() != null) {
                voters(entry.getValue(), where, problems);
            }
        }
    }

    /** A voting set has an odd number of members: an even one survives no more losses and splits more easily. */
    static void voters(int replicas, String path, Problems problems) {
        if (replicas % 2 == 0) {
            problems.error(
                    EvenVoters,
                    path,
                    replicas + " voters survive no more failures than " + (replicas - 1) + ": use an odd number");
        }
    }

    private void job(String target, List<DependencyType> kinds, String path) {
        ReleaseComponent component = release.components().get(target);
        boolean startupOnly = kinds.stream().allMatch(kind -> kind == DependencyType.STARTUP);
        if (component != null && component.type() == WorkloadType.Job && !startupOnly) {
            problems.error(JobDependency, path, target + " is a Job: it may only be a startup dependency");
        }
    }

    private void expressions(ReleaseComponent component, String path) {
        ReadyWhen.Subject subject =
                component.type() == WorkloadType.Manifests ? ReadyWhen.Subject.OBJECTS : ReadyWhen.Subject.WORKLOAD;
        for (int i = 0; i < component.readyWhen().size(); i++) {
            int index = i;
            ReadyWhen.problem(subject, component.readyWhen().get(i))
                    .ifPresent(text -> problems.error(InvalidExpression, path + ".readyWhen[" + index + "]", text));
        }
    }
}
