package souk.platform.query;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** A projection's own threads. Whatever one of them has just done, others may have waited for. */
class ProjectionThreads extends ScheduledThreadPoolExecutor {

    private final Runnable afterEach;

    ProjectionThreads(String name, int threads, Runnable afterEach) {
        super(threads, Thread.ofVirtual().name(name + "-", 0).factory());
        this.afterEach = afterEach;
    }

    @Override
    protected void afterExecute(Runnable task, Throwable failure) {
        super.afterExecute(task, failure);
        afterEach.run();
    }
}
