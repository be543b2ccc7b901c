package souk.payment.rest;

import souk.kernel.Rejection;

/** Every way in which the inbox says no. */
sealed interface NoticeRejection extends Rejection {

    /** Not signed, signed by somebody else, or not just now. */
    record BadSignature() implements NoticeRejection {
        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String message() {
            return "The notice is not signed with a secret that we share, within five minutes.";
        }
    }

    record NoticeNotFound() implements NoticeRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no such notice.";
        }
    }

    /** There is nothing to be tried again. */
    record NoticeDone() implements NoticeRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The notice has been worked off.";
        }
    }

    /** There is nothing left to be tried. */
    record NoticeForgotten() implements NoticeRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The notice has been parked for so long that what it said is not kept any more.";
        }
    }
}
