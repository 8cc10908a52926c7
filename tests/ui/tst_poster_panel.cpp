#include "poster_panel.h"
#include "setup_bench.h"

#include <QLabel>

using namespace Qt::StringLiterals;

/// The address of the customers' page in the settings, and the key that makes its poster.
class TestPosterPanel final : public QObject
{
    Q_OBJECT
private slots:
    void withoutAddress_saysWhatToDo();
    void wrongAddress_saysWhatItIsLike();
    void key_makesThePoster_andSaysWhere();
    void key_failure_saysSo();
    void look_eachSize_fits();

private:
    static QString text(PosterPanel &panel, const QString &name)
    {
        return panel.findChild<QLabel *>(name)->text();
    }
    static QAbstractButton *key(PosterPanel &panel)
    {
        return panel.findChild<QAbstractButton *>(u"posterKey"_s);
    }
    static PosterMaker maker(const Result<QString> &made)
    {
        return {.address = [] { return Result<QString>(u"http://192.168.1.20:5000/"_s); },
                .make = [made] { return QtFuture::makeReadyFuture(made); }};
    }
};

void TestPosterPanel::withoutAddress_saysWhatToDo()
{
    SetupBench bench({1366, 768});
    PosterPanel panel(bench.theme, &bench.window);
    QVERIFY(key(panel)->isHidden());
    QVERIFY(text(panel, u"posterSentence"_s).contains(u"Network and security"_s));
}

void TestPosterPanel::wrongAddress_saysWhatItIsLike()
{
    SetupBench bench({1366, 768});
    PosterPanel panel(bench.theme, &bench.window);
    panel.setMaker({.address = [] { return Result<QString>(Error {.code = Error::Code::Invalid}); },
                    .make = {}});
    QVERIFY(key(panel)->isHidden());
    QVERIFY(text(panel, u"posterSentence"_s).contains(u"https://"_s));
}

void TestPosterPanel::key_makesThePoster_andSaysWhere()
{
    SetupBench bench({1366, 768});
    PosterPanel panel(bench.theme, &bench.window);
    panel.setMaker(maker(u"/shop/posters/poster.pdf"_s));
    QVERIFY(text(panel, u"posterTitle"_s).contains(u"http://192.168.1.20:5000/"_s));
    key(panel)->click();
    QTRY_VERIFY(text(panel, u"posterResult"_s).contains(u"/shop/posters/poster.pdf"_s));
    QVERIFY(panel.accessibleDescription().contains(u"poster.pdf"_s));
}

void TestPosterPanel::key_failure_saysSo()
{
    SetupBench bench({1366, 768});
    PosterPanel panel(bench.theme, &bench.window);
    panel.setMaker(maker(Error {.code = Error::Code::Unavailable}));
    key(panel)->click();
    QTRY_VERIFY(text(panel, u"posterResult"_s).contains(u"could not be written"_s));
    QVERIFY(key(panel)->isEnabled());
}

void TestPosterPanel::look_eachSize_fits()
{
    for (const QSize size : {QSize(1920, 1080), QSize(1366, 768), QSize(1024, 768)}) {
        for (const int percent : {100, 200}) {
            SetupBench bench(size, Mode::Light, percent);
            PosterPanel panel(bench.theme, &bench.window);
            panel.setMaker(maker(u"/var/lib/bakehouse/posters/poster-2.pdf"_s));
            key(panel)->click();
            QTRY_VERIFY(!text(panel, u"posterResult"_s).isEmpty());
            const int width = size.width() * 2 / 3;
            panel.place({0, 0, width, panel.heightFor(width)});
            bench.window.show();
            QVERIFY2(panel.textFits(), qPrintable(u"%1 %2"_s.arg(size.width()).arg(percent)));
            panel.grab().save(QStringLiteral(BAKEHOUSE_PICTURES "/poster-panel-%1-%2.png")
                                  .arg(size.width())
                                  .arg(percent));
        }
    }
}

QTEST_MAIN(TestPosterPanel)
#include "tst_poster_panel.moc"
