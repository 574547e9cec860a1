// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console.h"
#include "picture_look.h"

#include <QString>

#include <functional>

namespace gw::app {

// What the pictures of one run of the program share.
struct PictureRun {
    int stopSignal = 0; // not 0 as soon as the user wants an end
    int taken = 0;
    int all = 0;
};

// Takes pictures of every page and pane with the demo's content, in each of the looks:
// "traffic-light-1440x900.png", with the variant behind it. The traffic in them was sent through
// the engine. Returns the exit code; each picture is told on standard error, and mistakes are.
// Thread: GUI.
class ConsolePictures final {
public:
    // run: outlives this.
    ConsolePictures(Console &console, QString folder, std::vector<PictureLook> looks,
                    QString variant, PictureRun &run);

    // Ends with the picture that is being taken when the user wants an end: 128 and the signal.
    [[nodiscard]] int take();
    // How many pictures it takes.
    [[nodiscard]] static int countFor(const std::vector<PictureLook> &looks);

private:
    [[nodiscard]] bool isStopped() const { return m_run.stopSignal != 0; }
    // As waitUntil(), and ends at once when the user wants an end: false.
    [[nodiscard]] bool await(const std::function<bool()> &condition) const;
    void settle(int milliseconds) const;
    [[nodiscard]] int exitCode();
    void takeLook(const PictureLook &look);
    [[nodiscard]] bool sendTraffic();
    void takePanes();
    void takePages();
    void takeSpec();
    void takeRequest();
    void takeForms(const tester::RequestPage &page);
    void takeComparison(tester::RequestPage &page);
    void takeRequestEditor(tester::RequestPage &page);
    void takeTools();
    void takeBreakpoints();
    void takeDialog();
    void takePluginTroubles();
    void takeDefinitionTroubles();
    void takeMissingVariables();
    void takeRecordComparison();
    void takeOlderLog();
    void takeFailedPlugin();
    void takeLostEngine();
    void fail(const QString &what);
    void save(const QString &name);
    void save(const QString &name, QWidget &widget);

    Console &m_console;
    QString m_folder;
    std::vector<PictureLook> m_looks;
    QString m_variant;
    QString m_suffix;
    PictureRun &m_run;
    int m_failures = 0;
};

} // namespace gw::app
