#include "bottom_bar.h"

#include "key_button.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

BottomBar::BottomBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"bottomBar"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_keys = {add(CounterAction::Undo, tr("Undo"), u"undo"_s, u"undoKey"_s),
              add(CounterAction::Park, tr("Park"), u"park"_s, u"parkKey"_s),
              add(CounterAction::Discount, tr("Discount"), u"percent"_s, u"discountKey"_s),
              add(CounterAction::Orders, tr("Orders"), u"order"_s, u"boardKey"_s),
              add(CounterAction::Info, tr("Info"), u"info"_s, u"infoKey"_s),
              add(CounterAction::More, tr("More"), u"more"_s, u"moreKey"_s)};
    m_last = add(CounterAction::LastReceipt, tr("Last receipt"), u"receipt"_s, u"lastReceiptKey"_s);
    m_last->setEnabled(false);
    connect(&theme, &Theme::changed, this, &BottomBar::place);
}

KeyButton *BottomBar::add(CounterAction action, const QString &words, const QString &icon,
                          const QString &name)
{
    auto *key = new KeyButton(m_theme, words, icon, this);
    key->setObjectName(name);
    m_icons.push_back(icon);
    connect(key, &KeyButton::clicked, this, [this, action] { emit asked(action); });
    return key;
}

void BottomBar::setFrame(const CounterFrame &frame, Hand hand)
{
    m_frame = frame;
    m_hand = hand;
    place();
}

std::vector<KeyButton *> BottomBar::allKeys() const
{
    std::vector<KeyButton *> all = m_keys;
    all.push_back(m_last);
    return all;
}

void BottomBar::setIcons(bool shown)
{
    const IconPlace place =
        m_frame.frameClass == FrameClass::Wide ? IconPlace::Left : IconPlace::Above;
    const std::vector<KeyButton *> all = allKeys();
    for (size_t i = 0; i < all.size(); ++i)
        all[i]->setIconName(shown ? m_icons[i] : QString(), place);
}

void BottomBar::setUndoable(bool undoable)
{
    m_keys.front()->setEnabled(undoable);
}

void BottomBar::setLastSum(const std::optional<QString> &sum)
{
    m_last->setEnabled(sum.has_value());
    m_last->setValueText(m_frame.frameClass == FrameClass::Wide ? sum.value_or(QString())
                                                                : QString());
    place();
}

bool BottomBar::textFits() const
{
    return m_last->textFits()
        && std::ranges::all_of(m_keys, [](const KeyButton *key) { return key->textFits(); });
}

void BottomBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

/// All keys show their icon, or none does.
void BottomBar::place()
{
    setIcons(true);
    layOut();
    setIcons(true); // Keys that are hidden lay themselves out only when they are told.
    const auto misses = [](const KeyButton *key) { return !key->isHidden() && !key->showsIcon(); };
    if (!std::ranges::any_of(allKeys(), misses))
        return;
    setIcons(false);
    layOut();
}

void BottomBar::layOut()
{
    if (m_frame.frameClass == FrameClass::Wide)
        placeWide();
    else
        placeNarrow();
}

/// Undo stands below the rail, the others below the grid as wide as their words, the last receipt
/// at the grid's far end.
void BottomBar::placeWide()
{
    const int gap = m_frame.gap;
    const int top = (height() - m_frame.bottomKey) / 2;
    const QRect grid = m_frame.grid.translated(-m_frame.bottomBar.x(), 0);
    const int rail = m_frame.rail.width();
    const int high = m_frame.bottomKey;
    const bool left = m_hand == Hand::Left;
    m_keys.front()->setGeometry(left ? width() - rail + gap : gap, top, rail - 2 * gap, high);
    m_last->show();
    const int last = m_last->sizeHint().width();
    m_last->setGeometry(grid.right() + 1 - last, top, last, high);
    int at = left ? grid.left() : rail + gap + m_theme.unit(1);
    const int gaps = gap * int(m_keys.size() - 1);
    const int room = grid.right() + 1 - last - at - gaps;
    int needed = 0;
    for (size_t i = 1; i < m_keys.size(); ++i)
        needed += m_keys[i]->sizeHint().width();
    const qreal share = needed > room ? qreal(room) / needed : 1;
    for (size_t i = 1; i < m_keys.size(); ++i) {
        const int wide = int(m_keys[i]->sizeHint().width() * share);
        m_keys[i]->setGeometry(at, top, wide, high);
        at += wide + gap;
    }
}

/// Icons above the words, all keys alike; the narrow frame leaves the last receipt to More.
void BottomBar::placeNarrow()
{
    const int gap = m_frame.gap;
    const int top = (height() - m_frame.bottomKey) / 2;
    const bool withLast = m_frame.frameClass != FrameClass::Narrow;
    std::vector<KeyButton *> shown = m_keys;
    if (withLast)
        shown.push_back(m_last);
    m_last->setVisible(withLast);
    const QRect grid = m_frame.grid.translated(-m_frame.bottomBar.x(), 0);
    const bool left = m_hand == Hand::Left;
    const int from = left ? grid.left() : gap;
    const int to = left ? width() - gap : grid.right() + 1;
    const int count = int(shown.size());
    const int room = to - from - (count - 1) * gap;
    for (int i = 0; i < count; ++i) {
        const int begin = from + i * gap + room * i / count;
        const int end = from + i * gap + room * (i + 1) / count;
        shown[size_t(i)]->setGeometry(begin, top, end - begin, m_frame.bottomKey);
    }
}

void BottomBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Sunk));
    painter.fillRect(0, 0, width(), 1, m_theme.color(Role::Line));
}
