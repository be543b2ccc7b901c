package souk.platform.query.rebuild;

import com.sun.management.OperatingSystemMXBean;

import org.jspecify.annotations.Nullable;

import souk.kernel.EventArchive;
import souk.platform.query.Projections;

import java.lang.management.ManagementFactory;

/** What everybody else does: commands store events, queries are counted here. */
record LiveWork(EventArchive archive, Projections projections) implements Courtesy.Others {

    private static final @Nullable OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @Override
    public long served() {
        return archive.head() + projections.asked();
    }

    @Override
    public long lag() {
        return projections.worstLag();
    }

    @Override
    public double load() {
        return SYSTEM == null ? -1 : SYSTEM.getCpuLoad();
    }
}
