// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console.h"
#include "picture_look.h"

#include <QString>

namespace gw::app {

// Takes pictures of every page and pane with the demo's content, in each of the looks:
// "traffic-light-1440x900.png", with the variant behind it. The traffic in them was sent through
// the engine. Returns the exit code; mistakes are printed. Thread: GUI.
class ConsolePictures final {
public:
    ConsolePictures(Console &console, QString folder, std::vector<PictureLook> looks,
                    QString variant = {});

    [[nodiscard]] int take();

private:
    [[nodiscard]] bool sendTraffic();
    void takePanes();
    void takePages();
    void takeSpec();
    void takeRequest();
    void takeForms(const pages::RequestPage &page);
    void takeComparison(pages::RequestPage &page);
    void takeRequestEditor(pages::RequestPage &page);
    void takeTools();
    void takeBreakpoints();
    void takeDialog();
    void takePluginTroubles();
    void takeDefinitionTroubles();
    void fail(const QString &what);
    void save(const QString &name);
    void save(const QString &name, QWidget &widget);

    Console &m_console;
    QString m_folder;
    std::vector<PictureLook> m_looks;
    QString m_variant;
    QString m_suffix;
    int m_failures = 0;
};

} // namespace gw::app
