package souk.verify;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was said on the command line.
 *
 * @param part whether the exports are only a part of the log
 */
record Arguments(List<Path> files, @Nullable String key, List<Path> trusted, boolean part) {

    static Arguments parse(List<String> words) {
        List<Path> files = new ArrayList<>();
        List<Path> trusted = new ArrayList<>();
        String key = null;
        boolean part = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "--key" -> key = value(words, ++i);
                case "--trusted" -> trusted.add(existing(value(words, ++i)));
                case "--part" -> part = true;
                default -> {
                    if (word.startsWith("-")) {
                        throw new Unable("there is no option " + word + "; --help lists them");
                    }
                    files.add(existing(word));
                }
            }
        }
        if (files.isEmpty()) {
            throw new Unable("which files? --help says more");
        }
        return new Arguments(files, key, trusted, part);
    }

    private static String value(List<String> words, int at) {
        if (at == words.size()) {
            throw new Unable(words.get(at - 1) + " needs a value");
        }
        return words.get(at);
    }

    private static Path existing(String name) {
        Path file = Path.of(name);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new Unable(name + " is not there, or can't be read");
        }
        return file;
    }
}
