// SPDX-License-Identifier: MIT
#pragma once

// Gatewright's plugin interface, version 1: what a shared library exports so that the gateway runs
// its hooks, and what the gateway offers them. C11; C++ authors prefer <gatewright/plugin.hpp>.
//
//     #include <gatewright/plugin.h>
//
//     GW_HOOK(AddFooBarHeader, GW_REQUEST_HOOK, 0)
//     {
//         return host->header_add(call, GW_REQUEST_HEADERS, GW_STRING("Foo"), GW_STRING("Bar"));
//     }
//
//     cc -shared -fPIC -o post.so post.c
//
// and in the API definition:
//
//     "custom_middleware": {"driver": "goplugin",
//                           "post": [{"name": "AddFooBarHeader", "path": "post.so"}]}
//
// What the gateway finds in a library:
//   gw_hook_<Name>      a gw_hook_function for each hook; <Name> is what the API definition says.
//   gw_plugin_abi       a gw_plugin_info; this header defines it.
//   gw_plugin_init      optional gw_init_function: once a load, before any hook. Set state up here.
//   gw_plugin_shutdown  optional gw_shutdown_function: once, after the last hook has returned.
//   .note.gatewright    an ELF note for the library and one for each hook, made by the macros:
//                       the gateway knows ABI, hooks and flags before any code of the library
//                       runs.
//
// Compatibility. A library built against 1.x runs in every gateway 1.y. Tables only grow at their
// end. A function that came with minor version n exists when host->struct_size reaches behind it:
// GW_HAS(host, function) asks that. A gateway refuses a library with another major version.
//
// Memory. Whoever allocates frees. A gw_string is not terminated by zero. A string that a function
// hands out belongs to the gateway and is valid until the hook returns, also when the thing that it
// was read from is changed meanwhile; it is not valid after GW_SUSPEND. Strings that are handed in
// are copied.
//
// Threads. Each function carries a tag:
//   [hook]         with a call handle, on the thread on which the hook runs and before it returns.
//                  That is a worker's event loop, a thread of the blocking pool for hooks with
//                  GW_BLOCKING, or the records thread for analytics hooks. A blocking hook owns its
//                  request until it returns: the same functions work there unchanged.
//   [control]      while the library loads or shuts down.
//   [thread-safe]  from any thread of the library, at any time between init and shutdown.
// Hooks of one library run on several threads at once: state that they share needs a lock or an
// atomic. Without GW_BLOCKING a hook must not wait: it holds up every connection of its worker.
//
// Errors. Functions return a gw_status. No exception and no longjmp may leave the library.

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GW_ABI_MAJOR 1
#define GW_ABI_MINOR 0
#define GW_SDK_VERSION "1.0.0"

// ---------------------------------------------------------------- values

// `size` bytes at `bytes`; `bytes` may be null when size is 0. Any byte may occur.
typedef struct gw_string {
    const char *bytes;
    uint64_t size;
} gw_string;

typedef int32_t gw_status;
enum {
    GW_OK = 0,
    GW_SUSPEND = 1,     // hook result: call me again when the ticket is resumed
    GW_ERROR = -1,      // failed; a hook says why with host->fail()
    GW_NOT_FOUND = -2,  // no such header, key, session, index
    GW_INVALID = -3,    // an argument breaks a rule, such as a line feed in a header value
    GW_WRONG_KIND = -4, // not in this kind of hook, such as the upstream response in a request hook
    GW_NOT_READ = -5,   // the body was not buffered: the hook lacks GW_READS_..._BODY
    GW_TOO_LARGE = -6,  // more than a limit of the gateway, or than the buffer given
    GW_WRONG_THREAD = -7, // would wait, and the hook is not GW_BLOCKING
    GW_UNSUPPORTED = -8,  // this gateway, or this place, does not offer it
    GW_TIMEOUT = -9,      // a call to another service took too long
};

// Kinds of hooks, a bit mask.
enum {
    GW_REQUEST_HOOK = 1u << 0,   // pre, auth_check, post_key_auth, post, extended_paths.go_plugin
    GW_RESPONSE_HOOK = 1u << 1,  // response
    GW_ANALYTICS_HOOK = 1u << 2, // analytics_plugin
};

// Flags of hooks, a bit mask.
enum {
    GW_BLOCKING = 1u << 0,            // may wait: runs on the blocking pool
    GW_READS_REQUEST_BODY = 1u << 1,  // the gateway buffers the request body before the hook runs
    GW_READS_RESPONSE_BODY = 1u << 2, // the same for the body of the upstream's response
};

// Flags of a library. Unloadable: its code may be unmapped after gw_plugin_shutdown, because it
// leaves no thread, no atexit function and no thread_local variable behind.
enum { GW_UNLOADABLE_FLAG = 1u << 0 };

typedef int32_t gw_level;
enum { GW_DEBUG = 0, GW_INFO = 1, GW_WARNING = 2, GW_FAILURE = 3 };

// The three lists of header fields that a hook may see.
typedef int32_t gw_headers;
enum {
    GW_REQUEST_HEADERS = 0,  // what the client sent, on the way to the upstream
    GW_ANSWER_HEADERS = 1,   // set by hooks; they end up on the final response, whoever produces it
    GW_RESPONSE_HEADERS = 2, // what the upstream answered; in response hooks
};

// Texts about a request that do not change; for host->fact().
typedef int32_t gw_fact;
enum {
    // "192.0.2.7", "2001:db8::1"; as X-Real-IP and X-Forwarded-For tell it, unless that is off
    GW_FACT_CLIENT_ADDRESS = 0,
    GW_FACT_REQUEST_ID = 1, // unique; also in the gateway's log and trace
    GW_FACT_SCHEME = 2,     // "http" or "https", of the client's connection
    GW_FACT_HOST = 3,       // the Host of the request as the client sent it
    GW_FACT_API_ID = 4,
    GW_FACT_API_NAME = 5,
    GW_FACT_ORG_ID = 6,
    GW_FACT_LISTEN_PATH = 7,
    GW_FACT_HOOK_NAME = 8,   // the name of the running hook
    GW_FACT_PLUGIN_PATH = 9, // the path in the API definition
};

// One run of one hook on one request. Never kept after the hook returned.
typedef struct gw_call gw_call;
typedef struct gw_counter gw_counter; // lives until shutdown
typedef struct gw_gauge gw_gauge;     // lives until shutdown
typedef struct gw_filter gw_filter;   // lives during one call of a gw_body_filter
typedef struct gw_host gw_host;

typedef uint64_t gw_ticket; // names a suspended call; 0 is none; never reused

typedef struct gw_field {
    gw_string key;
    gw_string value;
} gw_field;

// Memory of the plugin that the host fills. Before: bytes and capacity. After: size, which is the
// size needed when the function returns GW_TOO_LARGE.
typedef struct gw_buffer {
    char *bytes;
    uint64_t capacity;
    uint64_t size;
} gw_buffer;

// A request to another service.
typedef struct gw_http_request {
    uint64_t struct_size;
    gw_string method;        // empty: GET
    gw_string url;           // http or https, absolute
    const gw_field *headers; // header_count of them
    uint64_t header_count;
    gw_string body;
    int64_t timeout_ms; // for the whole exchange; 0: 10,000
} gw_http_request;

typedef struct gw_http_reply {
    uint64_t struct_size; // set by the caller
    int32_t status;       // 200
    uint32_t header_count;
    gw_string body;
} gw_http_reply;

// A hook. GW_OK: the chain goes on, or stops when the hook has answered. GW_SUSPEND: see suspend().
// Anything else: the request is answered with 500, logged and counted; what the hook wrote is
// dropped.
typedef gw_status (*gw_hook_function)(const gw_host *host, gw_call *call);

// [control] Anything but GW_OK refuses the library. The host table stays valid until shutdown
// returned.
typedef gw_status (*gw_init_function)(const gw_host *host);
typedef void (*gw_shutdown_function)(const gw_host *host);

// Receives a body piece by piece; hands on what it wants with host->filter_write(), nothing by
// default. is_last: 1 with the last piece, which may be empty. Not GW_OK: the transfer is broken
// off.
typedef gw_status (*gw_body_filter)(const gw_host *host, gw_filter *filter, void *user,
                                    gw_string piece, int32_t is_last);
typedef void (*gw_release)(void *user);

// ---------------------------------------------------------------- what the gateway offers

struct gw_host {
    uint64_t struct_size;
    uint32_t abi_major;
    uint32_t abi_minor;

    // ---- The request. Setters: GW_WRONG_KIND in response and analytics hooks, except where noted.

    // [hook] "GET". A new method is a token of at most 32 bytes, else GW_INVALID.
    gw_string (*method)(gw_call *call);
    gw_status (*set_method)(gw_call *call, gw_string method);
    // [hook] The request target exactly as on the wire: "/list/a%20b?x=1". A new one starts with
    // '/', without spaces and control characters, else GW_INVALID. It is what is sent upstream; the
    // API is not looked up again.
    gw_string (*target)(gw_call *call);
    gw_status (*set_target)(gw_call *call, gw_string target);
    // [hook] The target up to '?', still percent-encoded. Setting it keeps the query.
    gw_string (*path)(gw_call *call);
    gw_status (*set_path)(gw_call *call, gw_string path);
    // [hook] The target after the first '?', still encoded; empty when there is none. Setting ""
    // removes it.
    gw_string (*query)(gw_call *call);
    gw_status (*set_query)(gw_call *call, gw_string query);
    // [hook] Decoded parameters ('+' and %XX). index counts from 0; GW_NOT_FOUND behind the last.
    gw_status (*query_at)(gw_call *call, uint64_t index, gw_string *name, gw_string *value);
    gw_status (*query_find)(gw_call *call, gw_string name,
                            gw_string *value); // the first of that name
    // [hook] add appends, set replaces all of that name by one, remove drops all. Name and value
    // are plain text.
    gw_status (*query_add)(gw_call *call, gw_string name, gw_string value);
    gw_status (*query_set)(gw_call *call, gw_string name, gw_string value);
    gw_status (*query_remove)(gw_call *call, gw_string name);

    // ---- Header fields. Names compare without case; order and spelling are kept; no copy is made.
    // GW_RESPONSE_HEADERS exist in response hooks only, else GW_WRONG_KIND (count: 0).

    // [hook]
    uint64_t (*header_count)(gw_call *call, gw_headers list);
    gw_status (*header_at)(gw_call *call, gw_headers list, uint64_t index, gw_string *name,
                           gw_string *value);
    gw_status (*header_find)(gw_call *call, gw_headers list, gw_string name,
                             gw_string *value); // the first
    // [hook] The first field of that name at or behind *index; *index becomes its place. For all
    // values:
    //     for (uint64_t i = 0; host->header_next(call, list, name, &i, &value) == GW_OK; ++i) {
    //     }
    gw_status (*header_next)(gw_call *call, gw_headers list, gw_string name, uint64_t *index,
                             gw_string *value);
    // [hook] add appends; set replaces all of that name by one, in the place of the first; remove
    // drops all and returns GW_NOT_FOUND when there were none. GW_INVALID: the name is no token,
    // the value holds a control character (injection), or the gateway owns the field
    // (Content-Length, Transfer-Encoding, Connection).
    gw_status (*header_add)(gw_call *call, gw_headers list, gw_string name, gw_string value);
    gw_status (*header_set)(gw_call *call, gw_headers list, gw_string name, gw_string value);
    gw_status (*header_remove)(gw_call *call, gw_headers list, gw_string name);

    // ---- Bodies.

    // [hook] The whole request body, as bytes. GW_NOT_READ without GW_READS_REQUEST_BODY.
    gw_status (*request_body)(gw_call *call, gw_string *body);
    // [hook] Replaces it and mends Content-Length; works without GW_READS_REQUEST_BODY too.
    gw_status (*set_request_body)(gw_call *call, gw_string body);
    // [hook] Changes a body while it passes, whatever its length. release(user) is called once when
    // the transfer is over. GW_UNSUPPORTED when the body is buffered anyway: use set_..._body.
    gw_status (*filter_request_body)(gw_call *call, gw_body_filter filter, void *user,
                                     gw_release release);
    gw_status (*filter_response_body)(gw_call *call, gw_body_filter filter, void *user,
                                      gw_release release);
    // In a gw_body_filter: hands bytes on.
    gw_status (*filter_write)(gw_filter *filter, gw_string bytes);

    // ---- The answer of the hook itself. Fields are set with GW_ANSWER_HEADERS.

    // [hook] Answers with this status (200 to 599, else GW_INVALID): the chain stops, the upstream
    // is not asked. In a response hook the answer takes the place of the upstream's. The status may
    // be changed until the hook returns.
    gw_status (*answer_status)(gw_call *call, int32_t status);
    // [hook] Appends to the body of the answer; answers with 200 when no status was set.
    // Content-Length is made by the gateway. Zero bytes answer too.
    gw_status (*answer_write)(gw_call *call, gw_string bytes);
    // [hook] 1 when the hook has answered.
    int32_t (*has_answered)(gw_call *call);

    // ---- The upstream's response, in response hooks.

    // [hook] 0 in other hooks.
    int32_t (*response_status)(gw_call *call);
    gw_status (*set_response_status)(gw_call *call, int32_t status);
    // [hook] As request_body, with GW_READS_RESPONSE_BODY. The body is as the upstream sent it:
    // look at Content-Encoding.
    gw_status (*response_body)(gw_call *call, gw_string *body);
    gw_status (*set_response_body)(gw_call *call, gw_string body);

    // ---- The session: what an auth step knows about the client. The text is Tyk's session JSON.
    // A field is a member ("alias") or, starting with '/', a JSON pointer ("/meta_data/user").

    // [hook] GW_NOT_FOUND when no session is set. Handed out as one JSON object.
    gw_status (*session_json)(gw_call *call, gw_string *json);
    // [hook] Replaces the session by a JSON object. GW_INVALID: not an object.
    gw_status (*set_session_json)(gw_call *call, gw_string json);
    // [hook] One value: a string without quotes and escapes, anything else as JSON.
    gw_status (*session_field)(gw_call *call, gw_string field, gw_string *text);
    // [hook] Sets one value to a text, or to any JSON value. Without a session one is made.
    gw_status (*set_session_text)(gw_call *call, gw_string field, gw_string text);
    gw_status (*set_session_value)(gw_call *call, gw_string field, gw_string json);
    // [hook] The key under which the client is known: rate limits and quotas count by it. "" when
    // unset.
    gw_string (*auth_key)(gw_call *call);
    gw_status (*set_auth_key)(gw_call *call, gw_string key);
    // [hook] The session is also written to the gateway's key store, under the auth key, when the
    // hook is done.
    gw_status (*store_session)(gw_call *call);

    // ---- The API and the request around the hook.

    // [hook] The whole API definition as JSON; its config_data as JSON ("{}" when there is none).
    gw_string (*api_definition)(gw_call *call);
    gw_string (*config_data)(gw_call *call);
    // [hook] One value of config_data, addressed and returned as in session_field().
    gw_status (*config_field)(gw_call *call, gw_string field, gw_string *text);
    // [hook] "" when not known.
    gw_string (*fact)(gw_call *call, gw_fact which);
    // [hook] Values shared with later hooks of the same request, of this and other libraries. Any
    // bytes.
    gw_status (*context_get)(gw_call *call, gw_string key, gw_string *value);
    gw_status (*context_set)(gw_call *call, gw_string key, gw_string value);

    // ---- Analytics, in analytics hooks. Names are Tyk's: "APIKey", "RawRequest", "Latency.Total",
    // "Tags" (JSON).

    // [hook] Numbers and booleans are handed out as text. GW_NOT_FOUND: no such field. GW_INVALID:
    // not a number.
    gw_status (*record_get)(gw_call *call, gw_string name, gw_string *text);
    gw_status (*record_set)(gw_call *call, gw_string name, gw_string text);
    // [hook] The record is not stored.
    gw_status (*record_drop)(gw_call *call);

    // ---- Failing and waiting.

    // [hook] Says why the hook is about to return GW_ERROR: for log, trace and console, never for
    // the client. [control] With call null: why gw_plugin_init is about to fail.
    void (*fail)(const gw_host *host, gw_call *call, gw_string reason);
    // [hook] Makes a ticket; the hook then returns GW_SUSPEND and the worker goes on with other
    // requests. After resume() the hook is called again with the same call; user_word() tells it
    // where it was. A ticket without GW_SUSPEND is void. 0 when the hook cannot wait: it is
    // GW_BLOCKING (just wait there) or an analytics hook.
    gw_ticket (*suspend)(gw_call *call);
    // [thread-safe] Wakes the call, on its own worker, once. A ticket that is unknown, used, or
    // whose client went away is ignored. May be called before the hook has returned GW_SUSPEND.
    void (*resume)(const gw_host *host, gw_ticket ticket);
    // [thread-safe] The same after some milliseconds.
    void (*resume_after)(const gw_host *host, gw_ticket ticket, int64_t milliseconds);
    // [hook] A word that the call keeps while it is suspended; null at first. release(word) runs
    // once when the call is over for whatever reason, the client's departure included; it may be
    // null.
    void *(*user_word)(gw_call *call);
    void (*set_user_word)(gw_call *call, void *word, gw_release release);
    // [hook] 1 when nobody waits for the result any more; a blocking hook may ask now and then.
    int32_t (*is_cancelled)(gw_call *call);

    // ---- Calls to other services.

    // [hook] Waits for the reply: GW_WRONG_THREAD without GW_BLOCKING. GW_OK says that a reply
    // came, whatever its status; GW_TIMEOUT, GW_ERROR (text in http_error) otherwise.
    gw_status (*http_fetch)(gw_call *call, const gw_http_request *request);
    // [hook] Starts it; the hook returns GW_SUSPEND and is called again when the call is over.
    gw_status (*http_start)(gw_call *call, const gw_http_request *request);
    // [hook] The outcome of the last call: GW_OK and a reply, or why there is none. GW_NOT_FOUND
    // before any call.
    gw_status (*http_reply)(gw_call *call, gw_http_reply *reply);
    gw_status (*http_reply_header)(gw_call *call, gw_string name, gw_string *value);
    gw_string (*http_error)(gw_call *call);

    // ---- For the whole library. `host` is the table that the library was given.

    // [thread-safe] One line in the gateway's log, with the library, and with the request when call
    // is not null (then [hook]). log_enabled: 0 when such a line would be dropped; ask before
    // building costly ones.
    int32_t (*log_enabled)(const gw_host *host, gw_level level);
    void (*log)(const gw_host *host, gw_call *call, gw_level level, gw_string message,
                const gw_field *fields, uint64_t field_count);
    // [thread-safe] Numbers that show up in /metrics as gatewright_plugin_<name>. name: [a-z0-9_]+,
    // else null. The same name gives the same number, also over a reload.
    gw_counter *(*counter)(const gw_host *host, gw_string name, gw_string explanation);
    void (*counter_add)(gw_counter *counter, uint64_t by);
    gw_gauge *(*gauge)(const gw_host *host, gw_string name, gw_string explanation);
    void (*gauge_set)(gw_gauge *gauge, double value);
    // [thread-safe] The gateway's key-value store, shared by all plugins: begin keys with a word of
    // yours. It outlives reloads. time_to_live_ms 0: for ever. GW_TOO_LARGE: key over 1 KiB, value
    // over 1 MiB, store full.
    gw_status (*store_get)(const gw_host *host, gw_string key, gw_buffer *value);
    gw_status (*store_set)(const gw_host *host, gw_string key, gw_string value,
                           int64_t time_to_live_ms);
    gw_status (*store_remove)(const gw_host *host, gw_string key);
    // [thread-safe] Adds to a decimal number in one step (absent: 0) and hands out the sum. The
    // time to live starts when the key is made. GW_INVALID: the value is no number.
    gw_status (*store_add)(const gw_host *host, gw_string key, int64_t by, int64_t time_to_live_ms,
                           int64_t *sum);
    // [thread-safe] Nanoseconds: since 1970-01-01 UTC; since some moment, never going back.
    int64_t (*wall_time)(const gw_host *host);
    int64_t (*monotonic_time)(const gw_host *host);
};

// True when the gateway's table holds this function: ask for those that came after minor version 0.
#define GW_HAS(host, function)                                                                     \
    ((host)->struct_size >=                                                                        \
     (uint64_t)((const char *)(&(host)->function + 1) - (const char *)(host)))

// ---------------------------------------------------------------- what a library exports

#ifdef __cplusplus
#define GW_STRING(literal) (gw_string{literal, sizeof(literal) - 1})
#else
#define GW_STRING(literal) ((gw_string){literal, sizeof(literal) - 1})
#endif
#define GW_EXPORT __attribute__((visibility("default")))

typedef struct gw_plugin_info {
    uint64_t struct_size;
    uint32_t abi_major;
    uint32_t abi_minor;
    uint64_t host_size;      // sizeof(gw_host) that the library was built with
    const char *sdk_version; // ends with zero
    const char *build_id;    // ends with zero; what the author defined as GW_BUILD_ID
} gw_plugin_info;

// ELF notes of owner "Gatewright". Authors in other languages write the same bytes (see the Rust
// example).
enum { GW_NOTE_LIBRARY = 1, GW_NOTE_HOOK = 2, GW_NOTE_OPTIONS = 3 };

typedef struct gw_note_head {
    uint32_t name_size; // 11, with the zero
    uint32_t body_size; // of what follows the owner
    uint32_t type;
    char owner[12]; // "Gatewright"
} gw_note_head;

typedef struct gw_library_note {
    gw_note_head head;
    uint32_t abi_major;
    uint32_t abi_minor;
    uint32_t host_size;
    uint32_t info_size;
} gw_library_note;

typedef struct gw_options_note {
    gw_note_head head;
    uint32_t flags;
} gw_options_note;

// A hook note's body is kinds, flags (two uint32_t) and the name, which ends with zero.
#define GW_NOTE_HEAD(note, type)                                                                   \
    {11, (uint32_t)(sizeof(note) - sizeof(gw_note_head)), type, "Gatewright"}
#define GW_NOTE __attribute__((section(".note.gatewright"), used, aligned(4)))
#define GW_HOOK_NOTE(hook, kinds, flags)                                                           \
    static const struct {                                                                          \
        gw_note_head head;                                                                         \
        uint32_t hook_kinds, hook_flags;                                                           \
        char name[sizeof(#hook)];                                                                  \
    } gw_note_##hook GW_NOTE = {GW_NOTE_HEAD(gw_note_##hook, GW_NOTE_HOOK), (kinds), (flags),      \
                                #hook};

// Declares and starts a hook: GW_HOOK(Name, kinds, flags) { ... return GW_OK; }. Inside: host and
// call.
#ifdef __cplusplus
#define GW_HOOK(hook, kinds, flags)                                                                \
    GW_HOOK_NOTE(hook, kinds, flags)                                                               \
    extern "C" GW_EXPORT gw_status gw_hook_##hook(const gw_host *host, gw_call *call)
#else
#define GW_HOOK(hook, kinds, flags)                                                                \
    GW_HOOK_NOTE(hook, kinds, flags)                                                               \
    GW_EXPORT gw_status gw_hook_##hook(const gw_host *host, gw_call *call);                        \
    GW_EXPORT gw_status gw_hook_##hook(const gw_host *host, gw_call *call)
#endif

// Once in a library: its code may be unmapped after shutdown. By default it stays.
#define GW_UNLOADABLE                                                                              \
    static const gw_options_note gw_note_options_ GW_NOTE = {                                      \
        GW_NOTE_HEAD(gw_note_options_, GW_NOTE_OPTIONS), GW_UNLOADABLE_FLAG};

GW_EXPORT gw_status gw_plugin_init(const gw_host *host);
GW_EXPORT void gw_plugin_shutdown(const gw_host *host);

// Programs that only need the types, such as the gateway, define GW_TYPES_ONLY.
#ifndef GW_TYPES_ONLY
#ifndef GW_BUILD_ID
#define GW_BUILD_ID ""
#endif
extern __attribute__((weak)) GW_EXPORT const gw_plugin_info gw_plugin_abi;
const gw_plugin_info gw_plugin_abi = {sizeof(gw_plugin_info), GW_ABI_MAJOR,   GW_ABI_MINOR,
                                      sizeof(gw_host),        GW_SDK_VERSION, GW_BUILD_ID};
static const gw_library_note gw_note_library_ GW_NOTE = {
    GW_NOTE_HEAD(gw_note_library_, GW_NOTE_LIBRARY), GW_ABI_MAJOR, GW_ABI_MINOR, sizeof(gw_host),
    sizeof(gw_plugin_info)};
#endif

#ifdef __cplusplus
}
#endif
