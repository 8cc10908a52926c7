#include "basket_panel.h"
#include "counter.h"
#include "counter_sheets.h"
#include "focus_ring.h"
#include "picture_shop.h"
#include "scenes.h"
#include "sell_screen.h"
#include "text_probe.h"
#include "tile_grid.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;

namespace {

/// Uncovered, and with something of it to be seen.
bool isSeen(const QWidget &widget)
{
    return widget.isVisible() && !widget.visibleRegion().isEmpty()
        && !isCovered(widget, widget.rect().center());
}

/// A finger or the keyboard does something with it.
bool isControl(const QWidget &widget)
{
    if (qobject_cast<const QHeaderView *>(&widget))
        return false; // Part of its table.
    return qobject_cast<const QAbstractButton *>(&widget)
        || qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QPlainTextEdit *>(&widget)
        || qobject_cast<const QAbstractItemView *>(&widget);
}

std::vector<QWidget *> controls(PictureShop &shop)
{
    std::vector<QWidget *> found;
    for (QWidget *widget : shop.window().findChildren<QWidget *>()) {
        if (isControl(*widget) && isSeen(*widget))
            found.push_back(widget);
    }
    return found;
}

bool rolesSuit(const QWidget &widget, QAccessible::Role role)
{
    using Roles = std::set<QAccessible::Role>;
    if (qobject_cast<const QAbstractButton *>(&widget))
        return Roles {QAccessible::Button,  QAccessible::CheckBox,   QAccessible::RadioButton,
                      QAccessible::PageTab, QAccessible::PushButton, QAccessible::ButtonMenu}
            .contains(role);
    if (qobject_cast<const QAbstractItemView *>(&widget))
        return Roles {QAccessible::List, QAccessible::Table, QAccessible::Tree}.contains(role);
    return role == QAccessible::EditableText;
}

QString spokenFault(QWidget &widget)
{
    QAccessibleInterface *speaker = QAccessible::queryAccessibleInterface(&widget);
    if (!speaker)
        return u"speaks not at all"_s;
    if (speaker->text(QAccessible::Name).trimmed().isEmpty())
        return u"has no name"_s;
    if (!rolesSuit(widget, speaker->role()))
        return u"has the role %1"_s.arg(int(speaker->role()));
    const QAccessible::State state = speaker->state();
    if (bool(state.disabled) != !widget.isEnabled())
        return u"tells wrongly whether it can be used"_s;
    const auto *button = qobject_cast<QAbstractButton *>(&widget);
    if (button && button->isCheckable()
        && (!state.checkable || state.checked != button->isChecked()))
        return u"tells wrongly whether it is chosen"_s;
    return {};
}

/// Rows and tiles that say nothing to a screen reader.
int silentItems(const QAbstractItemView &view)
{
    int silent = 0;
    const QAbstractItemModel *model = view.model();
    for (int row = 0; model && row < model->rowCount(); ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            const QModelIndex index = model->index(row, column);
            const bool used = index.flags().testFlag(Qt::ItemIsEnabled);
            const QString spoken = index.data(Qt::AccessibleTextRole).toString();
            if (used && spoken.isEmpty() && index.data(Qt::DisplayRole).toString().isEmpty())
                ++silent;
        }
    }
    return silent;
}

/// Everything that the Tab key comes to, from where the focus is.
std::set<QWidget *> tabbed(PictureShop &shop)
{
    std::set<QWidget *> reached;
    QWidget *first = QApplication::focusWidget();
    for (int i = 0; i < 150; ++i) {
        shop.press(Qt::Key_Tab);
        QWidget *now = QApplication::focusWidget();
        if (!now || (now == first && i > 0))
            break;
        reached.insert(now);
    }
    reached.insert(first);
    return reached;
}

bool isReached(QWidget *control, const std::set<QWidget *> &reached)
{
    if (reached.contains(control) || reached.contains(control->focusProxy()))
        return true;
    // The arrows go through the keys of a choice.
    const auto *button = qobject_cast<QAbstractButton *>(control);
    if (!button || (!button->autoExclusive() && !button->group()))
        return false;
    return std::ranges::any_of(reached, [&](const QWidget *other) {
        return other && other->parentWidget() == control->parentWidget();
    });
}

/// Controls that have a key of the table instead, or keys that type the same.
bool hasKeyOfItsOwn(const QWidget &control)
{
    static const QStringList names {
        u"basketList"_s, // Ctrl+Up, Ctrl+Down
        u"resultList"_s, // Up and Down in the search
    };
    return names.contains(control.objectName());
}

} // namespace

/// What a screen reader and the keyboard find at the real counter.
class TestAccessibility final : public QObject
{
    Q_OBJECT
private slots:
    void everyControl_saysWhatItIs();
    void everyItem_speaks();
    void everyControl_isReachedByKeys();
    void tab_neverGoesBehindASheet();
    void focus_showsAfterTheKeyboardOnly();
    void tileAndLine_sayNamePriceAndState();

private:
    /// Goes through all scenes and tells what is wrong in them.
    void through(const std::function<void(PictureShop &, const QString &scene)> &look);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::set<QString> m_faults;
};

void TestAccessibility::through(
    const std::function<void(PictureShop &, const QString &scene)> &look)
{
    m_faults.clear();
    PictureShop shop(m_cluster, {});
    for (const Scene &scene : scenes()) {
        shop.clear();
        if (!scene.open(shop))
            m_faults.insert(scene.name + u": did not open"_s);
        shop.grab();
        look(shop, scene.name);
    }
    for (const QString &fault : m_faults)
        qWarning().noquote() << fault;
}

void TestAccessibility::everyControl_saysWhatItIs()
{
    through([this](PictureShop &shop, const QString &scene) {
        for (QWidget *control : controls(shop)) {
            if (const QString fault = spokenFault(*control); !fault.isEmpty())
                m_faults.insert(u"%1 %2 (%3)"_s.arg(pathOf(*control), fault, scene));
        }
        const QWidget *open = shop.window().sheets().current();
        if (open && open->accessibleName().isEmpty())
            m_faults.insert(pathOf(*open) + u" has no name"_s);
    });
    QCOMPARE(m_faults.size(), size_t(0));
}

void TestAccessibility::everyItem_speaks()
{
    through([this](PictureShop &shop, const QString &scene) {
        for (QWidget *control : controls(shop)) {
            const auto *view = qobject_cast<QAbstractItemView *>(control);
            if (view && silentItems(*view) > 0)
                m_faults.insert(u"%1: %2 say nothing (%3)"_s.arg(pathOf(*view))
                                    .arg(silentItems(*view))
                                    .arg(scene));
        }
    });
    QCOMPARE(m_faults.size(), size_t(0));
}

void TestAccessibility::everyControl_isReachedByKeys()
{
    through([this](PictureShop &shop, const QString &scene) {
        const QString sheet = openSheet(shop);
        if (sheet == "HelpOverlay"_L1)
            return; // Any key closes it.
        const std::vector<QWidget *> all = controls(shop);
        const std::set<QWidget *> reached = tabbed(shop);
        for (QWidget *control : all) {
            if (control->isEnabled() && !isReached(control, reached) && !hasKeyOfItsOwn(*control))
                m_faults.insert(pathOf(*control) + u" is not reached (%1)"_s.arg(scene));
        }
    });
    QCOMPARE(m_faults.size(), size_t(0));
}

void TestAccessibility::tab_neverGoesBehindASheet()
{
    through([this](PictureShop &shop, const QString &scene) {
        if (openSheet(shop) == "HelpOverlay"_L1)
            return;
        for (int i = 0; i < 100; ++i) {
            shop.press(Qt::Key_Tab);
            const QWidget *focused = QApplication::focusWidget();
            const QWidget *inside = qobject_cast<const QAbstractItemView *>(focused)
                ? qobject_cast<const QAbstractItemView *>(focused)->viewport()
                : focused;
            if (focused && !focused->isWindow() && focused != shop.window().sheets().current()
                && isCovered(*inside, inside->rect().center()) && !isScrolled(*focused))
                m_faults.insert(u"%1 has the focus (%2)"_s.arg(pathOf(*focused), scene));
        }
    });
    QCOMPARE(m_faults.size(), size_t(0));
}

void TestAccessibility::focus_showsAfterTheKeyboardOnly()
{
    PictureShop shop(m_cluster, {});
    QVERIFY(scenes().at(1).open(shop));
    auto *ring = shop.window().findChild<FocusRing *>();
    const QString color = shop.theme().color(Role::Focus).name();
    int seen = 0;
    for (int i = 0; i < 40; ++i) {
        shop.press(Qt::Key_Tab);
        QWidget *focused = QApplication::focusWidget();
        if (!qobject_cast<QAbstractButton *>(focused))
            continue;
        ++seen;
        QVERIFY2(ring->isVisible(), qPrintable(pathOf(*focused)));
        const QRect around(focused->mapTo(&shop.window(), QPoint()), focused->size());
        QVERIFY2(ring->geometry().contains(around & shop.window().rect()),
                 qPrintable(pathOf(*focused)));
        const QImage picture = shop.grab();
        const QRect shown = ring->geometry() & picture.rect();
        int painted = 0;
        for (int x = shown.left(); x <= shown.right(); ++x) {
            for (int y = shown.top(); y <= shown.bottom(); ++y)
                painted += picture.pixelColor(x, y).name() == color ? 1 : 0;
        }
        QVERIFY2(painted > 2 * (around.width() + around.height()) / 2,
                 qPrintable(pathOf(*focused)));
    }
    QVERIFY(seen > 10);
    QVERIFY(shop.tapKey(u"customerKey"_s));
    QVERIFY(!ring->isVisible());
}

void TestAccessibility::tileAndLine_sayNamePriceAndState()
{
    PictureShop shop(m_cluster, {});
    QVERIFY(scenes().at(1).open(shop));
    const auto spoken = [&](QAbstractItemView &view, int row, int column) {
        QAccessibleInterface *speaker = QAccessible::queryAccessibleInterface(&view);
        QAccessibleInterface *cell = speaker->tableInterface()
            ? speaker->tableInterface()->cellAt(row, column)
            : speaker->child(row);
        return cell ? cell->text(QAccessible::Name) : QString();
    };
    TileGrid &grid = shop.window().sellScreen().grid();
    const QString first = spoken(grid, 0, 0);
    QVERIFY2(first.contains(u"Croissant"_s) && first.contains(u"1.80"_s), qPrintable(first));
    const QString left = spoken(grid, 0, 2);
    QVERIFY2(left.contains(u"3 left"_s), qPrintable(left));
    const QString soldOut = spoken(grid, 2, 4);
    QVERIFY2(soldOut.contains(u"old out"_s), qPrintable(soldOut));
    const QString line = spoken(*shop.window().sellScreen().basket().list(), 3, 0);
    QVERIFY2(line.contains(u"Macaron"_s) && line.contains(u"6.90"_s) && line.contains(u'3'),
             qPrintable(line));
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
