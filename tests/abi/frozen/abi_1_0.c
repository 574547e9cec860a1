// SPDX-License-Identifier: GPL-3.0-or-later
// A plugin that uses every function of plugin ABI 1.0. Its binary, abi_1_0.x86_64.so, is never
// built again: it stands for what users have, and must go on loading and working. Built with
// plugin.h 1.0.0 and GCC 14:
//
//     gcc -std=c11 -Os -fPIC -shared -nostdlib -s -fno-stack-protector -fcf-protection=none
//         -fno-asynchronous-unwind-tables -Wl,--build-id=none
//         -Wl,-z,noseparate-code,-z,norelro,-z,max-page-size=4096 -I plugins/sdk
//         -o abi_1_0.x86_64.so abi_1_0.c
#define GW_BUILD_ID "frozen-1.0"
#include <gatewright/plugin.h>

#define TEXT(literal) GW_STRING(literal)
#define NEED(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            host->fail(host, call, TEXT(#condition));                                              \
            return GW_ERROR;                                                                       \
        }                                                                                          \
    } while (0)

static gw_counter *counter;
static gw_gauge *gauge;
static int word;
static int released;

static int same(gw_string a, gw_string b)
{
    if (a.size != b.size) {
        return 0;
    }
    for (uint64_t i = 0; i < a.size; ++i) {
        if (a.bytes[i] != b.bytes[i]) {
            return 0;
        }
    }
    return 1;
}

static void release(void *user)
{
    *(int *)user += 1;
}

gw_status gw_plugin_init(const gw_host *host)
{
    gw_call *const call = 0;
    char bytes[4];
    gw_buffer buffer = {bytes, sizeof bytes, 0};
    int64_t sum = 0;
    const gw_field field = {TEXT("key"), TEXT("value")};
    NEED(host->struct_size >= 600 && host->abi_major == 1);
    NEED(host->wall_time(host) > 0 && host->monotonic_time(host) > 0);
    counter = host->counter(host, TEXT("frozen_total"), TEXT("Calls"));
    gauge = host->gauge(host, TEXT("frozen_gauge"), TEXT("A number"));
    NEED(counter && gauge);
    host->gauge_set(gauge, 1.5);
    NEED(host->log_enabled(host, GW_FAILURE));
    host->log(host, call, GW_DEBUG, TEXT("frozen"), &field, 1);
    NEED(host->store_set(host, TEXT("frozen"), TEXT("41"), 0) == GW_OK);
    NEED(host->store_add(host, TEXT("frozen"), 1, 0, &sum) == GW_OK && sum == 42);
    NEED(host->store_get(host, TEXT("frozen"), &buffer) == GW_OK && buffer.size == 2);
    NEED(host->store_remove(host, TEXT("frozen")) == GW_OK);
    host->resume(host, 0);
    return GW_OK;
}

void gw_plugin_shutdown(const gw_host *host)
{
    host->gauge_set(gauge, 0);
}

static gw_status use_line(const gw_host *host, gw_call *call)
{
    gw_string name, value;
    NEED(same(host->method(call), TEXT("GET")));
    NEED(host->set_method(call, TEXT("PUT")) == GW_OK);
    NEED(same(host->target(call), TEXT("/list/get?a=1")));
    NEED(host->set_target(call, TEXT("/list/x?c=1")) == GW_OK);
    NEED(same(host->path(call), TEXT("/list/x")));
    NEED(host->set_path(call, TEXT("/list/y")) == GW_OK);
    NEED(same(host->query(call), TEXT("c=1")));
    NEED(host->set_query(call, TEXT("d=2")) == GW_OK);
    NEED(host->query_at(call, 0, &name, &value) == GW_OK && same(name, TEXT("d")));
    NEED(host->query_find(call, TEXT("d"), &value) == GW_OK && same(value, TEXT("2")));
    NEED(host->query_add(call, TEXT("e"), TEXT("3")) == GW_OK);
    NEED(host->query_set(call, TEXT("d"), TEXT("4")) == GW_OK);
    NEED(host->query_remove(call, TEXT("e")) == GW_OK);
    return GW_OK;
}

static gw_status use_fields(const gw_host *host, gw_call *call)
{
    gw_string name, value;
    uint64_t index = 0;
    NEED(host->header_count(call, GW_REQUEST_HEADERS) == 1);
    NEED(host->header_at(call, GW_REQUEST_HEADERS, 0, &name, &value) == GW_OK);
    NEED(same(name, TEXT("Host")));
    NEED(host->header_find(call, GW_REQUEST_HEADERS, name, &value) == GW_OK);
    NEED(host->header_next(call, GW_REQUEST_HEADERS, name, &index, &value) == GW_OK);
    NEED(host->header_add(call, GW_REQUEST_HEADERS, TEXT("X-A"), TEXT("1")) == GW_OK);
    NEED(host->header_remove(call, GW_REQUEST_HEADERS, TEXT("X-A")) == GW_OK);
    NEED(host->header_set(call, GW_REQUEST_HEADERS, TEXT("X-Frozen"), TEXT("1.0")) == GW_OK);
    return GW_OK;
}

static gw_status use_bodies(const gw_host *host, gw_call *call)
{
    gw_string body;
    NEED(host->request_body(call, &body) == GW_OK);
    NEED(host->set_request_body(call, TEXT("new")) == GW_OK);
    NEED(host->filter_request_body(call, 0, 0, 0) == GW_UNSUPPORTED);
    NEED(host->filter_response_body(call, 0, 0, 0) == GW_WRONG_KIND);
    NEED(host->response_status(call) == 0);
    NEED(host->set_response_status(call, 200) == GW_WRONG_KIND);
    NEED(host->response_body(call, &body) == GW_WRONG_KIND);
    NEED(host->set_response_body(call, body) == GW_WRONG_KIND);
    return GW_OK;
}

static gw_status use_session(const gw_host *host, gw_call *call)
{
    gw_string text;
    NEED(host->session_json(call, &text) == GW_NOT_FOUND);
    NEED(host->set_session_json(call, TEXT("{\"alias\":\"a\"}")) == GW_OK);
    NEED(host->session_field(call, TEXT("alias"), &text) == GW_OK && same(text, TEXT("a")));
    NEED(host->set_session_text(call, TEXT("org_id"), TEXT("org")) == GW_OK);
    NEED(host->set_session_value(call, TEXT("quota_max"), TEXT("5")) == GW_OK);
    NEED(host->set_auth_key(call, TEXT("key")) == GW_OK);
    NEED(same(host->auth_key(call), TEXT("key")));
    NEED(host->store_session(call) == GW_OK);
    return GW_OK;
}

static gw_status use_surroundings(const gw_host *host, gw_call *call)
{
    gw_string text;
    gw_http_request request = {sizeof request, {0, 0}, {0, 0}, 0, 0, {0, 0}, 0};
    gw_http_reply reply = {sizeof reply, 0, 0, {0, 0}};
    NEED(host->api_definition(call).size >= 2 && host->config_data(call).size >= 2);
    NEED(host->config_field(call, TEXT("limit"), &text) == GW_OK && same(text, TEXT("7")));
    NEED(same(host->fact(call, GW_FACT_HOOK_NAME), TEXT("UseTable")));
    NEED(host->context_set(call, TEXT("k"), TEXT("v")) == GW_OK);
    NEED(host->context_get(call, TEXT("k"), &text) == GW_OK && same(text, TEXT("v")));
    NEED(host->record_get(call, TEXT("Path"), &text) == GW_WRONG_KIND);
    NEED(host->record_set(call, TEXT("Path"), text) == GW_WRONG_KIND);
    NEED(host->record_drop(call) == GW_WRONG_KIND);
    NEED(host->is_cancelled(call) == 0);
    NEED(host->http_fetch(call, &request) == GW_WRONG_THREAD);
    NEED(host->http_start(call, &request) != GW_OK);
    NEED(host->http_reply(call, &reply) == GW_NOT_FOUND);
    NEED(host->http_reply_header(call, TEXT("X"), &text) == GW_NOT_FOUND);
    NEED(host->http_error(call).size == 0);
    return GW_OK;
}

// Everything that a request hook may do, then it waits, then it answers.
GW_HOOK(UseTable, GW_REQUEST_HOOK, GW_READS_REQUEST_BODY)
{
    gw_status (*const topics[])(const gw_host *, gw_call *) = {use_line, use_fields, use_bodies,
                                                               use_session, use_surroundings};
    if (host->user_word(call) == &word) {
        NEED(!host->has_answered(call));
        NEED(host->answer_status(call, 201) == GW_OK);
        NEED(host->answer_write(call, TEXT("done")) == GW_OK);
        NEED(host->has_answered(call));
        return GW_OK;
    }
    host->counter_add(counter, 1);
    for (unsigned i = 0; i < sizeof topics / sizeof topics[0]; ++i) {
        const gw_status status = topics[i](host, call);
        if (status != GW_OK) {
            return status;
        }
    }
    host->set_user_word(call, &released, release);
    host->set_user_word(call, &word, 0);
    NEED(released == 1);
    released = 0;
    const gw_ticket ticket = host->suspend(call);
    NEED(ticket != 0);
    host->resume_after(host, ticket, 60000);
    host->resume(host, ticket);
    return GW_SUSPEND;
}

static gw_status twice(const gw_host *host, gw_filter *filter, void *user, gw_string piece,
                       int32_t is_last)
{
    (void)user;
    (void)is_last;
    host->filter_write(filter, piece);
    return host->filter_write(filter, piece);
}

GW_HOOK(FilterBody, GW_REQUEST_HOOK, 0)
{
    return host->filter_request_body(call, twice, 0, 0);
}

GW_HOOK(UseResponse, GW_RESPONSE_HOOK, GW_READS_RESPONSE_BODY)
{
    gw_string body;
    NEED(host->response_status(call) == 404);
    NEED(host->set_response_status(call, 203) == GW_OK);
    NEED(host->response_body(call, &body) == GW_OK && same(body, TEXT("gone")));
    NEED(host->set_response_body(call, TEXT("found")) == GW_OK);
    return GW_OK;
}

GW_HOOK(UseRecord, GW_ANALYTICS_HOOK, 0)
{
    gw_string text;
    NEED(host->record_get(call, TEXT("APIKey"), &text) == GW_OK && same(text, TEXT("secret")));
    NEED(host->record_set(call, TEXT("APIKey"), TEXT("****")) == GW_OK);
    NEED(host->record_drop(call) == GW_OK);
    return GW_OK;
}
