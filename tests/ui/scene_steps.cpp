#include "scene_steps.h"

#include "counter.h"
#include "counter_sheets.h"
#include "picture_shop.h"
#include "segment.h"
#include "sheet.h"

#include <QElapsedTimer>
#include <QListView>
#include <QTest>

using namespace Qt::StringLiterals;

bool opened(PictureShop &shop, const QString &sheet)
{
    return QTest::qWaitFor([&] { return openSheet(shop) == sheet; });
}

void fill(PictureShop &shop)
{
    shop.sell(PictureShop::croissant, "2");
    shop.sell(PictureShop::coffee);
    shop.sell(PictureShop::baguette);
    shop.sell(PictureShop::macaron, "3");
    Counter &counter = shop.window().counter();
    counter.activate(1);
    if (counter.empty()) {
        shop.sell(PictureShop::scone, "2");
    }
    counter.activate(0);
}

bool tapOpened(PictureShop &shop, const QString &key)
{
    return letListen() && shop.tapKey(key);
}

bool tapWord(PictureShop &shop, const QString &segment, int word)
{
    auto *found = shop.find<Segment>(segment);
    if (!found || !letListen())
        return false;
    QTest::mouseClick(found->word(word), Qt::LeftButton);
    return true;
}

bool rowsCome(PictureShop &shop, const QString &list)
{
    return QTest::qWaitFor([&] {
        auto *view = shop.find<QListView>(list);
        return view && view->model()->rowCount() > 0;
    });
}

bool byKey(PictureShop &shop, Qt::Key key, Qt::KeyboardModifiers modifiers, const QString &sheet)
{
    fill(shop);
    shop.press(key, modifiers);
    return opened(shop, sheet);
}

Scene keyed(const QString &name, Qt::Key key, Qt::KeyboardModifiers modifiers, const QString &sheet)
{
    return {name, [=](PictureShop &shop) { return byKey(shop, key, modifiers, sheet); }, sheet};
}

bool held(PictureShop &shop)
{
    fill(shop);
    shop.holdTile(PictureShop::cookie);
    return true;
}

QString openSheet(PictureShop &shop)
{
    const QWidget *open = shop.window().sheets().current();
    return open ? QString::fromLatin1(open->metaObject()->className()) : QString();
}

bool letListen()
{
    QElapsedTimer sinceShown;
    sinceShown.start();
    return QTest::qWaitFor([&] { return sinceShown.hasExpired(Sheet::deafMs + 20); });
}
