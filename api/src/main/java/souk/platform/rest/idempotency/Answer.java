package souk.platform.rest.idempotency;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

import souk.platform.rest.Positions;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A response as it was first given: what a client that has lost it must get again. */
record Answer(int status, List<Header> headers, byte[] body) {

    record Header(String name, String value) {}

    private static final List<String> WORTH_KEEPING =
            List.of(
                    HttpHeaders.CONTENT_TYPE,
                    HttpHeaders.CACHE_CONTROL,
                    HttpHeaders.LOCATION,
                    HttpHeaders.ETAG,
                    HttpHeaders.LINK,
                    HttpHeaders.SET_COOKIE,
                    HttpHeaders.ALLOW,
                    HttpHeaders.ACCEPT,
                    Positions.HEADER);

    static Answer of(HttpServletResponse response, byte[] body) {
        List<Header> headers = new ArrayList<>();
        for (String name : WORTH_KEEPING) {
            response.getHeaders(name).forEach(value -> headers.add(new Header(name, value)));
        }
        return new Answer(response.getStatus(), headers, body);
    }

    void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach(header -> response.addHeader(header.name, header.value));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(status);
            out.writeShort(headers.size());
            for (Header header : headers) {
                out.writeUTF(header.name);
                out.writeUTF(header.value);
            }
            out.writeInt(body.length);
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Answer decoded(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int status = in.readShort();
            int count = in.readShort();
            List<Header> headers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                headers.add(new Header(in.readUTF(), in.readUTF()));
            }
            return new Answer(status, headers, in.readNBytes(in.readInt()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
