// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolchain/project_files.h"

namespace gw::toolchain {

namespace {

constexpr HookTexts kRustHooks = {
    .request = R"(
export_hook!({HOOK}, gatewright::REQUEST_HOOK, 0);
fn {HOOK}(host: &Host, call: Call) -> i32 {
    unsafe { (host.header_set)(call, gatewright::REQUEST_HEADERS, "X-{HOOK}".into(), "seen".into()) }
}
)",
    .authCheck = R"(
// The only key that is let in stands in config_data of the API definition: {"key": "..."}.
export_hook!({HOOK}, gatewright::REQUEST_HOOK, 0);
fn {HOOK}(host: &Host, call: Call) -> i32 {
    let mut key = Text::from("");
    let mut wanted = Text::from("");
    unsafe {
        (host.header_find)(call, gatewright::REQUEST_HEADERS, "Authorization".into(), &mut key);
        (host.config_field)(call, "key".into(), &mut wanted);
        if key.bytes().is_empty() || key.bytes() != wanted.bytes() {
            return (host.answer_status)(call, 403);
        }
        (host.set_session_text)(call, "alias".into(), "{NAME}".into());
        (host.set_auth_key)(call, key)
    }
}
)",
    .response = R"(
export_hook!({HOOK}, gatewright::RESPONSE_HOOK, 0);
fn {HOOK}(host: &Host, call: Call) -> i32 {
    unsafe { (host.header_set)(call, gatewright::RESPONSE_HEADERS, "X-{HOOK}".into(), "seen".into()) }
}
)",
};

constexpr const char *kSourceStart = R"(#![allow(non_snake_case)]

#[macro_use]
mod gatewright;
#[allow(unused_imports)]
use gatewright::{Call, Host, Text};
)";

constexpr const char *kCargo = R"([package]
name = "{NAME}"
version = "0.1.0"
edition = "2021"

[lib]
crate-type = ["cdylib"]

[profile.release]
panic = "abort"
strip = "debuginfo"
)";

// Only for the tests: `gatewright plugin build` uses Cargo alone.
constexpr const char *kRustBuild = R"(cmake_minimum_required(VERSION 3.20)
project({NAME} LANGUAGES CXX)

# Builds the library as it is shipped, and tests it.
find_package(GatewrightPlugin 1 REQUIRED)
include(CTest)
find_program(GATEWRIGHT gatewright REQUIRED)
set(library "${CMAKE_CURRENT_BINARY_DIR}/{NAME}.so")
add_custom_command(OUTPUT "${library}"
    COMMAND "${GATEWRIGHT}" plugin build "${CMAKE_CURRENT_SOURCE_DIR}" -o "${library}"
    DEPENDS src/lib.rs src/gatewright.rs Cargo.toml
    VERBATIM)
add_custom_target({NAME}_library DEPENDS "${library}")
gatewright_add_plugin_test({NAME}_test FILE "${library}" SOURCES {NAME}_test.cpp)
add_dependencies({NAME}_test {NAME}_library)
)";

// The part of plugin.h that the hooks use, by hand. The asserted offsets are the ABI's.
constexpr const char *kBindings =
    R"(// What these hooks need of <gatewright/plugin.h>, plugin ABI 1.0. Take more functions out of the
// gaps as you need them: the order is that of struct gw_host.
#![allow(dead_code)]

use core::ffi::{c_char, c_void};
use core::mem::{offset_of, size_of};

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Text {
    start: *const c_char,
    size: u64,
}

impl From<&'static str> for Text {
    fn from(text: &'static str) -> Self {
        Text { start: text.as_ptr() as *const c_char, size: text.len() as u64 }
    }
}

impl Text {
    // Valid until the hook returns.
    pub fn bytes(&self) -> &[u8] {
        if self.size == 0 {
            return &[];
        }
        unsafe { core::slice::from_raw_parts(self.start as *const u8, self.size as usize) }
    }
}

pub type Call = *mut c_void;
type Gap<const N: usize> = [*const c_void; N];
type ChangeField = unsafe extern "C" fn(Call, i32, Text, Text) -> i32;
type FindField = unsafe extern "C" fn(Call, i32, Text, &mut Text) -> i32;
type FindText = unsafe extern "C" fn(Call, Text, &mut Text) -> i32;
type SetText = unsafe extern "C" fn(Call, Text, Text) -> i32;

#[repr(C)]
pub struct Host {
    struct_size: u64,
    abi_major: u32,
    abi_minor: u32,
    request: Gap<13>, // method ... query_remove
    header_count: Gap<2>,
    pub header_find: FindField,
    header_next: Gap<1>,
    pub header_add: ChangeField,
    pub header_set: ChangeField,
    header_remove: Gap<1>,
    bodies: Gap<5>,
    pub answer_status: unsafe extern "C" fn(Call, i32) -> i32,
    answer: Gap<2>, // answer_write, has_answered
    response: Gap<4>,
    session: Gap<2>, // session_json, set_session_json
    pub session_field: FindText,
    pub set_session_text: SetText,
    session_value: Gap<2>, // set_session_value, auth_key
    pub set_auth_key: unsafe extern "C" fn(Call, Text) -> i32,
    store_session: Gap<1>,
    api: Gap<2>, // api_definition, config_data
    pub config_field: FindText,
}
const _: () = assert!(offset_of!(Host, header_add) == 152);

pub const REQUEST_HEADERS: i32 = 0;
pub const ANSWER_HEADERS: i32 = 1;
pub const RESPONSE_HEADERS: i32 = 2;
pub const REQUEST_HOOK: u32 = 1;
pub const RESPONSE_HOOK: u32 = 2;

// What the gateway looks for in the library: gw_plugin_info, and ELF notes.
#[repr(C)]
pub struct Info {
    struct_size: u64,
    abi_major: u32,
    abi_minor: u32,
    host_size: u64,
    sdk_version: *const c_char,
    build_id: *const c_char,
}
unsafe impl Sync for Info {}

#[no_mangle]
#[allow(non_upper_case_globals)]
pub static gw_plugin_abi: Info = Info {
    struct_size: size_of::<Info>() as u64,
    abi_major: 1,
    abi_minor: 0,
    host_size: size_of::<Host>() as u64,
    sdk_version: c"rust".as_ptr(),
    build_id: c"".as_ptr(),
};

#[repr(C, align(4))]
pub struct Note<const WORDS: usize, const NAME: usize> {
    pub name_size: u32,
    pub body_size: u32,
    pub kind: u32,
    pub owner: [u8; 12],
    pub words: [u32; WORDS],
    pub name: [u8; NAME],
}
pub const OWNER: [u8; 12] = *b"Gatewright\0\0";

#[used]
#[link_section = ".note.gatewright"]
static LIBRARY: Note<4, 0> = Note {
    name_size: 11,
    body_size: 16,
    kind: 1,
    owner: OWNER,
    words: [1, 0, size_of::<Host>() as u32, size_of::<Info>() as u32],
    name: [],
};

pub const fn filled<const N: usize>(text: &str) -> [u8; N] {
    let mut out = [0; N];
    let mut i = 0;
    while i < text.len() {
        out[i] = text.as_bytes()[i];
        i += 1;
    }
    out
}

// Exports fn $hook(&Host, Call) -> i32 under its own name.
macro_rules! export_hook {
    ($hook:ident, $kinds:expr, $flags:expr) => {
        const _: () = {
            const NAME: &str = stringify!($hook);
            const SIZE: usize = (NAME.len() + 4) / 4 * 4; // with a zero, in whole words

            #[used]
            #[link_section = ".note.gatewright"]
            static NOTE: $crate::gatewright::Note<2, SIZE> = $crate::gatewright::Note {
                name_size: 11,
                body_size: 8 + SIZE as u32,
                kind: 2,
                owner: $crate::gatewright::OWNER,
                words: [$kinds, $flags],
                name: $crate::gatewright::filled::<SIZE>(NAME),
            };

            #[export_name = concat!("gw_hook_", stringify!($hook))]
            extern "C" fn exported(host: &Host, call: Call) -> i32 {
                $hook(host, call)
            }
        };
    };
}
)";

} // namespace

std::vector<ProjectFile> rustFiles(const ProjectRequest &request)
{
    return {{"src/lib.rs", kSourceStart + textOfHooks(request, kRustHooks)},
            {"src/gatewright.rs", kBindings},
            {"Cargo.toml", kCargo},
            {"CMakeLists.txt", kRustBuild}};
}

} // namespace gw::toolchain
