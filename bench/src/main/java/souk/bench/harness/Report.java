package souk.bench.harness;

import java.util.List;
import java.util.Map;

/** What a bench found, under which circumstances. */
public record Report(
        String bench,
        Map<String, String> circumstances,
        List<Figures> figures,
        List<Target> targets,
        List<String> remarks) {}
