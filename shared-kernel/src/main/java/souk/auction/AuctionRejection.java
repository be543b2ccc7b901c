package souk.auction;

import souk.kernel.Money;
import souk.kernel.Rejection;

import java.time.Instant;
import java.util.Optional;

/** Every way in which an auction says no. */
public sealed interface AuctionRejection extends Rejection {

    /** There is none, or not for whoever asks: the answer does not tell which. */
    record AuctionNotFound() implements AuctionRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no such auction.";
        }
    }

    record BidTooLow(Money minimum) implements AuctionRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "A bid must be higher.";
        }
    }

    /** Amounts of one auction are in one currency. */
    record WrongCurrency(String expected) implements AuctionRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "Amounts must be in " + expected + ".";
        }
    }

    /** It has not begun. */
    record AuctionNotOpen(Instant opensAt) implements AuctionRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The auction is not open yet.";
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** It is over. */
    record AuctionClosed() implements AuctionRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The auction is over.";
        }
    }

    /** It is for sellers of another tier. */
    record NotInAudience(Audience audience) implements AuctionRejection {
        @Override
        public Kind kind() {
            return Kind.FORBIDDEN;
        }

        @Override
        public String message() {
            return "The auction is for others.";
        }
    }

    /** Nobody bids on what he sells himself, under whatever name. */
    record OwnAuction() implements AuctionRejection {
        @Override
        public Kind kind() {
            return Kind.FORBIDDEN;
        }

        @Override
        public String message() {
            return "Nobody may bid on what he sells himself.";
        }
    }

    /** The seller's tier sells to others. */
    record AudienceNotAllowed(Audience allowed) implements AuctionRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "Sellers of this tier sell to " + allowed + ".";
        }
    }

    /** Somebody has bid: it goes its way, unless the shop stops it. */
    record AuctionHasBids() implements AuctionRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "There are bids: the auction can't be cancelled any more.";
        }
    }

    /** Whoever wins, and whoever sells, must be told, and be known from each other. */
    record EmailNeeded() implements AuctionRejection {
        @Override
        public Kind kind() {
            return Kind.FORBIDDEN;
        }

        @Override
        public String message() {
            return "Only who has an e-mail address may sell or bid at auctions.";
        }
    }

    /** To be opened or closed later: to be asked again then. */
    record NotYetDue(Instant due) implements AuctionRejection {
        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }

        @Override
        public String message() {
            return "It is not time before " + due + ".";
        }

        @Override
        public Optional<Instant> retryAt() {
            return Optional.of(due);
        }
    }

    /** Too short, too long, or over already. */
    record InvalidPeriod(String reason) implements AuctionRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return reason;
        }
    }
}
