#pragma once

#include "counter_frame.h"
#include "theme.h"

#include <QApplication>
#include <QDir>
#include <QTranslator>

#include <functional>
#include <memory>

/// Makes every word a third longer, as German does.
class LongWords final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *sourceText, const char *, int) const override
    {
        QStringList words = QString::fromUtf8(sourceText).split(u' ');
        for (QString &word : words) {
            if (word.size() > 3 && !word.contains(u'%'))
                word += word.right(word.size() / 3);
        }
        return words.join(u' ');
    }
};

/// Paints @p sheet at the drawn sizes, in light and dark, in two languages and with large text, and
/// checks that its text fits; the pictures lie in build/dev/pictures.
template <typename S> class SheetPictures
{
public:
    using Make = std::function<std::unique_ptr<S>(const Theme &, const CounterFrame &)>;

    explicit SheetPictures(const QString &name, Make make)
        : m_name(name)
        , m_make(std::move(make))
    {
        QDir().mkpath(QStringLiteral(BAKEHOUSE_PICTURES));
    }

    /// The names of those where text does not fit.
    QString paintAll()
    {
        QStringList wrong;
        for (const QSize screen : {QSize(1920, 1080), QSize(1366, 768), QSize(1024, 768)}) {
            for (const Mode mode : {Mode::Light, Mode::Dark})
                wrong << paint({screen, mode, 100, false});
            wrong << paint({screen, Mode::Contrast, 100, true});
            wrong << paint({screen, Mode::Light, 200, false});
            wrong << paint({screen, Mode::Light, 150, true});
        }
        wrong.removeAll(QString());
        return wrong.join(u' ');
    }

private:
    struct Look {
        QSize screen;
        Mode mode = Mode::Light;
        int text = 100;
        bool longWords = false;
    };

    QString paint(const Look &look)
    {
        LongWords words;
        if (look.longWords)
            qApp->installTranslator(&words);
        const CounterFrame frame = counterFrame({.screen = look.screen, .textPercent = look.text});
        Theme theme({.mode = look.mode,
                     .pixelsPerMm = frame.pixelsPerMm,
                     .textPercent = look.text,
                     .frame = frame.frameClass});
        theme.apply(*qApp);
        const std::unique_ptr<S> sheet = m_make(theme, frame);
        sheet->resize(frame.sheet.size());
        sheet->setFrame(frame);
        sheet->show();
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        const QString name = QStringLiteral("%1-%2-%3-%4%5")
                                 .arg(m_name)
                                 .arg(look.screen.width())
                                 .arg(int(look.mode))
                                 .arg(look.text)
                                 .arg(look.longWords ? QStringLiteral("-long") : QString());
        sheet->grab().save(QStringLiteral(BAKEHOUSE_PICTURES "/%1.png").arg(name));
        const bool fits = sheet->textFits();
        qApp->removeTranslator(&words);
        return fits ? QString() : name;
    }

    QString m_name;
    Make m_make;
};
