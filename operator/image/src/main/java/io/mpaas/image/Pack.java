package io.mpaas.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the packer. */
@Command(
        name = "pack",
        description = "Pack folders into a docker-archive, a layer each.",
        mixinStandardHelpOptions = true,
        separator = " ")
final class Pack implements Callable<Integer> {
    @Option(names = "--name", required = true, description = "Name and tag of the image.")
    private String name = "";

    @Option(names = "--output", required = true, description = "The archive to write.")
    private Path output = Path.of("");

    @Option(names = "--base", description = "An image to build on, from a registry. Without it: nothing.")
    private Optional<String> base = Optional.empty();

    @Option(names = "--architecture", description = "amd64 or arm64. Default: ${DEFAULT-VALUE}")
    private String architecture = "amd64";

    @Option(names = "--layer", description = "NAME=FOLDER:/TARGET; in this order.")
    private List<String> layers = List.of();

    @Option(names = "--label", description = "KEY=VALUE")
    private Map<String, String> labels = Map.of();

    @Option(names = "--env", description = "KEY=VALUE")
    private Map<String, String> environment = Map.of();

    @Option(names = "--user", description = "Numbers of user and group. Default: ${DEFAULT-VALUE}")
    private String user = "10001:10001";

    @Option(names = "--entrypoint", description = "A word of the command; repeat it.")
    private List<String> entrypoint = List.of();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Pack()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        JibContainerBuilder image = base.isPresent() ? Jib.from(registry(base.get())) : Jib.fromScratch();
        image.setPlatforms(Set.of(new Platform(architecture, "linux")))
                .setCreationTime(Instant.EPOCH)
                .setUser(user)
                .setEnvironment(environment)
                .setLabels(labels)
                .setEntrypoint(entrypoint);
        for (String layer : layers) {
            image.addFileEntriesLayer(Layer.parse(layer).entries());
        }
        JibContainer made =
                image.containerize(Containerizer.to(TarImage.at(output).named(name))
                        .setToolName("mpaas")
                        .setOfflineMode(base.isEmpty()));
        System.out.println(name + " " + made.getImageId());
        return 0;
    }

    /** With the credentials that {@code docker login} or {@code podman login} left. */
    private static RegistryImage registry(String reference) throws Exception {
        ImageReference image = ImageReference.parse(reference);
        return RegistryImage.named(image)
                .addCredentialRetriever(
                        CredentialRetrieverFactory.forImage(image, event -> {}).dockerConfig());
    }
}
