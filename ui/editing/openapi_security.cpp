// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/openapi_security.h"

#include "base/ascii.h"
#include "editing/words.h"
#include "spec/json_pointer.h"

#include <algorithm>

namespace gw::editing {

namespace {

using spec::JsonDocument;
using spec::JsonValue;

constexpr qsizetype kMostNames = 8; // in a note

QString memberText(const std::optional<JsonValue> &value, std::string_view key)
{
    const auto member = value ? value->find(key) : std::nullopt;
    return member ? QString::fromStdString(std::string(member->string())) : QString();
}

QString shortList(QStringList names)
{
    names.removeDuplicates();
    const bool isLong = names.size() > kMostNames;
    return names.first(std::min(names.size(), kMostNames)).join(QStringLiteral(", ")) +
           (isLong ? QStringLiteral(", ...") : QString());
}

// No requirement, or one that asks for nothing.
bool isOpen(const std::optional<JsonValue> &security)
{
    if (!security || security->size() == 0) {
        return true;
    }
    for (const JsonValue requirement : security->children()) {
        if (requirement.size() == 0) {
            return true;
        }
    }
    return false;
}

} // namespace

// Collects what the requirements of one document ask for. Thread: one.
class OpenApiSecurity final {
public:
    explicit OpenApiSecurity(const JsonDocument &document)
        : m_schemes(document.valueAt("/components/securitySchemes"))
        , m_general(document.valueAt("/security"))
        , m_paths(document.valueAt("/paths"))
    {
    }

    ImportedSecurity run()
    {
        take(m_general);
        if (m_paths) {
            for (const JsonValue path : m_paths->children()) {
                takePath(path);
            }
        }
        return m_wantsKey ? keyed() : open();
    }

private:
    void takePath(JsonValue path)
    {
        for (const JsonValue operation : path.children()) {
            constexpr std::string_view kOthers[] = {"parameters", "servers", "summary",
                                                    "description", "$ref"};
            if (!operation.isObject() ||
                std::ranges::find(kOthers, operation.key()) != std::end(kOthers)) {
                continue;
            }
            const auto own = operation.find("security");
            take(own);
            if (isOpen(own ? own : m_general)) {
                m_openOperations.append(QString::fromStdString(upperAscii(operation.key()) + ' ' +
                                                               std::string(path.key())));
            }
        }
    }

    void take(const std::optional<JsonValue> &security)
    {
        if (!security) {
            return;
        }
        for (const JsonValue requirement : security->children()) {
            bool isTaken = false; // of several that are wanted at once the first one counts
            for (const JsonValue scheme : requirement.children()) {
                m_wantsKey = true;
                isTaken = takeScheme(QString::fromStdString(std::string(scheme.key())), isTaken);
            }
        }
    }

    // Whether one of this requirement is taken over now.
    bool takeScheme(const QString &name, bool isTaken)
    {
        const auto scheme = m_schemes ? m_schemes->find(name.toStdString()) : std::nullopt;
        const QString type = memberText(scheme, "type");
        const QString kind = type == u"http" ? type + u' ' + memberText(scheme, "scheme") : type;
        const bool isBearer = kind.compare(u"http bearer", Qt::CaseInsensitive) == 0;
        QString *place = type == u"apiKey" ? placeOf(memberText(scheme, "in")) : nullptr;
        QString field = memberText(scheme, "name");
        if (isBearer) {
            place = &m_header;
            field = QStringLiteral("Authorization");
        }
        const bool canTake = place != nullptr && !field.isEmpty() && !isTaken &&
                             (place->isEmpty() || *place == field);
        if (!canTake) {
            m_left.append(kind.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(kind, name));
            return isTaken;
        }
        *place = field;
        return true;
    }

    QString *placeOf(const QString &in)
    {
        return in == u"header"   ? &m_header
               : in == u"query"  ? &m_parameter
               : in == u"cookie" ? &m_cookie
                                 : nullptr;
    }

    ImportedSecurity keyed()
    {
        if (m_header.isEmpty() && m_parameter.isEmpty() && m_cookie.isEmpty()) {
            m_header = QStringLiteral("Authorization");
        }
        ImportedSecurity result{true, token(), {}};
        QStringList places;
        const auto add = [&places](const QString &words, const QString &name) {
            if (!name.isEmpty()) {
                places.append(words.arg(name));
            }
        };
        add(Words::tr("header %1"), m_header);
        add(Words::tr("parameter %1"), m_parameter);
        add(Words::tr("cookie %1"), m_cookie);
        result.notes.append(
            Words::tr("Callers need a key that a plugin has stored: %1").arg(places.join(u", ")));
        if (!m_left.isEmpty()) {
            result.notes.append(Words::tr("Left out: %1").arg(shortList(m_left)));
        }
        if (!m_openOperations.isEmpty()) {
            result.notes.append(
                Words::tr("Left out, that these need no key: %1").arg(shortList(m_openOperations)));
        }
        return result;
    }

    [[nodiscard]] ImportedSecurity open() const
    {
        ImportedSecurity result;
        if (m_schemes && m_schemes->size() > 0) {
            QStringList names;
            for (const JsonValue scheme : m_schemes->children()) {
                names.append(QString::fromStdString(std::string(scheme.key())));
            }
            result.notes.append(
                Words::tr("The API is open: no operation asks for what the document defines: %1")
                    .arg(shortList(names)));
        }
        return result;
    }

    [[nodiscard]] std::string token() const
    {
        std::string members = m_header.isEmpty() ? std::string("\"disable_header\": true")
                                                 : "\"auth_header_name\": " + quoted(m_header);
        if (!m_parameter.isEmpty()) {
            members += ", \"use_param\": true, \"param_name\": " + quoted(m_parameter);
        }
        if (!m_cookie.isEmpty()) {
            members += ", \"use_cookie\": true, \"cookie_name\": " + quoted(m_cookie);
        }
        return '{' + members + '}';
    }

    [[nodiscard]] static std::string quoted(const QString &text)
    {
        return spec::quotedJson(text.toStdString());
    }

    std::optional<JsonValue> m_schemes;
    std::optional<JsonValue> m_general;
    std::optional<JsonValue> m_paths;
    bool m_wantsKey = false;
    QString m_header;
    QString m_parameter;
    QString m_cookie;
    QStringList m_left;
    QStringList m_openOperations;
};

ImportedSecurity securityOf(const JsonDocument &document)
{
    return OpenApiSecurity(document).run();
}

} // namespace gw::editing
