package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.cli.console.Prompt;
import io.mpaas.cli.console.Terminal;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the documents say can be typed, opened and read; both languages say the same. */
class DocumentsTest {
    private static final List<String> PROGRAM = List.of("kubectl", "mpaas");
    private static final Pattern CLASS = Pattern.compile("[A-Z][A-Za-z]+");
    private static final Pattern METRIC = Pattern.compile("\\bmpaas_[a-z_]+");

    private static final CommandLine COMMANDS =
            Main.commandLine(Terminal.PIPE, InputStream.nullInputStream(), Prompt.NOBODY);

    /** Phrases that crept in most, and what to write in their place. */
    private static final Map<String, String> REFUSED = Map.of(
            "(?i)(?<!there )\\b(is|are|was|be) no (?!longer\\b|more\\b|smaller\\b|larger\\b)", "is not a …",
            "(?i)(?<!anyone |people |those )\\bwho (wants|writes|has|needs|may write|can write)\\b",
                    "to …, run …; anyone who …",
            "(?i)\\b(a|the|its|such|missing|of|own|wide|no|what) rights?\\b(?! (away|side|order|place))|\\brights\\b",
                    "permission",
            "(?i)\\bby itself when it is\\b|\\bgoes on by itself\\b|\\bput right\\b", "resumes automatically once …",
            "(?i)\\bby halves\\b|\\bin nobody's order\\b", "partially; in no particular order",
            "(?i)\\ba word (that )?(it|they) (does|do) not know\\b", "an unknown enum value");

    static List<Document> documents() {
        return Document.all();
    }

    static List<Document> translations() {
        return Document.all().stream().filter(Document::chinese).toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandOfKubectlMpaasParses(Document document) {
        List<String> wrong = new ArrayList<>();
        document.typed().forEach(line -> own(line).forEach(words -> parse(words, wrong)));
        document.spans()
                .forEach(span -> own(span).filter(words -> !names(words)).forEach(words -> parse(words, wrong)));
        assertThat(wrong).as(document.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandThatReadsFilesOfThisRepositoryRuns(Document document) {
        assertThat(Stream.concat(document.typed().stream(), document.spans().stream())
                        .flatMap(DocumentsTest::own)
                        .map(DocumentsTest::withFiles)
                        .filter(words -> words.stream().anyMatch(word -> word.startsWith(Document.ROOT.toString())))
                        .map(words -> Run.of(words.toArray(String[]::new)))
                        .filter(run -> run.exitCode() != 0 || run.out().isEmpty()))
                .as(document.toString())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandOfKubectlNamesKindsFieldsAndFilesThatExist(Document document) {
        assertThat(commands(document)
                        .filter(words -> words.getFirst().equals("kubectl") && !isOwn(words))
                        .flatMap(words -> Kubectl.problems(words).stream()))
                .as(document.toString())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTargetAndSettingOfMakeExists(Document document) {
        Makefile makefile = Makefile.read();
        assertThat(commands(document)
                        .filter(words -> words.getFirst().equals("make"))
                        .flatMap(words -> words.stream().skip(1))
                        .filter(word -> !makefile.knows(word)))
                .as(document.toString())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyFileOfThisRepositoryThatIsNamedExists(Document document) {
        assertThat(Stream.concat(document.spans().stream(), document.typed().stream())
                        .flatMap(text -> Stream.of(text.split("[\\s'\"=,()]+")))
                        .filter(DocumentsTest::isPath)
                        .map(path -> path.replaceFirst("[.:;]+$", ""))
                        .filter(path -> SourceFiles.matching(path).findAny().isEmpty()))
                .as(document.toString())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Document document) {
        List<String> broken = new ArrayList<>();
        for (String link : document.links()) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? document.path() : beside(document, parts[0]);
            if (!Files.exists(Document.ROOT.resolve(target))) {
                broken.add(link);
            } else if (parts.length == 2 && !Document.read(target).anchors().contains(parts[1])) {
                broken.add(link);
            }
        }
        assertThat(broken).as(document.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("translations")
    void bothLanguagesHaveTheSameCommands(Document chinese) {
        Document english = Document.read(Path.of(chinese.path().toString().replace(Document.CHINESE, ".md")));
        assertThat(distinct(chinese)).as(chinese.toString()).containsExactlyInAnyOrderElementsOf(distinct(english));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isWrittenInPlainEnglish(Document document) {
        List<String> phrases = new ArrayList<>();
        REFUSED.forEach((phrase, instead) -> Pattern.compile(phrase)
                .matcher(document.sentences())
                .results()
                .map(found -> "\"" + found.group() + "\": write " + instead)
                .forEach(phrases::add));
        // The table of CONTRIBUTING shows what not to write.
        assertThat(phrases)
                .as(document.toString())
                .hasSizeLessThanOrEqualTo(document.path().endsWith("CONTRIBUTING.md") ? 5 : 0);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyReleaseInItIsSound(Document document) {
        assertThat(document.blocks("yaml").stream()
                        .filter(block -> block.contains("kind: Release"))
                        .map(block -> Run.withInput(block, "lint", "-"))
                        .filter(run -> run.exitCode() != 0)
                        .map(Run::out))
                .as(document.toString())
                .isEmpty();
    }

    @Test
    void theClassesThatDevelopersAreSentToExist() {
        List<String> classes = Document.read(Path.of("docs/develop.md")).spans().stream()
                .filter(span -> CLASS.matcher(span).matches())
                .toList();
        assertThat(classes).hasSizeGreaterThan(20).allMatch(SourceFiles.CLASSES::contains);
    }

    /** The dashboard's own metrics are compared with those of a running operator by a story. */
    @Test
    void theMetricsThatAreDescribedAreThoseOfTheDashboard() {
        String dashboard = Document.read(Path.of("charts/mpaas-operator/dashboards/mpaas.json"))
                .text();
        assertThat(METRIC.matcher(Document.read(Path.of("docs/observe.md")).text())
                        .results())
                .map(MatchResult::group)
                .isNotEmpty()
                .allMatch(dashboard::contains);
    }

    @Test
    void theFirstPageIsShort() {
        assertThat(Document.read(Path.of("README.md")).text().lines()).hasSizeLessThanOrEqualTo(150);
        assertThat(Document.read(Path.of("README.zh-CN.md")).text().lines()).hasSizeLessThanOrEqualTo(150);
    }

    private static Stream<List<String>> commands(Document document) {
        return Stream.concat(document.typed().stream(), document.spans().stream())
                .flatMap(line -> ShellLine.commands(line).stream());
    }

    private static Set<String> distinct(Document document) {
        Set<String> distinct = new TreeSet<>();
        commands(document)
                .filter(words -> List.of("kubectl", "make", "helm").contains(words.getFirst()))
                .forEach(words -> distinct.add(String.join(" ", words)));
        return distinct;
    }

    private static Stream<List<String>> own(String line) {
        return ShellLine.commands(line).stream()
                .filter(DocumentsTest::isOwn)
                .map(words -> words.subList(PROGRAM.size(), words.size()));
    }

    private static boolean isOwn(List<String> words) {
        return words.size() >= PROGRAM.size()
                && words.subList(0, PROGRAM.size()).equals(PROGRAM);
    }

    /** In a sentence a command may be named without the arguments it needs. */
    private static boolean names(List<String> words) {
        CommandLine command = COMMANDS;
        for (String word : words) {
            if (word.equals("…") && words.size() == 1) {
                return true;
            }
            if (!command.getSubcommands().containsKey(word)) {
                return false;
            }
            command = command.getSubcommands().get(word);
        }
        return true;
    }

    private static void parse(List<String> words, List<String> wrong) {
        try {
            COMMANDS.parseArgs(words.toArray(String[]::new));
        } catch (ParameterException e) {
            wrong.add(String.join(" ", words) + ": " + e.getMessage());
        }
    }

    /** With the whole path of each file of this repository, as if it were typed at the root; patterns as a shell expands them. */
    private static List<String> withFiles(List<String> words) {
        return words.stream()
                .flatMap(word -> isPath(word) ? SourceFiles.matching(word).map(Path::toString) : Stream.of(word))
                .toList();
    }

    private static Path beside(Document document, String link) {
        return Document.ROOT.relativize(
                Document.ROOT.resolve(document.path()).resolveSibling(link).normalize());
    }

    /** It begins with a folder of ours, and no build makes it. */
    private static boolean isPath(String word) {
        int slash = word.indexOf('/');
        return slash > 0
                && !word.contains("/target/")
                && !word.contains("…")
                && Files.isDirectory(Document.ROOT.resolve(word.substring(0, slash)))
                && !word.startsWith(".");
    }
}
