package souk.platform.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One request as it is written, and all that comes back until the connection is closed. */
public record RawExchange(String answer) {

    private static final int PATIENCE_MILLIS = 30_000;

    /** Lines may end as they end in text blocks. */
    public static RawExchange with(int port, String request) {
        String wire =
                request.replace("\r\n", "\n")
                        .replace("\n", "\r\n")
                        .replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(wire.getBytes(StandardCharsets.ISO_8859_1));
            byte[] all = socket.getInputStream().readAllBytes();
            return new RawExchange(new String(all, StandardCharsets.ISO_8859_1));
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }

    public int status() {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    /** All there are of that name, or nothing. */
    public String header(String name) {
        String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
        return String.join(
                ", ",
                head.lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix(name)))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .toList());
    }

    private static String prefix(String name) {
        return name.toLowerCase(Locale.ROOT) + ":";
    }

    public String body() {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
}
