// Makes load, and measures it without being the bottleneck.
//
//   load closed  PORT REQUEST_FILE CONNECTIONS COUNT      each connection sends its next request after an answer
//   load open    PORT REQUEST_FILE RATE SECONDS           fixed rate; latency from the moment a request was due
//   load streams PORT REQUEST_FILE STREAMS SECONDS        streams, each on a new connection, one after the other
//   load hold    PORT REQUEST_FILE STREAMS SECONDS        opens so many streams, waits, and closes them
//
// Prints name=value pairs in one line. The request in the file is sent as it is.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stddef.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS 20000
#define ROOM 8192
#define SAMPLES 4000000

struct connection {
    char in[ROOM];
    int length, busy, events, ended;
    long due, last;    // microseconds
};

static struct connection *connections[CONNECTIONS];
static int idle[CONNECTIONS], idles;
static char request[ROOM];
static int request_length, port, poll_fd;
static long samples[SAMPLES], sampled, answers, errors, chunks, gap_samples[SAMPLES], gaps;

static long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

static int compare(const void *a, const void *b) {
    long x = *(long *) a, y = *(long *) b;
    return x < y ? -1 : x > y;
}

static long percentile(long *of, long count, double p) {
    if (count == 0) return -1;
    qsort(of, count, sizeof(long), compare);
    long at = count * p;
    return of[at < count ? at : count - 1];
}

static int open_connection(void) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int yes = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || fd >= CONNECTIONS || connect(fd, (struct sockaddr *) &to, sizeof to)) {
        errors++;
        if (fd >= 0) close(fd);
        return -1;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (!connections[fd]) connections[fd] = malloc(sizeof(struct connection));
    memset(connections[fd], 0, offsetof(struct connection, length));
    connections[fd]->length = connections[fd]->busy = connections[fd]->events = connections[fd]->ended = 0;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event);
    return fd;
}

static void send_request(int fd, long due) {
    connections[fd]->busy = 1;
    connections[fd]->due = connections[fd]->last = due;
    connections[fd]->length = 0;
    if (write(fd, request, request_length) != request_length) errors++;
}

// Returns 1 once the answer is complete.
static int read_plain(int fd) {
    struct connection *c = connections[fd];
    ssize_t n = recv(fd, c->in + c->length, ROOM - 1 - c->length, MSG_DONTWAIT);
    if (n < 0 && errno == EAGAIN) return 0;
    if (n <= 0) {
        errors++;
        epoll_ctl(poll_fd, EPOLL_CTL_DEL, fd, 0);
        close(fd);
        return -1;
    }
    c->length += n;
    c->in[c->length] = 0;
    char *end = strstr(c->in, "\r\n\r\n");
    if (!end) return 0;
    char *field = strcasestr(c->in, "content-length:");
    if (!field || c->length < end + 4 - c->in + atoi(field + 15)) return 0;
    if (strncmp(c->in + 9, "200", 3)) errors++;
    answers++;
    c->busy = 0;
    if (sampled < SAMPLES) samples[sampled++] = now() - c->due;
    return 1;
}

// Counts events ("\n\n"); returns 1 after [DONE], or at the end of the connection.
static int read_stream(int fd) {
    struct connection *c = connections[fd];
    char part[65536];
    ssize_t n = recv(fd, part, sizeof part, MSG_DONTWAIT);
    if (n < 0 && errno == EAGAIN) return 0;
    if (n <= 0) return 1;
    long t = now();
    int found = 0;
    for (char *at = part; (at = memmem(at, part + n - at, "\n\n", 2)); at += 2) found++;
    if (memmem(part, n, "[DONE]", 6)) c->ended = 1;
    if (found) {
        if (c->events > 0 && gaps < SAMPLES) gap_samples[gaps++] = t - c->last;
        c->last = t;
        c->events += found;
        chunks += found;
    }
    return c->ended;
}

static void closed(int count, long total) {
    struct epoll_event events[512];
    for (int i = 0; i < count; i++) {
        int fd = open_connection();
        if (fd >= 0) send_request(fd, now());
    }
    while (answers < total && errors < 1000) {
        int n = epoll_wait(poll_fd, events, 512, 5000);
        if (n <= 0) { errors++; break; }
        for (int i = 0; i < n; i++)
            if (read_plain(events[i].data.fd) == 1) send_request(events[i].data.fd, now());
    }
}

static void open_loop(long rate, long seconds) {
    struct epoll_event events[512];
    long start = now(), end = start + seconds * 1000000L, sent = 0;
    for (long t = start; t < end + 2000000L && (t < end || answers < sent) && errors < 1000; t = now()) {
        while (t < end && start + sent * 1000000L / rate <= t) {
            int fd = idles ? idle[--idles] : open_connection();
            if (fd >= 0) send_request(fd, start + sent * 1000000L / rate);
            sent++;
        }
        int n = epoll_wait(poll_fd, events, 512, 1);
        for (int i = 0; i < n; i++)
            if (read_plain(events[i].data.fd) == 1) idle[idles++] = events[i].data.fd;
    }
    errors += sent - answers;
}

static void streams(int count, long seconds, int again) {
    struct epoll_event events[512];
    long end = now() + seconds * 1000000L;
    int running = 0;
    for (int i = 0; i < count; i++) {
        int fd = open_connection();
        if (fd >= 0) { send_request(fd, now()); running++; }
        if (i % 50 == 49) usleep(20000);
    }
    fprintf(stderr, "open=%d\n", running);
    while (running > 0 && (again || now() < end)) {
        int n = epoll_wait(poll_fd, events, 512, 100);
        for (int i = 0; i < n; i++) {
            int fd = events[i].data.fd;
            if (read_stream(fd) != 1) continue;
            answers++;
            if (!connections[fd]->ended) errors++;
            epoll_ctl(poll_fd, EPOLL_CTL_DEL, fd, 0);
            close(fd);
            running--;
            if (again && now() < end && (fd = open_connection()) >= 0) { send_request(fd, now()); running++; }
        }
    }
}

int main(int argc, char **argv) {
    if (argc < 6) return 1;
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    port = atoi(argv[2]);
    FILE *file = fopen(argv[3], "r");
    if (!file) return 1;
    request_length = fread(request, 1, sizeof request, file);
    poll_fd = epoll_create1(0);
    long start = now(), first = atol(argv[4]), second = atol(argv[5]);
    if (!strcmp(argv[1], "closed")) closed(first, second);
    if (!strcmp(argv[1], "open")) open_loop(first, second);
    if (!strcmp(argv[1], "streams")) streams(first, second, 1);
    if (!strcmp(argv[1], "hold")) streams(first, second, 0);
    printf("answers=%ld errors=%ld chunks=%ld micros=%ld p50=%ld p99=%ld gap_p50=%ld\n", answers, errors, chunks, now() - start,
        percentile(samples, sampled, 0.5), percentile(samples, sampled, 0.99), percentile(gap_samples, gaps, 0.5));
    return 0;
}
