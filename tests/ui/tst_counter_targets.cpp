#include "picture_shop.h"
#include "scenes.h"
#include "segment.h"
#include "sell_screen.h"
#include "text_probe.h"
#include "tile_grid.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;

namespace {

int topOf(const QWidget &widget)
{
    return widget.mapTo(widget.window(), QPoint()).y();
}

/// What a finger aims at: keys, fields, words of a choice.
std::vector<QWidget *> targets(QWidget &window)
{
    std::vector<QWidget *> found;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        const bool taps = qobject_cast<QAbstractButton *>(widget)
            || (qobject_cast<QLineEdit *>(widget)
                && !static_cast<QLineEdit *>(widget)->isReadOnly());
        if (taps && widget->isVisible() && !isCovered(*widget, widget->rect().center()))
            found.push_back(widget);
    }
    return found;
}

/// The frame of a field takes its taps.
QWidget *touched(QWidget *widget)
{
    QWidget *frame = widget->parentWidget();
    return qobject_cast<QLineEdit *>(widget) && frame->focusProxy() == widget ? frame : widget;
}

bool takesMoney(const QWidget &target)
{
    const QString name = target.objectName();
    return name == "cashKey"_L1 || name == "cardKey"_L1 || name.startsWith("sumKey"_L1);
}

/// What a target is too small by; empty = it is large enough.
QString sizeFault(QWidget &target, const CounterFrame &frame)
{
    const qreal perMm = frame.pixelsPerMm;
    const QWidget *area = touched(&target);
    // A word of a choice lies in a frame that is one key.
    const bool word = qobject_cast<Segment *>(area->parentWidget());
    const QSize size(area->width(), word ? area->parentWidget()->height() : area->height());
    int least = std::min(qRound(12 * perMm), 16 * frame.unit) - 1;
    if (topOf(*area) < frame.topBar.height())
        least = std::min(least, frame.topBar.height());
    if (takesMoney(target))
        least = qRound(15 * perMm);
    if (size.height() >= least && size.width() >= std::min(least, qRound(9 * perMm)))
        return {};
    return u"%1: %2 x %3, least %4"_s.arg(pathOf(target))
        .arg(size.width())
        .arg(size.height())
        .arg(least);
}

/// What is not of the type scale itself comes from a size of it: the initial in a clerk's circle,
/// the figures of a total that stepped down with its sign, a word that stepped down on its key, the
/// page of keys, which is written as large as it fits. The paper of a receipt has its printer's
/// font.
bool stepsDown(const QString &type)
{
    static const QStringList types {u"ClerkTab"_s,   u"ClerkKey"_s,   u"TotalPanel"_s,
                                    u"ChangeFace"_s, u"KeyButton"_s,  u"SegmentWord"_s,
                                    u"RailKey"_s,    u"HelpOverlay"_s};
    return types.contains(type);
}

} // namespace

/// On every screen of the real counter: how large a finger's targets are, and that every text is of
/// the type scale.
class TestCounterTargets final : public QObject
{
    Q_OBJECT
private slots:
    void targets_areLargeEnough_data() { addSizes(); }
    void targets_areLargeEnough();
    void fonts_areOfTheTypeScale_data() { addSizes(); }
    void fonts_areOfTheTypeScale();

private:
    static void addSizes();
    static void tell(const std::set<QString> &faults);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestCounterTargets::addSizes()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1920") << QSize(1920, 1080);
    QTest::newRow("1366") << QSize(1366, 768);
    QTest::newRow("1024") << QSize(1024, 768);
}

void TestCounterTargets::tell(const std::set<QString> &faults)
{
    for (const QString &fault : faults)
        qWarning().noquote() << fault;
    QCOMPARE(faults.size(), size_t(0));
}

/// 15 mm for what sells and takes money, 12 mm for the rest, 9 mm for nothing less. The design
/// draws 12 mm as 16 units. Lights, clock, tabs and search take touches over the whole top bar,
/// which the widest frame draws 10 mm high.
void TestCounterTargets::targets_areLargeEnough()
{
    QFETCH(QSize, size);
    PictureShop shop(m_cluster, {.size = size});
    const CounterFrame &frame = shop.window().frame();
    std::set<QString> faults;
    for (const Scene &scene : scenes()) {
        shop.clear();
        if (!scene.open(shop))
            faults.insert(scene.name + u": did not open"_s);
        shop.grab();
        for (QWidget *target : targets(shop.window())) {
            if (const QString fault = sizeFault(*target, frame); !fault.isEmpty())
                faults.insert(fault);
        }
    }
    const QRect tile = shop.window().sellScreen().grid().tileRect(0);
    if (std::min(tile.width(), tile.height()) < qRound(15 * shop.window().frame().pixelsPerMm))
        faults.insert(u"a tile is too small"_s);
    tell(faults);
}

/// Every text is Lato in a size of the type scale, and nothing is smaller than its least.
void TestCounterTargets::fonts_areOfTheTypeScale()
{
    QFETCH(QSize, size);
    PictureShop shop(m_cluster, {.size = size});
    std::set<int> scale;
    for (const TypeRow &type : typeRows)
        scale.insert(shop.theme().textPx(type.style));
    scale.insert(qRound(shop.theme().px(4.4))); // the clock
    std::set<QString> faults;
    for (const Scene &scene : scenes()) {
        shop.clear();
        scene.open(shop);
        shop.grab();
        for (const PaintedText &text : paintedTexts(shop.window())) {
            const QString type = QString::fromLatin1(text.widget->metaObject()->className());
            if (type == "ReceiptView"_L1)
                continue;
            if (!text.font.families().value(0).startsWith("Lato"_L1))
                faults.insert(u"%1 in %2"_s.arg(type, text.font.families().value(0)));
            const int px = text.font.pixelSize();
            if (px < leastTextPx || px > *scale.rbegin()
                || (!scale.contains(px) && !stepsDown(type)))
                faults.insert(u"%1 %2 px"_s.arg(type).arg(px));
        }
    }
    tell(faults);
}

QTEST_MAIN(TestCounterTargets)
#include "tst_counter_targets.moc"
