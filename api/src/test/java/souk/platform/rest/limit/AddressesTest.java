package souk.platform.rest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class AddressesTest {

    private static MockHttpServletRequest from(@Nullable String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return request;
    }

    private static String network(@Nullable String address) {
        return Addresses.networkOf(from(address));
    }

    @Test
    void that_cannot_be_read_are_not_this_machine() {
        for (String odd :
                new String[] {"unknown", "_hidden", "example.org", "", "1.2.3.4.5", null}) {
            assertThat(Addresses.isLoopback(from(odd))).as("%s", odd).isFalse();
            assertThat(network(odd)).isEqualTo(network("unknown"));
        }
        assertThat(network("unknown")).isNotEqualTo(network("127.0.0.1"));
    }

    @Test
    void are_the_same_with_a_port() {
        assertThat(network("203.0.113.7:51234")).isEqualTo(network("203.0.113.7"));
        assertThat(network("203.0.113.7:51234")).isNotEqualTo(network("203.0.113.8:51234"));
        assertThat(network("[2001:db8:1:2::1]:51234")).isEqualTo(network("2001:db8:1:2::1"));
        assertThat(network("[2001:db8:1:2::1]")).isEqualTo(network("2001:db8:1:2::1"));
        assertThat(network("[2001:db8:1:2::1]:1")).isNotEqualTo(network("[2001:db8:1:3::1]:1"));
    }

    @Test
    void of_this_machine_are_known() {
        for (String own : new String[] {"127.0.0.1", "127.0.0.1:80", "::1", "[::1]:80"}) {
            assertThat(Addresses.isLoopback(from(own))).as(own).isTrue();
        }
    }
}
