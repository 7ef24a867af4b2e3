// Enough of HTTP/1.1 to know that an answer is whole: status, Content-Length, where the head ends.
#ifndef RESPONSE_H
#define RESPONSE_H
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct head { int status; long content_length; size_t length; };

// 1: a whole head was read into *head; 0: more bytes are needed.
static inline int read_head(const char *bytes, size_t count, struct head *head) {
    const char *end = memmem(bytes, count, "\r\n\r\n", 4);
    if (!end) return 0;
    head->length = (size_t)(end - bytes) + 4;
    head->status = count > 12 ? atoi(bytes + 9) : 0;
    head->content_length = -1;
    for (const char *line = bytes; line < end;) {
        line = memchr(line, '\n', (size_t)(end + 2 - line));
        if (!line) break;
        line++;
        // First letter before the whole name: this runs for every line of every answer.
        if ((*line | 0x20) == 'c' && !strncasecmp(line, "content-length:", 15)) {
            head->content_length = strtol(line + 15, 0, 10);
            break;
        }
    }
    return 1;
}
#endif
