// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"
#include "requests/incoming_body.h"
#include "requests/json_tree.h"
#include "requests/pretty_body.h"
#include "requests/readable_body.h"
#include "requests/transfer_result.h"
#include "widgets/body_text.h"

#include <QImage>
#include <QJsonObject>
#include <QWidget>

#include <memory>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QScrollArea;
class QStackedWidget;

namespace gw::widgets {

class ArrivingText;
class BodyPager;
class BodySaver;
class EmptyText;
class JsonTreeModel;
class JsonTreeView;
class WorkBar;

// The body of a response as text, tree, picture or bytes, with filter and search. It is unpacked,
// read and taken apart on another thread; a very large one is shown page by page. Bytes are as they
// were received.
// Thread: GUI.
class BodyView final : public QWidget {
    Q_OBJECT

public:
    using Result = std::shared_ptr<const requests::TransferResult>;

    explicit BodyView(QWidget *parent = nullptr);
    ~BodyView() override;

    // Null: nothing. Ends what is shown as it comes.
    void setResult(const Result &result);
    // The next answer has begun: where there was none before, it says that the body is to come.
    void startArriving();
    // Shows the text of the next answer in the place of this one, part by part. While there is none
    // that people can read, this one stays, or soFar in its place: what has come.
    void showArrived(const requests::IncomingBody::Part &part, const QString &soFar);
    // Takes both back.
    void stopArriving();
    [[nodiscard]] bool isArriving() const { return m_isArriving; } // as text
    // Marks the lines of an echo that show what a step did; null: none.
    void setRecord(const client::TrafficRecord *record);
    // Asks where to; all of it is written, whatever is shown.
    void save();
    void showSearch();

    [[nodiscard]] QJsonObject saveState() const; // form and filter
    void restoreState(const QJsonObject &state);

    [[nodiscard]] const BodyText &text() const { return *m_text; }
    [[nodiscard]] const JsonTreeModel &tree() const;

Q_SIGNALS:
    void shown();
    void stateChanged();

private:
    enum class Form : std::uint8_t { Text, Tree, Hex, Image };
    // What the other thread is asked for, and what it gives.
    struct Question {
        std::shared_ptr<const requests::ResponseBody> body;
        std::string type;
        Form form = Form::Text;
    };
    struct Prepared {
        requests::ShownBody shown;
        std::shared_ptr<const requests::JsonTree> tree;
        QImage image;
        QSize imageSize; // before it was made smaller
    };

    [[nodiscard]] QWidget *buildTools();
    void buildPager();
    [[nodiscard]] Form form() const;
    void prepare();
    // Runs on the pool; done, on this thread, is dropped when something else was started meanwhile.
    template <typename Work, typename Done>
    void runAside(Work work, Done done);
    void makeReadable();
    [[nodiscard]] std::shared_ptr<const requests::ResponseBody> shownBody() const;
    void present(const Prepared &prepared);
    void markLines();
    void showText(const requests::ShownBody &shown);
    void find();
    void findAgain();
    void findNext();
    void takeCounts();
    void showFound(int number, int count);
    void showPlaces(const BodyText::Places &places);
    void offerFilter(); // to be applied, where it is not
    void showNote(const QString &note);
    [[nodiscard]] static Prepared prepared(const Question &question);

    Result m_result;
    std::shared_ptr<const requests::ReadableBody> m_readable; // of the result; null until it is
    std::unique_ptr<client::TrafficRecord> m_record;
    quint64 m_run = 0; // of the newest work; what older ones give is dropped
    QStackedWidget *m_stack;
    BodyText *m_text;
    ArrivingText *m_arriving;
    EmptyText *m_coming;       // that nothing can be read of yet
    bool m_isArriving = false; // a text; a choice of the tools waits for the whole of it
    QScrollArea *m_imageArea;
    QLabel *m_image;
    JsonTreeView *m_tree;
    WorkBar *m_work;
    BodyPager *m_pager;
    BodySaver *m_saver;
    QLabel *m_note;
    QComboBox *m_form;
    QLineEdit *m_filter;
    QAction *m_apply;
    QString m_applied; // the filter of what is shown
    QLineEdit *m_search;
    QLabel *m_found;
    BodyText::Places m_places;  // on the page that is shown
    bool m_goesOnLater = false; // once the places are counted
};

} // namespace gw::widgets
