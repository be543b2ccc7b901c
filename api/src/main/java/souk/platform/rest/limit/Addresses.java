package souk.platform.rest.limit;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From where requests come. */
public final class Addresses {

    /** A household or a company has 2^64 addresses of version 6. */
    private static final int NETWORK_BYTES = 8;

    /** Some proxies name the port, too. */
    private static final Pattern WITH_PORT =
            Pattern.compile("(?<four>[0-9.]+):[0-9]+|\\[(?<six>[^]]+)](:[0-9]+)?");

    /**
     * All whose addresses can't be read: whoever could write one at will would get nothing by it.
     */
    private static final String UNREADABLE = "unreadable";

    private Addresses() {}

    /** The same for all addresses that one client may use at will. */
    public static String networkOf(HttpServletRequest request) {
        InetAddress address = addressOf(request);
        if (address == null) {
            return UNREADABLE;
        }
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }

    public static boolean isLoopback(HttpServletRequest request) {
        InetAddress address = addressOf(request);
        return address != null && address.isLoopbackAddress();
    }

    /** Null where it can't be read, which is not to say that it is ours. */
    private static @Nullable InetAddress addressOf(HttpServletRequest request) {
        try {
            return InetAddress.ofLiteral(withoutPort(request.getRemoteAddr()));
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    private static String withoutPort(@Nullable String sender) {
        if (sender == null) {
            return ""; // whoever has gone already
        }
        Matcher parts = WITH_PORT.matcher(sender);
        if (!parts.matches()) {
            return sender;
        }
        String four = parts.group("four");
        return four == null ? parts.group("six") : four;
    }
}
