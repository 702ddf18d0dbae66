// libpq, PostgreSQL's client library. Below is what Swift cannot import: character macros and callbacks without context.
#include <libpq-fe.h>

// The SQLSTATE of a failed statement, five characters, or NULL.
static inline const char *bowerbird_sqlstate(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}

// What the server says went wrong, in one line, or NULL.
static inline const char *bowerbird_primary_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}

static inline void bowerbird_drop_notice(void *context, const char *message) {
    (void)context;
    (void)message;
}

// Keeps the server's notices off standard error, where libpq would write them.
static inline void bowerbird_ignore_notices(PGconn *connection) {
    PQsetNoticeProcessor(connection, bowerbird_drop_notice, NULL);
}
