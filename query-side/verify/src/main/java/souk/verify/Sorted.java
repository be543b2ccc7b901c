package souk.verify;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files by what is in them; exports in the order of their positions. */
record Sorted(List<Export> exports, @Nullable Path checkpoints, List<Path> proofs) {

    private static final int LOOK = 100;

    record Export(Path file, long first) {}

    static Sorted of(List<Path> files) {
        List<Export> exports = new ArrayList<>();
        List<Path> proofs = new ArrayList<>();
        Path checkpoints = null;
        for (Path file : files) {
            Fields first = first(file);
            if (first.has("path")) {
                proofs.add(file);
            } else if (first.has("position")) {
                exports.add(new Export(file, position(first)));
            } else if (!first.has("key") && !first.has("rootHash")) {
                throw new Unable(file + " holds neither events, nor checkpoints, nor proofs");
            } else if (checkpoints != null) {
                throw new Unable("two files of checkpoints: say --trusted for the older one");
            } else {
                checkpoints = file;
            }
        }
        exports.sort(Comparator.comparingLong(Export::first));
        return new Sorted(exports, checkpoints, proofs);
    }

    private static long position(Fields fields) {
        try {
            return fields.number("position");
        } catch (Unreadable fault) {
            return 0;
        }
    }

    /** The first object, on one line or several; broken lines before it are faults, but later. */
    private static Fields first(Path file) {
        try (Lines lines = new Lines(file)) {
            StringBuilder together = new StringBuilder();
            String line = lines.next();
            for (int i = 0; line != null && i < LOOK; i++, line = lines.next()) {
                together.append(line).append('\n');
                for (String text : List.of(line, together.toString())) {
                    try {
                        return Json.line(text);
                    } catch (Unreadable more) {
                        continue;
                    }
                }
            }
        }
        throw new Unable(file + " holds no JSON");
    }
}
