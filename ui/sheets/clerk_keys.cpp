#include "clerk_keys.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr qreal leastWidthMm = 50;
constexpr int mostColumns = 4;
constexpr size_t clerkColours = 4; ///< Of the theme.
}

int clerkColour(size_t place)
{
    return int(place % clerkColours) + 1;
}

ClerkKeys::ClerkKeys(const Theme &theme, ClerkKey::Ground ground, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_ground(ground)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, &ClerkKeys::place);
}

void ClerkKeys::show(const std::vector<Clerk> &clerks)
{
    for (ClerkKey *key : m_keys) {
        key->hide();
        key->deleteLater(); // One of them may be calling.
    }
    m_keys.clear();
    for (const Clerk &clerk : clerks) {
        auto *key = new ClerkKey(m_theme, clerk.face, m_ground, this);
        key->setObjectName(u"clerkKey%1"_s.arg(clerk.clerk));
        connect(key, &ClerkKey::clicked, this,
                [this, number = clerk.clerk] { emit chosen(number); });
        m_keys.push_back(key);
        key->show();
    }
    updateGeometry();
    place();
}

bool ClerkKeys::textFits() const
{
    return std::ranges::all_of(m_keys, [](const ClerkKey *key) { return key->textFits(); });
}

int ClerkKeys::columnsIn(int width) const
{
    const int key = qRound(m_theme.px(leastWidthMm));
    return std::clamp((width + m_theme.gap()) / (key + m_theme.gap()), 1, mostColumns);
}

int ClerkKeys::keyHeight() const
{
    return m_keys.empty() ? 0 : m_keys.front()->sizeHint().height();
}

int ClerkKeys::heightForWidth(int width) const
{
    const int columns = columnsIn(width);
    const int rows = (int(m_keys.size()) + columns - 1) / columns;
    return std::max(0, rows * (keyHeight() + m_theme.gap()) - m_theme.gap());
}

QSize ClerkKeys::sizeHint() const
{
    const int width = qRound(m_theme.px(leastWidthMm)) * 2;
    return {width, heightForWidth(width)};
}

void ClerkKeys::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void ClerkKeys::place()
{
    const int columns = columnsIn(width());
    const int gap = m_theme.gap();
    const int keyWidth = (width() - (columns - 1) * gap) / columns;
    for (int i = 0; i < int(m_keys.size()); ++i) {
        const int row = i / columns;
        const int column = i % columns;
        const int place = isRightToLeft() ? columns - 1 - column : column;
        m_keys[size_t(i)]->setGeometry(place * (keyWidth + gap), row * (keyHeight() + gap),
                                       keyWidth, keyHeight());
    }
}
