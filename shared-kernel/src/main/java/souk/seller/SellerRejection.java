package souk.seller;

import souk.kernel.Rejection;

/** Every way in which a seller says no. */
public sealed interface SellerRejection extends Rejection {

    record SellerNotFound() implements SellerRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no such seller.";
        }
    }

    record AlreadySeller(SellerId seller) implements SellerRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "This account has applied before: it is " + seller + ".";
        }
    }

    /** What is asked for takes a seller in another state. */
    record SellerNotInState(SellerStatus status) implements SellerRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The seller is " + status + ".";
        }
    }

    /** Whose shop it was is forgotten: nobody is there to sell again. */
    record SellerHasLeft() implements SellerRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The seller has left for good.";
        }
    }

    /** Selling takes an approved seller. */
    record SellerNotApproved() implements SellerRejection {
        @Override
        public Kind kind() {
            return Kind.FORBIDDEN;
        }

        @Override
        public String message() {
            return "Only an approved seller may sell.";
        }
    }
}
