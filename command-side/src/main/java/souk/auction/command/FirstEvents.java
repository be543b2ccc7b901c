package souk.auction.command;

import java.util.Optional;

/** What a stream begins with. Of all that came later nothing is read: that may be a lot. */
interface FirstEvents {

    Optional<Object> of(String stream);
}
