#include "stage.h"
#include "status_light.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The lights of the top bar.
class StatusLightTest final : public QObject
{
    Q_OBJECT
private slots:
    void light_toTheScreenReader_saysNameAndState();
    void nameHidden_isNarrowerAndStillReadOut();
    void states_lookDifferent();
    void count_isShownAndReadOut();
};

void StatusLightTest::light_toTheScreenReader_saysNameAndState()
{
    Stage stage;
    StatusLight light(stage.theme, u"Database"_s, u"database"_s, &stage.window);
    light.setState(StatusLight::State::Good);
    QCOMPARE(Stage::nameOf(light), u"Database"_s);
    QCOMPARE(light.accessibleDescription(), u"Ready"_s);
    light.setState(StatusLight::State::Bad);
    QCOMPARE(light.accessibleDescription(), u"Not ready"_s);
}

void StatusLightTest::nameHidden_isNarrowerAndStillReadOut()
{
    Stage stage;
    StatusLight light(stage.theme, u"Database"_s, u"database"_s, &stage.window);
    const int wide = light.sizeHint().width();
    light.setNaming(StatusLight::Naming::Hidden);
    QVERIFY(light.sizeHint().width() < wide);
    QVERIFY(light.sizeHint().width() >= stage.theme.unit(12));
    QCOMPARE(Stage::nameOf(light), u"Database"_s);
}

void StatusLightTest::states_lookDifferent()
{
    using State = StatusLight::State;
    Stage stage;
    StatusLight light(stage.theme, u"Printer"_s, u"printer"_s, &stage.window);
    light.resize(200, 56);
    QList<QImage> pictures;
    for (const State state : {State::Good, State::Waiting, State::Bad, State::Plain}) {
        light.setState(state);
        const QImage picture = light.grab().toImage();
        QVERIFY(!pictures.contains(picture));
        pictures << picture;
    }
}

void StatusLightTest::count_isShownAndReadOut()
{
    Stage stage;
    StatusLight orders(stage.theme, u"Orders"_s, u"bell"_s, &stage.window);
    orders.resize(200, 56);
    QVERIFY(!Stage::paints(orders, stage.theme.color(Role::Count)));
    orders.setCount(3);
    QVERIFY(Stage::paints(orders, stage.theme.color(Role::Count)));
    QCOMPARE(orders.accessibleDescription(), u"3"_s);
}

QTEST_MAIN(StatusLightTest)
#include "tst_status_light.moc"
