package souk.platform.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL says at the end of a backup: where a copy is to begin, and which of the segments
 * that it wrote meanwhile the copy needs.
 */
record BackupEnd(String label, String firstSegment, String lastSegment) {

    private static final Pattern START_FILE = Pattern.compile("START WAL LOCATION: .*file (\\w+)");
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");
    private static final int SEGMENTS_OF_A_FILE = 256;

    static BackupEnd of(String label, String lastSegment) {
        Matcher start = START_FILE.matcher(label);
        if (!start.find()) {
            throw new IllegalStateException("PostgreSQL does not say where it began: " + label);
        }
        return new BackupEnd(label, start.group(1), lastSegment);
    }

    boolean needs(Path wal) {
        String name = wal.getFileName().toString();
        return name.endsWith(".history")
                || isSegment(wal)
                        && name.compareTo(firstSegment) >= 0
                        && name.compareTo(lastSegment) <= 0;
    }

    void mustBeAll(List<Path> copied) throws IOException {
        long segments = copied.stream().filter(BackupEnd::isSegment).count();
        if (segments != number(lastSegment) - number(firstSegment) + 1) {
            throw new IOException("PostgreSQL has not kept what it wrote meanwhile");
        }
    }

    private static boolean isSegment(Path wal) {
        return SEGMENT.matcher(wal.getFileName().toString()).matches();
    }

    // eight digits of the time line, eight of 4 GB, eight of the 16 MB in them
    private static long number(String segment) {
        return Long.parseLong(segment.substring(8, 16), 16) * SEGMENTS_OF_A_FILE
                + Long.parseLong(segment.substring(16), 16);
    }
}
