package io.mpaas.cli.preflight;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mpaas.cli.console.Catalogue;
import io.mpaas.planning.inspect.Report;
import io.mpaas.planning.inspect.Result;
import io.mpaas.planning.inspect.Severity;
import io.mpaas.planning.value.Say;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report for programs and for the file, in both languages, so that vendor and customer read the same.
 *
 * @param at when the cluster was read, RFC 3339
 * @param server address of the API server
 * @param sites clouds that clusters are to be made in, and clusters elsewhere; absent if there are none
 */
public record PreflightRecord(
        String at,
        String server,
        String namespace,
        Report.Outcome outcome,
        List<Entry> results,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OfSite> sites) {
    public PreflightRecord {
        results = List.copyOf(results);
        sites = List.copyOf(sites);
    }

    /** The cloud, or the cluster elsewhere, of one Site. */
    public record OfSite(String site, Report.Outcome outcome, List<Entry> results) {
        public OfSite {
            results = List.copyOf(results);
        }
    }

    /**
     * One check.
     *
     * @param remedy absent unless it is Warn or Fail
     * @param accepted why somebody goes on all the same
     */
    public record Entry(
            String id,
            Severity severity,
            Result.State result,
            List<Sentence> evidence,
            @Nullable Sentence remedy,
            @Nullable String accepted) {
        public Entry {
            evidence = List.copyOf(evidence);
        }
    }

    /** The same in two languages. */
    public record Sentence(String en, String zh) {
        static Sentence of(Say say) {
            return new Sentence(ENGLISH.text(say), CHINESE.text(say));
        }
    }

    private static final Catalogue ENGLISH = Catalogue.read("inspect", "en");
    private static final Catalogue CHINESE = Catalogue.read("inspect", "zh");

    /**
     * The outcome is the worst of all.
     *
     * @param sites by name
     */
    public static PreflightRecord of(
            Report report, SortedMap<String, Report> sites, String at, String server, String namespace) {
        return new PreflightRecord(
                at,
                server,
                namespace,
                Stream.concat(Stream.of(report), sites.values().stream())
                        .map(Report::outcome)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                entries(report),
                sites.entrySet().stream()
                        .map(one -> new OfSite(one.getKey(), one.getValue().outcome(), entries(one.getValue())))
                        .toList());
    }

    private static List<Entry> entries(Report report) {
        return report.results().stream().map(PreflightRecord::entry).toList();
    }

    private static Entry entry(Result result) {
        Say remedy = result.remedy();
        return new Entry(
                result.id(),
                result.severity(),
                result.state(),
                result.evidence().stream().map(Sentence::of).toList(),
                remedy == null ? null : Sentence.of(remedy),
                result.accepted());
    }
}
