#include "category_rail.h"

#include "category_key.h"
#include "goods_glyph.h"
#include "rail_key.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

CategoryRail::CategoryRail(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"categoryRail"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&theme, &Theme::changed, this, &CategoryRail::place);
    rebuild();
}

void CategoryRail::setFrame(const CounterFrame &frame, Hand hand)
{
    const bool samePages = m_frame.categories == frame.categories;
    m_frame = frame;
    m_hand = hand;
    if (!samePages)
        rebuild();
    place();
}

void CategoryRail::setCategories(const std::vector<Category> &categories)
{
    if (m_categories == categories && !m_keys.empty())
        return;
    m_categories = categories;
    m_page = 0;
    const bool known = m_open.isEmpty()
        || std::ranges::find(categories, m_open, &Category::name) != categories.end();
    rebuild();
    if (!known)
        openPage({});
}

/// One key is "now", and one turns the page when not all have room.
int CategoryRail::perPage() const
{
    const int room = m_frame.categories - 1;
    return int(m_categories.size()) <= room ? room : room - 1;
}

void CategoryRail::rebuild()
{
    for (RailKey *key : m_keys)
        key->deleteLater();
    m_keys.clear();
    m_places.clear();
    const auto add = [this](const Place &place, const QString &words, const QString &icon,
                            CategoryKey category) {
        auto *key = new RailKey(m_theme, words, icon, category, this);
        key->setObjectName(u"railKey%1"_s.arg(m_keys.size() + 1));
        key->setChecked(!place.isMore && place.category == m_open);
        key->setActsOnPress(true);
        const size_t number = m_keys.size();
        connect(key, &RailKey::clicked, this, [this, number] { pressed(number); });
        key->show();
        m_keys.push_back(key);
        m_places.push_back(place);
    };
    add({}, tr("Now"), u"sunrise"_s, CategoryKey::Now);
    const int count = int(m_categories.size());
    const int first = std::min(m_page * perPage(), std::max(0, count - 1));
    const int last = std::min(count, first + perPage());
    for (int i = first; i < last; ++i) {
        const Category &category = m_categories[size_t(i)];
        add({category.name}, category.name, categoryGlyph(category.name, category.colour),
            categoryKey(category.colour));
    }
    if (count > m_frame.categories - 1)
        add({.isMore = true}, tr("More"), u"more"_s, CategoryKey::Now);
    place();
}

void CategoryRail::pressed(size_t key)
{
    if (!m_places[key].isMore) {
        openPage(m_places[key].category);
        return;
    }
    const int pages = (int(m_categories.size()) + perPage() - 1) / perPage();
    m_page = (m_page + 1) % std::max(1, pages);
    QMetaObject::invokeMethod(this, &CategoryRail::rebuild, Qt::QueuedConnection);
}

void CategoryRail::openPage(const QString &category)
{
    m_open = category;
    for (size_t i = 0; i < m_keys.size(); ++i)
        m_keys[i]->setChecked(!m_places[i].isMore && m_places[i].category == category);
    emit opened(category);
}

void CategoryRail::pressKey(int position)
{
    if (position >= 0 && size_t(position) < m_keys.size())
        pressed(size_t(position));
}

bool CategoryRail::textFits() const
{
    return std::ranges::all_of(m_keys, [](const RailKey *key) { return key->textFits(); });
}

void CategoryRail::place()
{
    QRect rect = m_frame.firstCategory.translated(-m_frame.rail.topLeft());
    // The key reaches to the grid: it is one gap wider than it is painted at rest.
    const int reach = m_frame.rail.width() - rect.width() - m_frame.gap;
    rect.setWidth(rect.width() + std::max(reach, m_frame.gap));
    if (m_hand == Hand::Left)
        rect.moveLeft(0);
    for (RailKey *key : m_keys) {
        key->setGridSide(m_hand == Hand::Left ? RailKey::GridSide::Left : RailKey::GridSide::Right);
        key->setGeometry(rect);
        rect.translate(0, rect.height() + m_frame.gap);
    }
    agreeOnIcons();
    update();
}

/// All keys show their icon, or none does.
void CategoryRail::agreeOnIcons()
{
    for (RailKey *key : m_keys)
        key->setIconAllowed(true);
    if (std::ranges::all_of(m_keys, [](const RailKey *key) { return key->showsIcon(); }))
        return;
    for (RailKey *key : m_keys)
        key->setIconAllowed(false);
}

void CategoryRail::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Sunk));
    if (m_theme.isContrast())
        painter.fillRect(m_hand == Hand::Left ? 0 : width() - 1, 0, 1, height(),
                         m_theme.color(Role::Line));
}
