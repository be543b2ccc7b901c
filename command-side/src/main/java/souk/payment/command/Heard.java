package souk.payment.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.stereotype.Component;

/** Which notices this process has taken in lately, so that it need not ask every payment again. */
@Component
class Heard {

    private static final int MOST = 100_000;

    private final Cache<String, Boolean> notices = Caffeine.newBuilder().maximumSize(MOST).build();

    boolean knows(String notice) {
        return notices.getIfPresent(notice) != null;
    }

    /** There is nothing in it for us, however often it is told. */
    void dismiss(String notice) {
        notices.put(notice, true);
    }

    /** Once it is sure. */
    void learn(String notice) {
        CurrentUnitOfWork.get().root().afterCommit(_ -> notices.put(notice, true));
    }
}
