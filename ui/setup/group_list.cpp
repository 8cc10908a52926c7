#include "group_list.h"

#include "key_button.h"
#include "theme.h"

#include <QButtonGroup>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

GroupList::GroupList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_back(new KeyButton(theme, tr("Back"), u"back"_s, this))
{
    setObjectName(u"groupList"_s);
    auto *exclusive = new QButtonGroup(this);
    for (const SettingGroup &group : settingGroups()) {
        auto *key = new KeyButton(theme, group.title, group.icon, this);
        key->setObjectName(group.name + u"GroupKey"_s);
        key->setKind(KeyButton::Kind::Flat);
        key->setContentSide(ContentSide::Start);
        key->setTextStyle(Style::Line);
        key->setCheckable(true);
        exclusive->addButton(key);
        m_keys.append({group.name, key});
        connect(key, &KeyButton::clicked, this, [this, name = group.name] { emit chosen(name); });
    }
    m_back->setObjectName(u"settingsBackKey"_s);
    connect(m_back, &KeyButton::clicked, this, &GroupList::backAsked);
    connect(&theme, &Theme::changed, this, [this] { place(); });
}

KeyButton *GroupList::key(const QString &group) const
{
    const auto found =
        std::ranges::find_if(m_keys, [&group](const auto &known) { return known.first == group; });
    return found == m_keys.end() ? nullptr : found->second;
}

void GroupList::choose(const QString &group)
{
    for (const auto &[name, key] : std::as_const(m_keys)) {
        key->group()->setExclusive(!group.isEmpty());
        key->setChecked(name == group);
    }
}

void GroupList::setFootHeight(int px)
{
    m_foot = px;
    place();
}

/// Twelve millimetres a key, or less where there are too many for the height.
void GroupList::place()
{
    const int pad = m_theme.unit(4);
    const int gap = m_theme.gap();
    const int count = int(m_keys.size());
    const int room = height() - m_foot - pad;
    const int wanted = qRound(m_theme.px(12.65));
    const int keyHeight = std::min(wanted, (room - (count - 1) * gap) / std::max(1, count));
    int y = pad;
    for (const auto &[name, key] : std::as_const(m_keys)) {
        key->setGeometry(pad, y, width() - 2 * pad, keyHeight);
        y += keyHeight + gap;
    }
    const int back = m_foot - 2 * gap;
    m_back->setGeometry(pad, height() - m_foot + gap, width() - 2 * pad, back);
}

QSize GroupList::sizeHint() const
{
    int widest = 0;
    for (const auto &[name, key] : m_keys)
        widest = std::max(widest, key->sizeHint().width());
    return {widest * 4 / 5 + 2 * m_theme.unit(4), 0}; // A key steps its words down by a quarter.
}

bool GroupList::textFits() const
{
    return m_back->textFits()
        && std::ranges::all_of(m_keys, [](const auto &known) { return known.second->textFits(); });
}

void GroupList::resizeEvent(QResizeEvent *)
{
    place();
}

void GroupList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Sunk));
    if (m_theme.isContrast()) // There the ground is white, as the page is.
        painter.fillRect(width() - m_theme.line(), 0, m_theme.line(), height(),
                         m_theme.color(Role::Line));
}
