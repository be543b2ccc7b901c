package souk.probe;

import souk.kernel.CallsOutside;
import souk.kernel.Money;

import java.util.List;

/** Commands that nobody but tests knows. */
public sealed interface ProbeCommand {

    record Try(String what, List<Money> amounts) implements ProbeCommand {}

    /** Something of somebody who may not answer soon. */
    @CallsOutside
    record Ask(int what) implements ProbeCommand {}
}
