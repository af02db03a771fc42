/* Stands between a program and the C library (LD_PRELOAD) and writes down what it does to the files below one folder: writes, syncs,
 * cuts, new names. From this a test makes what a disk holds after the power went at any moment.
 *
 *   RECORDER_FOLDER   the folder
 *   RECORDER_TRACE    the file that is written; others may append lines of their own
 *
 * An entry: length of all that follows (4 bytes), kind (1), offset (8), length of the path (2), path, data. Numbers little-endian.
 * Kinds: w written, t cut to a length, s sync begun, S sync done, c opened new, r renamed (data: new path), u taken away.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 4096
static char *paths[FILES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int trace = -1;
static const char *folder;

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static ssize_t really_write(int fd, const void *data, size_t size) {
    REAL(write);
    return real(fd, data, size);
}

static int really_open(const char *path, int flags, mode_t mode) {
    REAL(open);
    return real(path, flags, mode);
}

static int inside(const char *path) {
    if (!folder) {
        folder = getenv("RECORDER_FOLDER");
        const char *to = getenv("RECORDER_TRACE");
        if (!folder || !to) folder = "";
        else trace = really_open(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    return *folder && path && !strncmp(path, folder, strlen(folder)) && !strstr(path, "-shm");
}

/* Called with the lock held. */
static void note(char kind, const char *path, uint64_t offset, const void *data, size_t size) {
    uint16_t named = (uint16_t)strlen(path);
    uint32_t all = (uint32_t)(1 + 8 + 2 + named + size);
    char *entry = malloc(4 + all), *at = entry;
    if (!entry || trace < 0) abort();
    memcpy(at, &all, 4), at += 4;
    *at++ = kind;
    memcpy(at, &offset, 8), at += 8;
    memcpy(at, &named, 2), at += 2;
    memcpy(at, path, named), at += named;
    if (size) memcpy(at, data, size);
    if (really_write(trace, entry, 4 + all) != (ssize_t)(4 + all)) abort();
    free(entry);
}

static const char *path_of(int fd) { return fd >= 0 && fd < FILES ? paths[fd] : NULL; }

static void opened(int fd, const char *path, int flags, int is_new) {
    if (fd < 0 || fd >= FILES || !inside(path)) return;
    pthread_mutex_lock(&lock);
    free(paths[fd]);
    paths[fd] = strdup(path);
    if (is_new) note('c', path, 0, NULL, 0);
    if (!is_new && (flags & O_TRUNC)) note('t', path, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
}

#define OPENS(name, taken, given) \
    int name taken { \
        REAL(name); \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list rest; \
            va_start(rest, flags); \
            mode = va_arg(rest, mode_t); \
            va_end(rest); \
        } \
        int is_new = (flags & O_CREAT) && inside(path) && access(path, F_OK); \
        int fd = real given; \
        opened(fd, path, flags, is_new); \
        return fd; \
    }
OPENS(open, (const char *path, int flags, ...), (path, flags, mode))
OPENS(open64, (const char *path, int flags, ...), (path, flags, mode))
OPENS(openat, (int at, const char *path, int flags, ...), (at, path, flags, mode))
OPENS(openat64, (int at, const char *path, int flags, ...), (at, path, flags, mode))

int close(int fd) {
    REAL(close);
    if (path_of(fd)) {
        pthread_mutex_lock(&lock);
        free(paths[fd]);
        paths[fd] = NULL;
        pthread_mutex_unlock(&lock);
    }
    return real(fd);
}

#define WRITES_AT(name, offset_t) \
    ssize_t name(int fd, const void *data, size_t size, offset_t offset) { \
        REAL(name); \
        if (!path_of(fd)) return real(fd, data, size, offset); \
        pthread_mutex_lock(&lock); \
        ssize_t done = real(fd, data, size, offset); \
        if (done > 0) note('w', paths[fd], (uint64_t)offset, data, (size_t)done); \
        pthread_mutex_unlock(&lock); \
        return done; \
    }
WRITES_AT(pwrite, off_t)
WRITES_AT(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t size) {
    if (!path_of(fd)) return really_write(fd, data, size);
    pthread_mutex_lock(&lock);
    off_t offset = lseek(fd, 0, SEEK_CUR);
    ssize_t done = really_write(fd, data, size);
    if (done > 0) note('w', paths[fd], (uint64_t)offset, data, (size_t)done);
    pthread_mutex_unlock(&lock);
    return done;
}

#define CUTS(name, offset_t) \
    int name(int fd, offset_t length) { \
        REAL(name); \
        if (!path_of(fd)) return real(fd, length); \
        pthread_mutex_lock(&lock); \
        int done = real(fd, length); \
        if (!done) note('t', paths[fd], (uint64_t)length, NULL, 0); \
        pthread_mutex_unlock(&lock); \
        return done; \
    }
CUTS(ftruncate, off_t)
CUTS(ftruncate64, off64_t)

/* Others may write while the disk works: only what was there when it began is safe when it ends. */
#define SYNCS(name) \
    int name(int fd) { \
        REAL(name); \
        if (!path_of(fd)) return real(fd); \
        pthread_mutex_lock(&lock); \
        note('s', paths[fd], 0, NULL, 0); \
        pthread_mutex_unlock(&lock); \
        int done = real(fd); \
        pthread_mutex_lock(&lock); \
        if (!done && paths[fd]) note('S', paths[fd], 0, NULL, 0); \
        pthread_mutex_unlock(&lock); \
        return done; \
    }
SYNCS(fsync)
SYNCS(fdatasync)

int rename(const char *from, const char *to) {
    REAL(rename);
    if (!inside(from)) return real(from, to);
    pthread_mutex_lock(&lock);
    int done = real(from, to);
    if (!done) note('r', from, 0, to, strlen(to));
    pthread_mutex_unlock(&lock);
    return done;
}

int unlink(const char *path) {
    REAL(unlink);
    if (!inside(path)) return real(path);
    pthread_mutex_lock(&lock);
    int done = real(path);
    if (!done) note('u', path, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return done;
}
