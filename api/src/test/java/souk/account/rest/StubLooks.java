package souk.account.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/** What was looked at, in the order in which it was. */
@Component
public class StubLooks implements Looks {

    public final List<String> targets = new ArrayList<>();

    @Override
    public void record(String target, @Nullable String detail) {
        targets.add(detail == null ? target : target + " " + detail);
    }
}
