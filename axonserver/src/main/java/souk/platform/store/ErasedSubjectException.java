package souk.platform.store;

import souk.kernel.CommonRejection.SubjectErased;
import souk.kernel.Rejected;

/** Somebody tried to store personal data of a subject that has been erased. */
public class ErasedSubjectException extends Rejected {

    public ErasedSubjectException() {
        super(new SubjectErased());
    }
}
