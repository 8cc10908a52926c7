#pragma once

#include "counter_frame.h"
#include "focus_ring.h"
#include "settings_book.h"
#include "theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include <memory>

/// A folder with a settings file and the book that was opened on it. A member of one test.
struct SettingsShelf {
    explicit SettingsShelf(const QByteArray &file = {},
                           const QHash<QString, QString> &environment = {})
        : sources {.settingsFile = folder.filePath(QStringLiteral("settings.ini")),
                   .dotEnvFile = folder.filePath(QStringLiteral(".env")),
                   .environment = environment}
    {
        QFile settings(sources.settingsFile);
        if (!file.isEmpty() && settings.open(QIODevice::WriteOnly))
            settings.write(file);
        settings.close();
        book = std::make_unique<SettingsBook>(sources, *Settings::load(sources));
    }
    QString text(const char *key) const { return book->settings().text(QString::fromLatin1(key)); }

    QTemporaryDir folder;
    const SettingSources sources;
    std::unique_ptr<SettingsBook> book;
};

/// A reference screen in a mode: theme, frame, and a window of that size. A member of one test.
class SetupBench final
{
public:
    explicit SetupBench(QSize screen, Mode mode = Mode::Light, int textPercent = 100)
        : frame(counterFrame({.screen = screen, .textPercent = textPercent}))
        , theme({.mode = mode,
                 .pixelsPerMm = frame.pixelsPerMm,
                 .textPercent = textPercent,
                 .frame = frame.frameClass})
    {
        theme.apply(*qApp);
        window.resize(screen);
        new FocusRing(theme, &window);
    }
    /// Shows the window and waits until keys reach it.
    bool show()
    {
        window.show();
        return QTest::qWaitForWindowActive(&window);
    }
    /// What the window shows, to be looked at: build/dev/pictures/NAME.png.
    bool picture(const QString &name)
    {
        QDir().mkpath(QStringLiteral(BAKEHOUSE_PICTURES));
        QCoreApplication::processEvents();
        return window.grab().save(QStringLiteral(BAKEHOUSE_PICTURES "/") + name
                                  + QStringLiteral(".png"));
    }
    template <typename T> T *part(const char *name)
    {
        return window.findChild<T *>(QString::fromLatin1(name));
    }

    CounterFrame frame;
    Theme theme;
    QWidget window;
};

/// The controls of @p window that the keyboard reaches and that have no name for a screen reader.
inline QStringList namelessControls(const QWidget &window)
{
    QStringList names;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0)
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (widget->accessibleName().isEmpty() && (!button || button->text().isEmpty()))
            names.append(QString::fromLatin1(widget->metaObject()->className())
                         + widget->objectName());
    }
    return names;
}

/// Rows of every reference screen: light, dark, high contrast and German; the name is "1366-light".
inline void addScreens()
{
    QTest::addColumn<QSize>("screen");
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, QSize screen, Mode mode, const char *code) {
        QTest::newRow(name) << screen << mode << QString::fromLatin1(code);
    };
    row("1920-light", {1920, 1080}, Mode::Light, "en");
    row("1920-dark-german", {1920, 1080}, Mode::Dark, "de");
    row("1366-light", {1366, 768}, Mode::Light, "en");
    row("1366-contrast-german", {1366, 768}, Mode::Contrast, "de");
    row("1024-dark", {1024, 768}, Mode::Dark, "en");
    row("1024-light-german", {1024, 768}, Mode::Light, "de");
}

/// Rows of every reference screen with text of 100, 150 and 200 %, in English and German.
inline void addTextSizes()
{
    QTest::addColumn<QSize>("screen");
    QTest::addColumn<int>("percent");
    QTest::addColumn<QString>("code");
    for (const QSize screen : {QSize(1920, 1080), QSize(1366, 768), QSize(1024, 768)}) {
        for (const int percent : {100, 150, 200}) {
            for (const char *code : {"en", "de"})
                QTest::addRow("%d-%d-%s", screen.width(), percent, code)
                    << screen << percent << QString::fromLatin1(code);
        }
    }
}
