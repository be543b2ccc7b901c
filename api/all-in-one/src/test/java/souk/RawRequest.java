package souk;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A request as it goes over the wire, whether it makes sense or not. */
record RawRequest(String method, String target, List<String> headers, byte[] body) {

    private static final int ESCAPED_UP_TO = 0x20;
    private static final int ASCII = 0x7f;

    byte[] head(String host) {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(host).append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body.length > 0 || !method.equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What to type in order to see for oneself. */
    String curl(String host) {
        StringBuilder line = new StringBuilder("curl -i -g --path-as-is -X ").append(method);
        headers.forEach(
                header ->
                        line.append(" -H ")
                                .append(quoted(header.getBytes(StandardCharsets.UTF_8))));
        if (body.length > 0) {
            line.append(" --data-binary ").append(quoted(body));
        }
        byte[] address = ("http://" + host + target).getBytes(StandardCharsets.UTF_8);
        return line.append(' ').append(quoted(address)).toString();
    }

    // as bash reads $'…'; what is the same for very long is said shorter
    private static String quoted(byte[] text) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < text.length; ) {
            int same = i;
            while (same < text.length && text[same] == text[i]) {
                same++;
            }
            if (same - i > 200) {
                quoted.append("'\"$(printf '%*s' ")
                        .append(same - i)
                        .append(" | tr ' ' $'")
                        .append(escaped(text[i]))
                        .append("')\"$'");
                i = same;
            } else {
                quoted.append(escaped(text[i++]));
            }
        }
        return "$'" + quoted + "'";
    }

    private static String escaped(byte character) {
        int value = character & 0xff;
        if (value == '\'' || value == '\\') {
            return "\\" + (char) value;
        }
        return value < ESCAPED_UP_TO || value >= ASCII
                ? "\\x%02x".formatted(value)
                : String.valueOf((char) value);
    }
}
