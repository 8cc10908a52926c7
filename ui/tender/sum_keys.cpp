#include "sum_keys.h"

#include <algorithm>

using namespace Qt::StringLiterals;

SumKeys::SumKeys(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    for (int i = 0; i < mostKeys; ++i) {
        auto *key = new KeyButton(theme, {}, this);
        key->setObjectName(u"sumKey%1"_s.arg(i + 1));
        key->hide();
        connect(key, &KeyButton::clicked, this, [this, i] { emit tapped(i); });
        m_keys.push_back(key);
    }
}

void SumKeys::showKeys(const std::vector<Key> &keys)
{
    const bool alone = keys.size() == 1;
    for (size_t i = 0; i < m_keys.size(); ++i) {
        const bool shown = i < keys.size();
        m_keys[i]->setVisible(shown);
        if (!shown)
            continue;
        m_keys[i]->setTextStyle(alone && !keys[i].icon.isEmpty() ? Style::Head : Style::SumKey,
                                Weight::Black);
        m_keys[i]->setIconName(keys[i].icon);
        m_keys[i]->setWords(keys[i].text);
        m_keys[i]->setSecondLine(keys[i].second);
    }
    place();
}

void SumKeys::setFirstKind(KeyButton::Kind kind)
{
    m_keys.front()->setKind(kind);
}

void SumKeys::setKeyHeight(int px)
{
    m_keyHeight = px;
    place();
}

int SumKeys::shownKeys() const
{
    return int(
        std::ranges::count_if(m_keys, [](const KeyButton *key) { return !key->isHidden(); }));
}

int SumKeys::neededHeight() const
{
    return std::max(1, rows()) * (m_keyHeight + m_theme.gap()) - m_theme.gap();
}

bool SumKeys::textFits() const
{
    return std::ranges::all_of(
        m_keys, [](const KeyButton *key) { return key->isHidden() || key->textFits(); });
}

void SumKeys::resizeEvent(QResizeEvent * /*event*/)
{
    place();
}

void SumKeys::place()
{
    const int columns = shownKeys() > 1 ? 2 : 1;
    const int gap = m_theme.gap();
    const int wide = (width() - (columns - 1) * gap) / columns;
    for (int i = 0; i < int(m_keys.size()); ++i)
        m_keys[size_t(i)]->setGeometry((i % columns) * (wide + gap),
                                       (i / columns) * (m_keyHeight + gap), wide, m_keyHeight);
}
