import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Checks, or with {@code fix} brings about, the one format of our Java. Run by mvn verify. */
class Format {

    static void main(String[] arguments) throws Exception {
        boolean fix = List.of(arguments).contains("fix");
        List<String> sources;
        try (Stream<Path> tree = Files.walk(Path.of("."))) {
            sources =
                    tree.filter(path -> path.toString().endsWith(".java"))
                            .filter(path -> path.toString().contains("/src/"))
                            .filter(path -> !path.toString().contains("/target/"))
                            .map(Path::toString)
                            .toList();
        }
        Stream<String> options =
                fix ? Stream.of("--aosp", "-i") : Stream.of("--aosp", "-n", "--set-exit-if-changed");
        PrintWriter out = new PrintWriter(System.out, true);
        int status =
                new Main(out, new PrintWriter(System.err, true), System.in)
                        .format(Stream.concat(options, sources.stream()).toArray(String[]::new));
        if (status != 0) {
            System.err.println(
                    "The files above are not formatted. Do it with: mvn -q -N verify -Dformat=fix");
        }
        System.exit(status);
    }
}
