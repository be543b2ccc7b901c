package souk.errand;

import souk.kernel.Rejection;

/** Every way in which errands say no. */
public sealed interface ErrandRejection extends Rejection {

    record ErrandNotFound() implements ErrandRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no such errand; it may have been tried again meanwhile.";
        }
    }
}
