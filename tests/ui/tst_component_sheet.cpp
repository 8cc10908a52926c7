#include "component_sheet.h"
#include "focus_ring.h"
#include "theme.h"

#include <QApplication>
#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// Paints all parts into pictures to be looked at: build/dev/pictures/components-*.png.
class ComponentSheetTest final : public QObject
{
    Q_OBJECT
private slots:
    void sheet_inEachMode_isPainted_data();
    void sheet_inEachMode_isPainted();
};

void ComponentSheetTest::sheet_inEachMode_isPainted_data()
{
    QTest::addColumn<ThemeSettings>("settings");
    const auto row = [](const char *name, Mode mode, qreal pixelsPerMm, FrameClass frame) {
        QTest::newRow(name) << ThemeSettings {
            .mode = mode, .pixelsPerMm = pixelsPerMm, .frame = frame};
    };
    row("1920-light", Mode::Light, 5.56, FrameClass::Wide);
    row("1920-dark", Mode::Dark, 5.56, FrameClass::Wide);
    row("1920-contrast", Mode::Contrast, 5.56, FrameClass::Wide);
    row("1366-light", Mode::Light, 3.95, FrameClass::Middle);
    row("1024-dark", Mode::Dark, 3.36, FrameClass::Narrow);
}

void ComponentSheetTest::sheet_inEachMode_isPainted()
{
    QFETCH(ThemeSettings, settings);
    Theme theme(settings);
    theme.apply(*qApp);
    ComponentSheet sheet(theme);
    FocusRing ring(theme, &sheet);
    const int width = settings.frame == FrameClass::Wide ? 1920 : 1366;
    sheet.resize(width, sheet.heightForWidth(width));
    sheet.resize(width, sheet.sizeHint().height());
    sheet.show();
    QVERIFY(QTest::qWaitForWindowActive(&sheet));
    auto *key = sheet.findChild<QWidget *>(u"focused"_s);
    QVERIFY(key);
    QTest::keyClick(&sheet, Qt::Key_Tab);
    key->setFocus(Qt::TabFocusReason);
    QVERIFY(ring.isVisible());
    const QPixmap picture = sheet.grab();
    QCOMPARE(picture.width(), width);
    QDir().mkpath(QStringLiteral(BAKEHOUSE_PICTURES));
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    QVERIFY(picture.save(QStringLiteral(BAKEHOUSE_PICTURES "/components-%1.png").arg(name)));
}

QTEST_MAIN(ComponentSheetTest)
#include "tst_component_sheet.moc"
