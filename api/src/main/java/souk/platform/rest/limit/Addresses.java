package souk.platform.rest.limit;

import jakarta.servlet.http.HttpServletRequest;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** From where requests come. */
public final class Addresses {

    /** A household or a company has 2^64 addresses of version 6. */
    private static final int NETWORK_BYTES = 8;

    private Addresses() {}

    /** The same for all addresses that one client may use at will. */
    public static String networkOf(HttpServletRequest request) {
        InetAddress address = addressOf(request);
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }

    static boolean isLoopback(HttpServletRequest request) {
        return addressOf(request).isLoopbackAddress();
    }

    private static InetAddress addressOf(HttpServletRequest request) {
        try {
            return InetAddress.ofLiteral(request.getRemoteAddr());
        } catch (IllegalArgumentException noAddress) {
            return InetAddress.getLoopbackAddress(); // of a socket that is none
        }
    }
}
