// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/text_file.h"

#include "base/atomic_file.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "window/banner.h"

#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace gw::window {

namespace {

const QString kProblemTopic = QStringLiteral("problem");
const QString kOutsideTopic = QStringLiteral("outside");
const QString kGoneTopic = QStringLiteral("gone");

} // namespace

TextFile::TextFile(Editor editor, QObject *parent)
    : QObject(parent)
    , m_editor(std::move(editor))
{
}

Expected<std::string> TextFile::open(const QString &path)
{
    Expected<std::string> text = m_editor.read(path);
    if (!text) {
        m_editor.banner.showProblem(kProblemTopic, text.error());
        return text;
    }
    for (const QString &topic : {kProblemTopic, kOutsideTopic, kGoneTopic}) {
        m_editor.banner.hide(topic);
    }
    m_path = path;
    m_saved = *text;
    m_isGone = false;
    return text;
}

void TextFile::assume(const QString &path, bool isGone)
{
    m_path = path;
    m_editor.banner.hide(kProblemTopic);
    if (isGone) {
        noteGone();
    }
}

bool TextFile::isModified() const
{
    return m_isGone || m_editor.text() != m_saved;
}

void TextFile::follow()
{
    if (m_path.isEmpty()) {
        return;
    }
    const Expected<std::string> text = m_editor.read(m_path);
    if (!QFile::exists(m_path)) {
        noteGone();
        return;
    }
    m_editor.banner.hide(kGoneTopic);
    if (!text) {
        m_editor.banner.showProblem(kProblemTopic, text.error());
        return;
    }
    m_editor.banner.hide(kProblemTopic);
    const bool hasOwn = isModified();
    if (hasOwn && *text != m_saved && *text != m_editor.text()) {
        offer(*text);
    } else if (hasOwn) { // there is nothing to ask about
        m_isGone = false;
        m_saved = *text;
        m_editor.banner.hide(kOutsideTopic);
        Q_EMIT changed();
    } else {
        take(*text);
    }
}

void TextFile::take(const std::string &theirs)
{
    m_editor.banner.hide(kOutsideTopic);
    m_isGone = false;
    m_saved = theirs;
    if (m_editor.text() != theirs) {
        m_editor.replace(theirs);
    }
    Q_EMIT changed();
}

// All that there is of it is here.
void TextFile::noteGone()
{
    m_isGone = true;
    m_editor.banner.hide(kOutsideTopic); // what it offers is gone too
    m_editor.banner.show(Banner::Tone::Warn, kGoneTopic,
                         tr("The file is gone. Saving writes it again."));
    Q_EMIT changed();
}

void TextFile::offer(const std::string &theirs)
{
    m_editor.banner.show(Banner::Tone::Warn, kOutsideTopic,
                         tr("%1 was changed outside while you have changes here.")
                             .arg(QFileInfo(m_path).fileName()));
    m_editor.banner.offer(tr("Reload"), [this, theirs] { take(theirs); });
    m_editor.banner.offer(tr("Keep mine"), [this, theirs] {
        m_editor.banner.hide(kOutsideTopic);
        m_saved = theirs; // seen, and to be overwritten
        save();
    });
    Q_EMIT changed();
}

bool TextFile::save()
{
    const Expected<std::string> onDisk = m_editor.read(m_path);
    const bool isThere = QFile::exists(m_path);
    if (isThere && !onDisk) { // what it holds is not known
        m_editor.banner.showProblem(kProblemTopic, onDisk.error());
        return false;
    }
    if (isThere && *onDisk != m_saved && *onDisk != m_editor.text()) {
        offer(*onDisk);
        return false;
    }
    return write();
}

bool TextFile::write()
{
    const std::string text = m_editor.text();
    if (const auto written = writeFileAtomically(m_path.toStdString(), text); !written) {
        m_editor.banner.showProblem(kProblemTopic, written.error());
        return false;
    }
    for (const QString &topic : {kProblemTopic, kOutsideTopic, kGoneTopic}) {
        m_editor.banner.hide(topic);
    }
    m_isGone = false;
    m_saved = text;
    Q_EMIT written();
    Q_EMIT changed();
    return true;
}

void layOutText(QWidget &page, const TextParts &parts)
{
    parts.action.setProperty(look::kPrimaryProperty, true);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(look::kMargin, look::kTight, look::kGap, look::kTight);
    bar->setSpacing(look::kGap);
    bar->addWidget(&parts.told, 1);
    bar->addWidget(&parts.action);
    auto *layout = new QVBoxLayout(&page);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(bar);
    if (parts.banner != nullptr) {
        layout->addWidget(parts.banner);
    }
    layout->addWidget(&parts.text, 1);
    page.setFocusProxy(&parts.text);
}

void dressToldOf(QLabel &told)
{
    told.setFont(look::secondaryFont());
    told.setForegroundRole(QPalette::PlaceholderText);
}

} // namespace gw::window
