package souk.bench.http;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Just enough HTTP/1.1 over a connection that is kept, so that the client is not what is measured.
 */
final class HttpConnection {

    /**
     * Status and the values of the headers that clients of ours keep.
     *
     * @param position of what a command has done
     * @param body empty, where it was not asked for
     */
    record Answer(int status, @Nullable String cookie, @Nullable String position, byte[] body) {}

    private static final int BUFFER = 16 * 1024;

    private final int port;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private final byte[] line = new byte[BUFFER];

    HttpConnection(int port) {
        this.port = port;
    }

    static byte[] post(String path, String headers, String json) {
        return send("POST", path, headers, json);
    }

    static byte[] send(String method, String path, String headers, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head =
                "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
                        .formatted(method, path, headers, body.length);
        return (head + json).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] delete(String path, String headers) {
        return "DELETE %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
                .formatted(path, headers)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Says who asks, as one of the headers. */
    static String bearer(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    static byte[] get(String path) {
        return get(path, "");
    }

    static byte[] get(String path, String headers) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
                .formatted(path, headers)
                .getBytes(StandardCharsets.UTF_8);
    }

    Answer exchange(byte[] request) throws IOException {
        return exchange(request, false);
    }

    /** With the body of the answer. */
    Answer fetch(byte[] request) throws IOException {
        return exchange(request, true);
    }

    private Answer exchange(byte[] request, boolean whole) throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(InetAddress.getLoopbackAddress(), port);
            open.setTcpNoDelay(true);
            in = new BufferedInputStream(open.getInputStream(), BUFFER);
            socket = open;
        }
        open.getOutputStream().write(request);
        return answer(open, whole);
    }

    private Answer answer(Socket open, boolean whole) throws IOException {
        String statusLine = readLine();
        int status = Integer.parseInt(statusLine.substring(9, 12));
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        String cookie = null;
        String position = null;
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).strip();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = true;
                case "connection" -> last = value.equalsIgnoreCase("close");
                case "set-cookie" -> cookie = value.substring(0, value.indexOf(';'));
                case "souk-position" -> position = value;
                default -> {}
            }
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (chunked) {
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                read(size, whole, body);
                in.skipNBytes(2);
            }
            readLine();
        } else {
            read(length, whole, body);
        }
        if (last) {
            open.close();
            socket = null;
        }
        return new Answer(status, cookie, position, body.toByteArray());
    }

    private void read(int length, boolean whole, ByteArrayOutputStream body) throws IOException {
        if (whole) {
            body.write(in.readNBytes(length));
        } else {
            in.skipNBytes(length);
        }
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(readLine(), 16);
    }

    private String readLine() throws IOException {
        int length = 0;
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("The server closed the connection");
            }
            if (next == '\n') {
                return new String(line, 0, Math.max(0, length - 1), StandardCharsets.ISO_8859_1);
            }
            line[length++] = (byte) next;
        }
    }
}
