package io.mpaas.planning;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nothing grows beyond what one looks at at once, in graph, planning, controller and command line. What is larger today is listed
 * with its size, which may only become smaller: whoever makes it smaller writes the new number down, or deletes the line.
 */
class SizesTest {
    private static final int FILE = 300;
    private static final int RECONCILER = 120;
    private static final int METHOD = 30;
    private static final int PARAMETERS = 5;

    private static final Map<String, Integer> LARGER_FILES = Map.of("ManifestView", 306);
    private static final Map<String, Integer> LARGER_RECONCILERS =
            Map.ofEntries(entry("ComponentReconciler", 236), entry("InstallationReconciler", 157));
    private static final Map<String, Integer> LONGER_METHODS = Map.ofEntries(
            entry("ArchiveFile.read", 37),
            entry("ComponentCompiler.content", 36),
            entry("ComponentReconciler.reconcile", 36),
            entry("InstallationCheck.settings", 32),
            entry("InstallationReport.conditions", 33),
            entry("InstallationSources.<init>", 42),
            entry("LeftoversCommand.call", 37),
            entry("Linter.installation", 31),
            entry("ManifestSteps.carryOut", 31),
            entry("ManifestSteps.remove", 32),
            entry("Missing.find", 35),
            entry("Section.of", 31),
            entry("StatusReport.status", 38),
            entry("Stop.next", 33));
    private static final Map<String, Integer> MORE_PARAMETERS = Map.of("Startup.<init>", 6);

    private static final SortedMap<String, Integer> files = new TreeMap<>();
    private static final SortedMap<String, Integer> methods = new TreeMap<>();
    private static final SortedMap<String, Integer> parameters = new TreeMap<>();

    @BeforeAll
    static void measure() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(sources()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                files.put(name(unit), lines(unit, unit, positions));
                new Measure(unit, positions).scan(unit, null);
            }
        }
    }

    @Test
    void filesAreShort() {
        assertThat(above(files, FILE)).isEqualTo(new TreeMap<>(LARGER_FILES));
    }

    @Test
    void reconcilersAreOneScreen() {
        SortedMap<String, Integer> reconcilers = above(files, RECONCILER);
        reconcilers.keySet().removeIf(name -> !name.endsWith("Reconciler"));
        assertThat(reconcilers).isEqualTo(new TreeMap<>(LARGER_RECONCILERS));
    }

    @Test
    void methodsAreShort() {
        assertThat(above(methods, METHOD)).isEqualTo(new TreeMap<>(LONGER_METHODS));
    }

    @Test
    void methodsTakeFewParameters() {
        assertThat(above(parameters, PARAMETERS)).isEqualTo(new TreeMap<>(MORE_PARAMETERS));
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("../../dependency-graph", ".", "../cloud", "../controller", "../cli")) {
            try (Stream<Path> all = Files.walk(Path.of(module, "src/main/java"))) {
                all.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !path.endsWith("package-info.java"))
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    private static SortedMap<String, Integer> above(SortedMap<String, Integer> sizes, int limit) {
        SortedMap<String, Integer> large = new TreeMap<>(sizes);
        large.values().removeIf(size -> size <= limit);
        return large;
    }

    private static String name(CompilationUnitTree unit) {
        String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        return file.substring(0, file.indexOf('.'));
    }

    private static int lines(CompilationUnitTree unit, Tree tree, SourcePositions positions) {
        long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
        long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
        return Math.toIntExact(last - first + 1);
    }

    /** Fields of a record have names: they are no parameters. */
    private static final class Measure extends TreePathScanner<Object, Object> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Measure(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Object visitMethod(MethodTree method, Object nothing) {
            if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner) {
                String name = owner.getSimpleName() + "." + method.getName();
                methods.merge(name, lines(unit, method, positions), Math::max);
                if (owner.getKind() != Tree.Kind.RECORD) {
                    parameters.merge(name, method.getParameters().size(), Math::max);
                }
            }
            return super.visitMethod(method, nothing);
        }
    }
}
