// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/response_body.h"
#include "requests/transfer_result.h"
#include "widgets/arriving_text.h"
#include "widgets/response_view.h"
#include "widgets/veil.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QTreeWidget>

#include <memory>
#include <string>

namespace gw::test {

[[nodiscard]] inline requests::ResponseHead plainHead()
{
    return {"HTTP/1.1", 200, "OK", {{"Content-Type", "text/plain"}}};
}

[[nodiscard]] inline widgets::ResponseView::Result
answer(const std::string &text = "{}", const std::string &type = "application/json")
{
    auto result = std::make_shared<requests::TransferResult>();
    result->heads.push_back({"HTTP/1.1", 200, "OK", {{"Content-Type", type}}});
    auto body = std::make_shared<requests::ResponseBody>(std::uint64_t{1} << 20);
    static_cast<void>(body->append(text));
    static_cast<void>(body->finish());
    result->body = body;
    return result;
}

// A view in a window of its own.
class ResponseSetup {
protected:
    void start()
    {
        m_view = std::make_unique<widgets::ResponseView>();
        m_view->resize(700, 500);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_arrived = 0;
    }
    void show(const widgets::ResponseView::Result &result)
    {
        QSignalSpy shown(m_view.get(), &widgets::ResponseView::bodyShown);
        m_view->showResult(result);
        QVERIFY(!shown.isEmpty() || shown.wait(60'000));
    }
    // The next part of the body has come.
    void arrive(std::string bytes, bool isCut = false)
    {
        m_arrived += bytes.size();
        m_view->showArrived({std::move(bytes), isCut, m_arrived, {}, {}});
    }

    // All that labels say.
    [[nodiscard]] QString notes() const
    {
        QString notes;
        for (const QLabel *label : m_view->findChildren<QLabel *>()) {
            notes += label->isVisible() ? label->text() + QLatin1Char('\n') : QString();
        }
        return notes;
    }
    template <typename Widget>
    [[nodiscard]] Widget *called(const QString &name) const
    {
        for (Widget *widget : m_view->findChildren<Widget *>()) {
            if (widget->accessibleName() == name) {
                return widget;
            }
        }
        return nullptr;
    }
    [[nodiscard]] QLineEdit *field(const QString &name) const { return called<QLineEdit>(name); }
    [[nodiscard]] QTreeWidget *headerTable() const
    {
        return called<QTreeWidget>(QStringLiteral("Response headers"));
    }
    [[nodiscard]] widgets::ArrivingText *arriving() const
    {
        return m_view->findChild<widgets::ArrivingText *>();
    }
    [[nodiscard]] QTabWidget &tabs() const { return *m_view->findChild<QTabWidget *>(); }
    [[nodiscard]] QWidget *page() const { return tabs().currentWidget(); }
    [[nodiscard]] const widgets::Veil *veil() const { return m_view->findChild<widgets::Veil *>(); }

    std::unique_ptr<widgets::ResponseView> m_view;

private:
    std::uint64_t m_arrived = 0;
};

} // namespace gw::test
