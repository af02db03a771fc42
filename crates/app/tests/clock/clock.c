/* Stands before the C library and moves the clock on the wall by the seconds that lie in the file which CLOCK_OFFSET names, eight bytes
 * that may change at any moment. The monotonic clock stays as it is. Asks for no memory: the program's allocator asks for the time. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile int64_t *offset;

static int64_t moved(void) {
    if (!offset) {
        const char *name = getenv("CLOCK_OFFSET");
        int file = name ? syscall(SYS_openat, AT_FDCWD, name, O_RDONLY) : -1;
        if (file < 0) return 0;
        void *seen = (void *)syscall(SYS_mmap, 0, sizeof *offset, PROT_READ, MAP_SHARED, file, 0);
        syscall(SYS_close, file);
        if (seen == MAP_FAILED) return 0;
        offset = seen;
    }
    return *offset;
}

int clock_gettime(clockid_t which, struct timespec *time) {
    int failed = syscall(SYS_clock_gettime, which, time);
    if (!failed && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE)) time->tv_sec += moved();
    return failed;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    (void)zone;
    struct timespec now;
    int failed = clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return failed;
}

time_t time(time_t *out) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out) *out = now.tv_sec;
    return now.tv_sec;
}
