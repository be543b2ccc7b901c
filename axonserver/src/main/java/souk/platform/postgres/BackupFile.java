package souk.platform.postgres;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A backup as it is written: a ZIP, whose checksums tell whether it is still what it was. */
final class BackupFile implements AutoCloseable {

    private final FileOutputStream file;
    private final ZipOutputStream zip;

    private BackupFile(FileOutputStream file) {
        this.file = file;
        this.zip = new ZipOutputStream(new BufferedOutputStream(file, 1 << 20));
        zip.setLevel(Deflater.BEST_SPEED);
    }

    static BackupFile over(Path path) throws IOException {
        return new BackupFile(new FileOutputStream(path.toFile()));
    }

    void addDirectory(Path name) throws IOException {
        zip.putNextEntry(new ZipEntry(inZip(name) + "/"));
        zip.closeEntry();
    }

    void add(Path name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(inZip(name)));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** Whether it was still there. */
    boolean add(Path name, Path source) throws IOException {
        try (InputStream content = Files.newInputStream(source)) {
            zip.putNextEntry(new ZipEntry(inZip(name)));
            content.transferTo(zip);
            zip.closeEntry();
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static String inZip(Path name) {
        return name.toString().replace('\\', '/');
    }

    @Override
    public void close() throws IOException {
        zip.finish();
        zip.flush();
        file.getFD().sync();
        zip.close();
    }

    /** What was damaged since it was written is refused; what returns is on disk. */
    static void unpack(Path file, Path directory) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            PrivateFiles.directory(directory);
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException("This is no backup: it holds " + entry.getName());
                }
                if (entry.isDirectory()) {
                    PrivateFiles.directory(target);
                } else {
                    PrivateFiles.directory(Objects.requireNonNull(target.getParent()));
                    unpack(zip, entry, target);
                }
            }
        }
        PrivateFiles.forceDirectories(directory);
    }

    // a ZipFile does not look at checksums by itself
    private static void unpack(ZipFile zip, ZipEntry entry, Path target) throws IOException {
        var content = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
        try (content) {
            PrivateFiles.write(target, content);
        } catch (ZipException damaged) {
            throw new IOException("The backup is damaged: " + entry.getName(), damaged);
        }
        if (content.getChecksum().getValue() != entry.getCrc()) {
            throw new IOException("The backup is damaged: " + entry.getName());
        }
    }
}
