package souk.verify;

import java.nio.file.Path;

/** Where something was read. */
record Place(Path file, long line) {

    @Override
    public String toString() {
        return file.getFileName() + ":" + line;
    }
}
