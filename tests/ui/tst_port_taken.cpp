#include "banner.h"
#include "shop_state.h"
#include "window_bench.h"

#include <QDir>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 60'000;

}

/// The real window while another program has the port of the API: it says that no web orders come
/// in, and takes the port when it is free.
class TestPortTaken : public QObject
{
    Q_OBJECT
private slots:
    void portTaken_isSaidUntilItIsFree();
};

void TestPortTaken::portTaken_isSaidUntilItIsFree()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    WindowBench bench({.database = WindowBench::Database::Private,
                       .size = {1024, 768},
                       .settings = {{u"api.enabled"_s, u"yes"_s},
                                    {u"api.port"_s, QString::number(other.serverPort())}}});
    QTRY_VERIFY_WITH_TIMEOUT(bench.shop->state().database().up, longMs);
    const auto *banner = bench.window->findChild<Banner *>();
    QVERIFY(banner);
    QTRY_VERIFY(banner->isVisible());
    QCOMPARE(bench.shop->state().apiTrouble()->field, u"api.port"_s);
    const QPixmap picture = bench.window->grab();
    QVERIFY(picture.save(QDir(QStringLiteral(BAKEHOUSE_PICTURES)).filePath(u"port-taken.png"_s)));
    QVERIFY(banner->textFits());
    other.close();
    QTRY_VERIFY_WITH_TIMEOUT(!banner->isVisible(), longMs);
    QVERIFY(!bench.shop->shop().apiUrl().isEmpty());
}

QTEST_MAIN(TestPortTaken)
#include "tst_port_taken.moc"
