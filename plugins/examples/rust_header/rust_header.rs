// SPDX-License-Identifier: MIT
// A plugin in Rust without a crate: the declarations that it needs from plugin.h, by hand.
// Built with: rustc --crate-type cdylib -C panic=abort rust_header.rs
#![allow(non_snake_case, non_upper_case_globals)]

use core::ffi::{c_char, c_void};

#[repr(C)]
#[derive(Clone, Copy)]
pub struct GwString {
    bytes: *const c_char,
    size: u64,
}

impl GwString {
    const fn of(text: &'static str) -> Self {
        GwString { bytes: text.as_ptr() as *const c_char, size: text.len() as u64 }
    }
}

#[repr(C)]
pub struct GwCall {
    _opaque: [u8; 0],
}

type Unused = *const c_void;
type ChangeField = unsafe extern "C" fn(*mut GwCall, i32, GwString, GwString) -> i32;

// The start of gw_host, up to the last function that is used here. Tables only grow at their end.
#[repr(C)]
pub struct GwHost {
    struct_size: u64,
    abi_major: u32,
    abi_minor: u32,
    request: [Unused; 13],        // method ... query_remove
    header_readers: [Unused; 4],  // header_count, header_at, header_find, header_next
    header_add: ChangeField,
    header_set: ChangeField,
}

const GW_OK: i32 = 0;
const GW_ERROR: i32 = -1;
const GW_REQUEST_HEADERS: i32 = 0;
const GW_REQUEST_HOOK: u32 = 1;

#[no_mangle]
pub extern "C" fn gw_hook_AddHeaderInRust(host: *const GwHost, call: *mut GwCall) -> i32 {
    let host = unsafe { &*host };
    let added = unsafe {
        (host.header_add)(call, GW_REQUEST_HEADERS, GwString::of("X-From"), GwString::of("Rust"))
    };
    if added == GW_OK { GW_OK } else { GW_ERROR }
}

// What the gateway looks for: gw_plugin_info ...
#[repr(C)]
pub struct GwPluginInfo {
    struct_size: u64,
    abi_major: u32,
    abi_minor: u32,
    host_size: u64,
    sdk_version: *const c_char,
    build_id: *const c_char,
}
unsafe impl Sync for GwPluginInfo {}

#[no_mangle]
pub static gw_plugin_abi: GwPluginInfo = GwPluginInfo {
    struct_size: core::mem::size_of::<GwPluginInfo>() as u64,
    abi_major: 1,
    abi_minor: 0,
    host_size: core::mem::size_of::<GwHost>() as u64,
    sdk_version: c"rust".as_ptr(),
    build_id: c"".as_ptr(),
};

// ... and the ELF notes for the library and for each hook.
#[repr(C, align(4))]
pub struct Note<const WORDS: usize, const NAME: usize> {
    name_size: u32,
    body_size: u32,
    kind: u32,
    owner: [u8; 12],
    words: [u32; WORDS],
    name: [u8; NAME], // a multiple of 4 bytes, filled with zeros
}

const OWNER: [u8; 12] = *b"Gatewright\0\0";

#[used]
#[link_section = ".note.gatewright"]
static LIBRARY_NOTE: Note<4, 0> = Note {
    name_size: 11,
    body_size: 16,
    kind: 1,
    owner: OWNER,
    words: [
        1,
        0,
        core::mem::size_of::<GwHost>() as u32,
        core::mem::size_of::<GwPluginInfo>() as u32,
    ],
    name: [],
};

#[used]
#[link_section = ".note.gatewright"]
static HOOK_NOTE: Note<2, 16> = Note {
    name_size: 11,
    body_size: 24,
    kind: 2,
    owner: OWNER,
    words: [GW_REQUEST_HOOK, 0],
    name: *b"AddHeaderInRust\0",
};
