// An engine that costs next to nothing: the same 634 bytes of JSON for each request, or a stream of chunks.
//
//   mock PORT HELLO_PORT
//
// A request with "stream":true gets 100 chunks, 5 ms apart (with "slow": 3 chunks, 10 s apart), its usage and
// [DONE]. A request for /hello is passed on to HELLO_PORT, where somebody holds a worker's key.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS 20000
#define ROOM 65536

struct connection {
    char *in;
    int length;
    int chunks_left;   // 0: no stream
    long next_at;      // microseconds
    long pause;        // microseconds
};

static struct connection connections[CONNECTIONS];
static char plain[2048], chunk[1024], last[1024];
static int streaming[CONNECTIONS], streams;
static int hello_port;

static long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

static void make_answers(void) {
    char body[1024];
    const char *end = "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":170,\"completion_tokens\":90,\"total_tokens\":260}}";
    int n = sprintf(body, "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"");
    while (n + (int) strlen(end) < 634) body[n++] = 'a';
    strcpy(body + n, end);
    sprintf(plain, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s", (int) strlen(body), body);

    char event[512];
    n = sprintf(event, "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"");
    while (n < 215 - 28) event[n++] = 'a';
    n += sprintf(event + n, "\"},\"finish_reason\":null}]}\n\n");
    sprintf(chunk, "%x\r\n%s\r\n", n, event);
    const char *usage = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":170,\"completion_tokens\":100,\"total_tokens\":270}}\n\n";
    const char *done = "data: [DONE]\n\n";
    sprintf(last, "%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", (int) strlen(usage), usage, (int) strlen(done), done);
}

static void stop_stream(int fd) {
    for (int i = 0; i < streams; i++)
        if (streaming[i] == fd) streaming[i] = streaming[--streams];
    connections[fd].chunks_left = 0;
}

static void drop(int fd) {
    if (connections[fd].chunks_left) stop_stream(fd);
    connections[fd].length = 0;
    close(fd);
}

static void put(int fd, const char *text) {
    size_t left = strlen(text);
    while (left > 0) {
        ssize_t n = write(fd, text, left);
        if (n < 0 && errno == EAGAIN) continue;
        if (n <= 0) return;
        text += n;
        left -= n;
    }
}

static void hello(int fd, const char *request, int length) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(hello_port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int other = socket(AF_INET, SOCK_STREAM, 0);
    char answer[4096];
    int got = 0, n;
    if (connect(other, (struct sockaddr *) &to, sizeof to) == 0 && write(other, request, length) == length
        && shutdown(other, SHUT_WR) == 0)
        while ((n = read(other, answer + got, sizeof answer - 1 - got)) > 0) got += n; // it closes at the end
    answer[got] = 0;
    close(other);
    put(fd, answer);
}

static void serve(int fd, char *request, int length) {
    struct connection *c = &connections[fd];
    char saved = request[length];
    request[length] = 0;
    if (strncmp(request, "POST /hello", 11) == 0) {
        hello(fd, request, length);
    } else if (strstr(request, "\"stream\":true")) {
        put(fd, "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
        int slow = strstr(request, "\"slow\"") != 0;
        c->chunks_left = slow ? 3 : 100;
        c->pause = slow ? 10000000L : 5000L;
        c->next_at = now() + (slow ? 0 : c->pause);
        streaming[streams++] = fd;
    } else {
        put(fd, plain);
    }
    request[length] = saved;
}

// Serves every complete request at the front of what came.
static void receive(int fd) {
    struct connection *c = &connections[fd];
    if (!c->in) c->in = malloc(ROOM + 1);
    ssize_t n = read(fd, c->in + c->length, ROOM - c->length);
    if (n <= 0) {
        if (n == 0 || errno != EAGAIN) drop(fd);
        return;
    }
    c->length += n;
    for (;;) {
        c->in[c->length] = 0;
        char *end = strstr(c->in, "\r\n\r\n");
        if (!end) return;
        char *field = strcasestr(c->in, "content-length:");
        int whole = end + 4 - c->in + (field && field < end ? atoi(field + 15) : 0);
        if (c->length < whole) return;
        serve(fd, c->in, whole);
        memmove(c->in, c->in + whole, c->length - whole);
        c->length -= whole;
        if (c->length == 0) return;
    }
}

static void tick(void) {
    long t = now();
    for (int i = 0; i < streams; i++) {
        int fd = streaming[i];
        struct connection *c = &connections[fd];
        if (t < c->next_at) continue;
        put(fd, chunk);
        c->next_at += c->pause;
        if (--c->chunks_left == 0) {
            put(fd, last);
            streaming[i--] = streaming[--streams];
        }
    }
}

int main(int argc, char **argv) {
    if (argc < 3) return 1;
    hello_port = atoi(argv[2]);
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    make_answers();
    int yes = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), poll = epoll_create1(0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(listener, (struct sockaddr *) &at, sizeof at) || listen(listener, 4096)) {
        perror("mock");
        return 1;
    }
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[512];
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int n = epoll_wait(poll, events, 512, streams ? 1 : 1000);
        for (int i = 0; i < n; i++) {
            int fd = events[i].data.fd;
            if (fd != listener) {
                receive(fd);
                continue;
            }
            while ((fd = accept4(listener, 0, 0, SOCK_NONBLOCK)) >= 0) {
                if (fd >= CONNECTIONS) { close(fd); continue; }
                setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
                connections[fd].length = 0;
                connections[fd].chunks_left = 0;
                event.events = EPOLLIN;
                event.data.fd = fd;
                epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
            }
        }
        if (streams) tick();
    }
}
