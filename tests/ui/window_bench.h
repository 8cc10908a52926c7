#pragma once

#include "counter_program.h"
#include "counter_window.h"
#include "theme.h"

#include <QTemporaryDir>

#include <memory>

/// The whole counter in a folder of its own: the real window over the real shop and till, goods for
/// pictures, and a database that is away unless the test wants one. A member of one test; main
/// thread.
class WindowBench final
{
public:
    enum class Database { Away, Private };
    struct Options {
        Database database = Database::Away;
        QSize size {1366, 768};
        Mode mode = Mode::Light;
        QHash<QString, QString> settings {}; ///< By key.
        int bulk = 0; ///< Further goods.
    };

    WindowBench();
    explicit WindowBench(const Options &options);
    ~WindowBench();

    /// The place of a tile in the window, for a tap.
    QPoint tileOf(qint64 product);
    void tap(QPoint where);
    void tapTile(qint64 product) { tap(tileOf(product)); }
    /// Taps a control of the window by its name; false when it is not to be seen or has nothing to
    /// do.
    bool tapKey(const QString &objectName);
    /// The same on the sheet that is open.
    bool tapSheetKey(const QString &objectName);
    /// Types as a scanner does: all at once, with Enter.
    void scan(const QString &code);
    void openCategory(const QString &category);
    template <typename T = QWidget> T *find(const QString &objectName)
    {
        for (T *widget : window->findChildren<T *>(objectName)) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }

    QTemporaryDir folder;
    std::unique_ptr<CounterShop> shop;
    std::unique_ptr<Theme> theme;
    std::unique_ptr<CounterWindow> window;

private:
    bool tapWidget(QWidget *key);
};
