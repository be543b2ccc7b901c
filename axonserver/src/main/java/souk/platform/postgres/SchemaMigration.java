package souk.platform.postgres;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder {@code db/<schema>}: every step that this version knows towards that schema. */
record SchemaMigration(String schema, List<Resource> steps) {

    /** All there are on the class path, in the order of their names. */
    static List<SchemaMigration> on(ClassLoader classPath) throws IOException {
        var files =
                new PathMatchingResourcePatternResolver(classPath)
                        .getResources("classpath*:db/*/*.sql");
        return Stream.of(files)
                .collect(groupingBy(SchemaMigration::folderOf, TreeMap::new, toList()))
                .entrySet()
                .stream()
                .map(folder -> new SchemaMigration(folder.getKey(), folder.getValue()))
                .toList();
    }

    /** Changes with any change of any step. */
    String fingerprint() {
        MessageDigest digest = sha256();
        steps.stream()
                .sorted(Comparator.comparing(Resource::getFilename))
                .forEach(
                        step -> {
                            digest.update(
                                    String.valueOf(step.getFilename())
                                            .getBytes(StandardCharsets.UTF_8));
                            digest.update(contentOf(step));
                        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String folderOf(Resource file) {
        try {
            String[] path = file.getURL().getPath().split("/");
            return path[path.length - 2];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] contentOf(Resource step) {
        try {
            return step.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
