// SPDX-License-Identifier: GPL-3.0-or-later
// Requests dragged between the folders of the collections.
#include "history/request_history.h"
#include "models/dragged_entry.h"
#include "models/navigator_model.h"
#include "session/environments.h"
#include "support/drop.h"
#include "support/files.h"
#include "support/room_test.h"
#include "tester/request_moves.h"
#include "tester/request_page.h"
#include "tester/request_page_factory.h"
#include "window/banner.h"
#include "window/navigator.h"
#include "window/tab_area.h"

#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace gw;

class RequestMovesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }
    void dropMovesTheFile();
    void openPageGoesAlong();
    void neverReplaces();
    void tellsOfFilesBesideIt();
    void takesNothingForeign();
    void menuMovesToo();

private:
    void write(const QString &name, const QByteArray &text) const
    {
        test::writeFile(path(name), text);
    }
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] QModelIndex entry(const QString &subject) const;
    // On a folder of the tree.
    [[nodiscard]] bool drop(const QMimeData &data, const QString &folder);
    [[nodiscard]] bool drag(const QString &name, const QString &folder);
    [[nodiscard]] QString banner() const;
    void click(const QString &button);

    std::unique_ptr<QTemporaryDir> m_folder;
    QTemporaryDir m_state;
    session::EngineSession m_session{nullptr};
    session::Environments m_environments{m_session};
    history::RequestHistory m_history{m_state.path()};
    std::unique_ptr<window::ActionRegistry> m_actions;
    std::unique_ptr<window::MainWindow> m_window;
};

void RequestMovesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write(u"one.hurl"_s, "GET http://127.0.0.1:1/one\n");
    write(u"deep/two.hurl"_s, "GET http://127.0.0.1:1/two\n");
    m_actions = std::make_unique<window::ActionRegistry>();
    m_window = std::make_unique<window::MainWindow>(m_session, *m_actions);
    m_window->addFactory(std::make_unique<tester::RequestPageFactory>(
        tester::RequestServices{m_session, m_environments, m_history, *m_window,
                                std::make_shared<requests::RequestRunner>()}));
    new tester::RequestMoves(*m_window); // the window's
    m_window->navigatorModel().setSection(models::collectionSection(m_folder->path()));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->navigator().findChild<QTreeView *>()->expandAll();
}

QModelIndex RequestMovesTest::entry(const QString &subject) const
{
    const models::NavigatorModel &model = m_window->navigatorModel();
    return model
        .match(model.index(0, 0), models::NavigatorModel::SubjectRole, subject, 1,
               Qt::MatchExactly | Qt::MatchRecursive)
        .value(0);
}

bool RequestMovesTest::drop(const QMimeData &data, const QString &folder)
{
    auto *tree = m_window->navigator().findChild<QTreeView *>();
    const QModelIndex target = entry(folder);
    return target.isValid() &&
           test::dropOn(*tree->viewport(), data, tree->visualRect(target).center());
}

bool RequestMovesTest::drag(const QString &name, const QString &folder)
{
    const std::unique_ptr<QMimeData> data(m_window->navigatorModel().mimeData({entry(path(name))}));
    return data != nullptr && drop(*data, folder);
}

QString RequestMovesTest::banner() const
{
    QString words;
    for (const QLabel *label : m_window->banner().findChildren<QLabel *>()) {
        words += label->text();
    }
    return words;
}

void RequestMovesTest::click(const QString &button)
{
    for (QPushButton *candidate : m_window->banner().findChildren<QPushButton *>()) {
        if (candidate->text() == button) {
            QTest::mouseClick(candidate, Qt::LeftButton);
            return;
        }
    }
    QFAIL(qPrintable(button + u" is not offered"_s));
}

void RequestMovesTest::dropMovesTheFile()
{
    QVERIFY(drag(u"one.hurl"_s, path(u"deep"_s)));
    QVERIFY(!QFile::exists(path(u"one.hurl"_s)));
    QVERIFY(QFile::exists(path(u"deep/one.hurl"_s)));
    QVERIFY(entry(path(u"deep/one.hurl"_s)).isValid());
    QVERIFY(!entry(path(u"one.hurl"_s)).isValid());
    click(u"Undo"_s);
    QVERIFY(QFile::exists(path(u"one.hurl"_s)));
    QVERIFY(!QFile::exists(path(u"deep/one.hurl"_s)));
    QVERIFY(m_window->banner().isHidden());
    QVERIFY(drag(u"deep/two.hurl"_s, m_folder->path())); // onto the section
    QVERIFY(QFile::exists(path(u"two.hurl"_s)));
    QVERIFY(!drag(u"two.hurl"_s, m_folder->path())); // it is there already
}

void RequestMovesTest::openPageGoesAlong()
{
    auto *page =
        static_cast<tester::RequestPage *>(m_window->open({u"request"_s, path(u"one.hurl"_s)}));
    requests::Request request = page->document().entry().request;
    request.url = "http://127.0.0.1:1/other";
    page->setRequest(request, {});
    QVERIFY(page->isModified());
    QVERIFY(drag(u"one.hurl"_s, path(u"deep"_s)));
    QCOMPARE(m_window->tabs().pages(), QList<window::Page *>{page});
    QCOMPARE(page->address().subject, path(u"deep/one.hurl"_s));
    QVERIFY(page->isModified());
    page->save();
    QVERIFY(!page->isModified());
    QVERIFY(!QFile::exists(path(u"one.hurl"_s)));
    QVERIFY(test::readFile(path(u"deep/one.hurl"_s)).contains("/other"));
}

void RequestMovesTest::neverReplaces()
{
    write(u"deep/one.hurl"_s, "GET http://127.0.0.1:1/mine\n");
    QVERIFY(drag(u"one.hurl"_s, path(u"deep"_s)));
    QVERIFY(QFile::exists(path(u"one.hurl"_s)));
    QVERIFY(test::readFile(path(u"deep/one.hurl"_s)).contains("/mine"));
    QVERIFY(m_window->banner().isVisible());
    QVERIFY(m_window->banner().holds(u"move:"_s + path(u"one.hurl"_s)));
}

void RequestMovesTest::tellsOfFilesBesideIt()
{
    write(u"one.hurl"_s, "POST http://127.0.0.1:1/one\nfile,data.json;\n");
    QVERIFY(drag(u"one.hurl"_s, path(u"deep"_s)));
    QVERIFY2(banner().contains(u"data.json"_s), qPrintable(banner()));
}

void RequestMovesTest::takesNothingForeign()
{
    // What another program writes in our name, and entries that are no requests.
    QMimeData foreign;
    foreign.setData(QLatin1StringView(models::DraggedEntry::kMimeType),
                    R"({"kind":"request","subject":")" + path(u"one.hurl"_s).toUtf8() + R"("})");
    QVERIFY(!drop(foreign, path(u"deep"_s)));
    QMimeData file;
    file.setUrls({QUrl::fromLocalFile(path(u"one.hurl"_s))});
    QVERIFY(!drop(file, path(u"deep"_s)));
    const auto plugin = models::DraggedEntry{u"plugin"_s, path(u"one.hurl"_s)}.toMime();
    QVERIFY(!drop(*plugin, path(u"deep"_s)));
    QVERIFY(QFile::exists(path(u"one.hurl"_s)));
}

void RequestMovesTest::menuMovesToo()
{
    QMenu menu;
    Q_EMIT m_window->navigator().menuWanted({u"request"_s, path(u"one.hurl"_s)}, &menu);
    auto *folders = menu.findChild<QMenu *>();
    QVERIFY(folders != nullptr);
    QCOMPARE(folders->actions().size(), 1); // not the folder where it is
    QCOMPARE(folders->actions().first()->text(), u"Collections/deep"_s);
    folders->actions().first()->trigger();
    QVERIFY(QFile::exists(path(u"deep/one.hurl"_s)));
}

GW_TEST(RequestMovesTest)
#include "request_moves_test.moc"
