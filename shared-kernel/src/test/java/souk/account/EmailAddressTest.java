package souk.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "Leila@Example.org, leila@example.org",
        "leila+souk@example.org, leila@example.org",
        "leila+souk+2@example.org, leila@example.org",
        "+souk@example.org, +souk@example.org",
        "l.ei.la@example.org, l.ei.la@example.org",
        "l.ei.la@gmail.com, leila@gmail.com",
        "L.eila+x@GoogleMail.com, leila@gmail.com",
        "leila@Müller.example, leila@xn--mller-kva.example",
        "leila@xn--MLLER-kva.example, leila@xn--mller-kva.example",
    })
    void leads_to_a_mailbox(String written, String mailbox) {
        assertThat(new EmailAddress(written).mailbox()).isEqualTo(mailbox);
    }
}
