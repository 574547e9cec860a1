// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/extended_paths.h"

namespace gw::spec {

// How the requested version is found, and the list of versions that are APIs of their own.
struct VersionDefinition {
    bool enabled = false;
    std::string name;
    std::string defaultVersion; // "self" is this API
    std::string location;       // "header", "url-param" or "url"
    std::string key;
    bool stripPath = false;
    bool stripVersioningData = false;
    std::string urlVersioningPattern;
    bool fallbackToDefault = false;
    NamedTexts versions; // version name and API id
};

// Path lists of a version without extended paths.
struct LegacyPaths {
    std::vector<std::string> ignored;
    std::vector<std::string> whiteList;
    std::vector<std::string> blackList;
};

struct VersionInfo {
    std::string key;     // in the document's map of versions
    std::string name;    // should equal the key
    std::string expires; // "2006-01-02 15:04"; "-1" or "": never
    bool useExtendedPaths = false;
    LegacyPaths paths;
    ExtendedPaths extendedPaths;
    NamedTexts globalHeaders;
    std::vector<std::string> globalHeadersRemove;
    bool globalHeadersDisabled = false;
    NamedTexts globalResponseHeaders;
    std::vector<std::string> globalResponseHeadersRemove;
    bool globalResponseHeadersDisabled = false;
    bool ignoreEndpointCase = false;
    std::int64_t globalSizeLimit = 0; // bytes
    bool globalSizeLimitDisabled = false;
    std::chrono::milliseconds globalEnforceTimeout{0};
    bool globalEnforceTimeoutDisabled = false;
    std::string overrideTarget;
};

struct VersionData {
    bool notVersioned = false;
    std::string defaultVersion;
    std::vector<VersionInfo> versions; // in the order of the document
};

} // namespace gw::spec
